"""How much travels before somebody can work, and what a page may load at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.looks import DESKTOP, PHONE
from tests.browser.person import Person
from tests.browser.sites import Site

FIRST_LOAD = 100 * 1024
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
}


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("running", QINGYUAN_SECOND_FACTOR="0")


@pytest.mark.parametrize(("who", "width"), [("alice", DESKTOP), ("bob", DESKTOP), ("dora", PHONE)])
def test_the_first_page_weighs_little(
    person: Callable[..., Person], site: Site, who: str, width: int
) -> None:
    one = person(site, width)
    one.signs_in(who)
    travelled = bytes_of(one, "/")
    assert sum(travelled.values()) <= FIRST_LOAD, travelled


@pytest.mark.parametrize("page", ["personal", "school_code"])
def test_a_teachers_page_weighs_little(
    person: Callable[..., Person], site: Site, page: str
) -> None:
    travelled = bytes_of(person(site, PHONE), site.facts[page])
    assert sum(travelled.values()) <= FIRST_LOAD, travelled


@pytest.mark.parametrize("page", ["/account/login/", "personal"])
def test_a_page_loads_nothing_but_its_own(
    person: Callable[..., Person], site: Site, page: str
) -> None:
    response = person(site).page.goto(site.url(site.facts.get(page, page)))
    assert response is not None
    policy = response.header_value("Content-Security-Policy") or ""
    assert {part.strip() for part in policy.split(";") if part.strip()} == POLICY


def bytes_of(person: Person, path: str) -> dict[str, int]:
    """What travels to an empty cache, headers included, by address."""
    session = person.context.new_cdp_session(person.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: dict[str, str] = {}
    travelled: dict[str, int] = {}

    def ask(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]

    def finish(event: dict[str, Any]) -> None:
        if event["requestId"] not in asked:  # still under way when the listening began
            return
        url = asked[event["requestId"]].removeprefix(person.site.address)
        travelled[url] = travelled.get(url, 0) + int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", ask)
    session.on("Network.loadingFinished", finish)
    person.page.goto(person.site.url(path), wait_until="networkidle")
    assert len(travelled) > 3, travelled
    return travelled
