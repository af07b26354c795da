"""Fixtures of the site's tests: the cast, and a browser session of each of its people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.server.cast import Cast, make_cast
from tests.server.running import Running, make_running

from qingyuan.server.organisations.models import User


@pytest.fixture
def cast(db: None, settings: LazySettings) -> Cast:
    """An invented city; the second factor is tested in its own place."""
    settings.SECOND_FACTOR_REQUIRED = False
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return make_cast()


@pytest.fixture
def running(cast: Cast) -> Running:
    """A campaign under way in the cast's city."""
    return make_running(cast)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """A client that is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
