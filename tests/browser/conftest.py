"""A real Chromium, and a real site for each module that asks for one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from tests.browser.looks import DESKTOP
from tests.browser.person import Person
from tests.browser.sites import Site, open_site

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=zh-CN",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_PEOPLE = pytest.StashKey[list[Person]]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("跳过浏览器测试：本机没有 Chromium（apt install chromium）")
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Lets the fixtures know how the test went, and the report show what was on the screens."""
    report = yield
    if report.when == "call" and report.failed:
        people = item.stash.get(_PEOPLE, [])
        for number, one in enumerate(people):
            report.sections.append((f"screen of person {number + 1}", one.tells()))
    return report


@pytest.fixture
def person(browser: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Person]]:
    """People at browsers; each closes theirs when the test ends."""
    people: list[Person] = []
    request.node.stash[_PEOPLE] = people

    def sit_down(site: Site, width: int = DESKTOP, **options: Any) -> Person:
        people.append(Person(browser, site, width=width, **options))
        return people[-1]

    yield sit_down
    for one in people:
        one.leaves()
