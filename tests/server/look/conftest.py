"""The gallery as a site of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer
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


@pytest.fixture
def gallery_address(
    preview: None,
    transactional_db: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    """The gallery on a port; the tool that drives the browser runs an event loop beside it."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()
