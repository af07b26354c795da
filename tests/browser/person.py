"""Somebody at a browser, in the words in which journeys are told."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.looks import PHONE, Ears, findings, open_context
from tests.browser.sites import Site
from tests.server.cast import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

PICTURES = "QINGYUAN_PICTURES"  # a folder: what a journey looks at is put there, to be seen


class Person:
    """One reader with a browser of their own; every screen that they look at must be faultless."""

    def __init__(self, browser: Browser, site: Site, *, width: int, **options: Any) -> None:
        self.site = site
        self.width = width
        self.context = open_context(browser, site.address, width=width, **options)
        self.page = self.context.new_page()
        self._ears = Ears(self.page, site.address)

    def opens(self, path: str) -> None:
        """Types an address or follows a link that somebody sent."""
        self.page.goto(path if path.startswith("http") else self.site.url(path))

    def signs_in(self, username: str, password: str = PASSWORD) -> None:
        """With user name and password."""
        self.opens("/account/login/")
        self.fills("账号", username)
        self.fills("密码", password)
        self.presses("登录")

    def fills(self, label: str, text: str) -> None:
        """Writes into the first field of that label."""
        self._field(label).fill(text)

    def chooses(self, label: str, option: str) -> None:
        """Takes one of a list, or one of some buttons to choose from."""
        lists = self.page.get_by_label(label, exact=False).and_(self.page.locator("select"))
        if lists.count():
            lists.first.select_option(label=option)
        else:
            self.ticks(option)

    def ticks(self, label: str) -> None:
        """Sets a tick."""
        self._field(label).check()

    def brings(self, label: str, name: str, content: bytes, kind: str) -> None:
        """Chooses a file from the disk."""
        self._field(label).set_input_files({"name": name, "mimeType": kind, "buffer": content})

    def presses(self, name: str) -> None:
        """Presses a button or a link by its words, the first on the page; another page comes."""
        with self.page.expect_navigation():
            self.target(name).click()

    def touches(self, name: str) -> None:
        """Presses a button that leaves the page where it is."""
        self.target(name).click()

    def target(self, name: str) -> Locator:
        """The button or link of these words."""
        words = re.compile(rf"^\s*{re.escape(name)}")
        buttons = self.page.get_by_role("button", name=words)
        return buttons.or_(self.page.get_by_role("link", name=words)).first

    def sees(self, *texts: str) -> None:
        """The words stand on the page, where people see them."""
        for text in texts:
            self.page.get_by_text(text, exact=False).locator("visible=true").first.wait_for()

    def misses(self, text: str) -> None:
        """The words do not stand there."""
        assert text not in self.page.locator("main").inner_text(), text

    def reads(self, selector: str) -> str:
        """The words of one place, or what stands in a field."""
        place = self.page.locator(selector).first
        is_field = place.evaluate("each => 'value' in each && each.tagName !== 'LI'")
        return place.input_value() if is_field else place.inner_text()

    def has_written(self, label: str) -> str:
        """What stands in the field of that label."""
        return self._field(label).input_value()

    def link_in(self, selector: str) -> str:
        """The address that stands in some words, as somebody copies it."""
        found = re.search(r"https?://\S+", self.reads(selector))
        assert found, self.reads(selector)
        return found.group()

    def looks(self, picture: str = "", *, status_is_error: bool = False) -> None:
        """Looks at the whole screen: nothing wrong with it; may keep it for the manual."""
        problems = [*findings(self.page), *self._ears.empty()]
        if status_is_error:  # the browser itself reports an answer such as 429
            problems = [each for each in problems if "Failed to load resource" not in each]
        assert problems == [], f"{self.page.url}: {problems}"
        folder = os.environ.get(PICTURES)
        if folder and picture:
            suffix = "-手机" if self.width == PHONE else ""
            self.page.screenshot(
                path=Path(folder) / f"{picture}{suffix}.png", animations="disabled"
            )

    def tells(self) -> str:
        """Where they are and what they read there, for a report."""
        return f"{self.page.url}\n{self.page.locator('body').inner_text()}"

    def leaves(self) -> None:
        """Closes the browser."""
        self.context.close()

    def _field(self, label: str) -> Locator:
        words = re.compile(rf"^\s*{re.escape(label)}")
        controls = self.page.locator("input, textarea, select")
        return self.page.get_by_label(words).and_(controls).first
