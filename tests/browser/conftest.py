"""A real Chromium, and a real site for each module that asks for one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from tests.browser.looks import DESKTOP
from tests.browser.person import Person
from tests.browser.sites import Site, open_site
from tests.server.postgresql import NOTHING_SKIPPED

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=zh-CN",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        _skip("跳过浏览器测试：本机没有 Chromium（apt install chromium）")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as tool:
        chromium = tool.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture(scope="module")
def site_with(
    browser: Any, tmp_path_factory: pytest.TempPathFactory, static_folder: Path
) -> Iterator[Callable[..., Site]]:
    """Starts a site with a stage; it ends with the module.  Without a browser there is none."""
    with ExitStack() as stack:

        def start(stage: str, **settings: str) -> Site:
            folder = tmp_path_factory.mktemp(stage)
            return stack.enter_context(open_site(stage, folder, static_folder, **settings))

        yield start


@pytest.fixture
def person(browser: Any) -> Iterator[Callable[..., Person]]:
    """People at browsers; each closes theirs when the test ends."""
    with ExitStack() as stack:

        def sit_down(site: Site, width: int = DESKTOP, **options: Any) -> Person:
            one = Person(browser, site, width=width, **options)
            stack.callback(one.leaves)
            return one

        yield sit_down


def _skip(why: str) -> None:
    if os.environ.get(NOTHING_SKIPPED):
        pytest.fail(why)
    pytest.skip(why)
