"""Each part of a page in all its states, as the gallery shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.looks import DESKTOP, LOOKS, PHONE, Ears, Look, findings, open_context
from tests.server.look.gallery import PAGES
from tests.server.look.preview import preview_settings


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    with override_settings(**preview_settings()):
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_every_part_can_be_used_by_everybody(
    browser: Any, address: str, look: Look, width: int
) -> None:
    context = open_context(browser, address, width=width, look=look)
    page = context.new_page()
    ears = Ears(page, address)
    found = {}
    for name in PAGES:
        page.goto(f"{address}/gallery/{name}/")
        found[name] = [*findings(page, look), *ears.empty()]
    context.close()
    assert {name: problems for name, problems in found.items() if problems} == {}
