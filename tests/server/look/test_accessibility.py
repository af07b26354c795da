"""Each page in a real browser: no finding of axe, no console message, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from tests.server.look.gallery import PAGES

axe_package = pytest.importorskip("axe_playwright_python", reason="axe is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
AXE = (Path(axe_package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=zh-CN",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A theme changes colours and a type size changes places; all else is the same page.
RULES = {
    "light": _ALL,
    "dark": ["color-contrast", "link-in-text-block"],
    "large": ["target-size", "scrollable-region-focusable"],
}
COOKIES = {"light": {}, "dark": {"theme": "dark"}, "large": {"large": "1"}}
_LOUD = {"error", "warning"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as tool:
        chromium = tool.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("look", list(RULES))
def test_every_page_can_be_used_by_everybody(
    browser: Any, gallery_address: str, look: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    cookies = COOKIES[look].items()
    context.add_cookies(
        [{"name": name, "value": value, "url": gallery_address} for name, value in cookies]
    )
    page = context.new_page()
    found = {
        name: _findings(page, f"{gallery_address}/gallery/{name}/", RULES[look]) for name in PAGES
    }
    context.close()
    assert {name: problems for name, problems in found.items() if problems} == {}


def _findings(page: Any, url: str, rules: list[str]) -> list[str]:
    said: list[str] = []

    def hear(line: Any) -> None:
        if line.type in _LOUD:
            said.append(line.text)

    def notice(asked: Any) -> None:
        if _leaves(asked.url, url):
            said.append(asked.url)

    page.on("console", hear)
    page.on("request", notice)
    page.goto(url)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    # The content policy lets no script in by address or tag; evaluation by the test is no script.
    page.evaluate(AXE)
    answer = page.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", rules
    )
    page.remove_listener("console", hear)
    page.remove_listener("request", notice)
    sideways = [f"{wide} px sideways"] if wide > 0 else []
    return [*said, *sideways, *(_told(violation) for violation in answer["violations"])]


def _leaves(asked: str, page: str) -> bool:
    host = "/".join(page.split("/")[:3])
    return not asked.startswith((host, "data:"))


def _told(violation: dict[str, Any]) -> str:
    return f"{violation['id']}: {[node['html'][:120] for node in violation['nodes']][:3]}"
