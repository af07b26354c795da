"""The gallery as a site of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from tests.server.look.preview import preview_settings


@pytest.fixture
def preview() -> Iterator[None]:
    """Every address is one of the gallery's."""
    with override_settings(**preview_settings()):
        yield


@pytest.fixture
def gallery(preview: None, db: None) -> Client:
    """Somebody who looks at pages."""
    return Client()
