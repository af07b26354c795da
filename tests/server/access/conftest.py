"""The world of the access tests, made once a test from the cast."""

from __future__ import annotations

import pytest
from tests.server.access.making import make_world
from tests.server.access.world import World
from tests.server.cast import Cast


@pytest.fixture
def world(cast: Cast) -> World:
    """Everybody, and one object of every kind at every unit."""
    return make_world(cast)
