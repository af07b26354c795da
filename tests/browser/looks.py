"""How a screen may look: width, theme and type size; and what must be true of it in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

DESKTOP, PHONE = 1366, 390
_HEIGHTS = {DESKTOP: 768, PHONE: 844}
_EVERY_RULE = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_LOUD = {"error", "warning"}
# Formats, products, signs and invented names that are written so in Chinese texts too.
WRITTEN_SO = frozenset(
    re.findall(
        r"\w+",
        "app excel word wps qr pdf ofd xlsx xls csv docx doc txt jpg png kb mb utf ods icp gb url"
        " http https sha totp ctrl esc tab chrome edge chromium linux windows android ios sqlite"
        " postgresql alice bob charlie dora emma frank holder xxdyxx",
    )
)
_READ = """() => {
  const unseen = "script, style, template, svg, noscript, textarea, code, kbd, samp, pre, .code";
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent && !parent.closest(unseen)) texts.push(walker.currentNode.data);
  }
  for (const named of document.querySelectorAll("[aria-label], [title], [alt], [placeholder]"))
    for (const name of ["aria-label", "title", "alt", "placeholder"])
      texts.push(named.getAttribute(name) || "");
  return {
    words: texts.join("\\n"),
    title: document.title.trim(),
    headings: document.querySelectorAll("h1").length,
    sideways: document.documentElement.scrollWidth - window.innerWidth,
    language: document.documentElement.lang,
  };
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """A theme or type size that a reader has chosen, and the rules of axe that it can break."""

    name: str
    cookies: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


# A theme changes colours and a type size changes places; all else is the same page.
LIGHT: Final = Look("light", (("theme", "light"),), _EVERY_RULE)
DARK: Final = Look("dark", (("theme", "dark"),), ("color-contrast", "link-in-text-block"))
LARGE: Final = Look(
    "large",
    (("theme", "light"), ("large", "1")),
    ("target-size", "scrollable-region-focusable", "color-contrast"),
)
LOOKS: Final = (LIGHT, DARK, LARGE)


def open_context(
    browser: Browser, address: str, *, width: int, look: Look = LIGHT, **options: Any
) -> BrowserContext:
    """A reader's browser: a width, a theme, nothing else kept from before."""
    context = browser.new_context(
        viewport={"width": width, "height": _HEIGHTS[width]},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=width == PHONE,
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(25_000)
    context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in look.cookies]
    )
    return context


class Ears:
    """Hears what a page says aside: console messages, broken scripts, requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.heard: list[str] = []
        self._address = address
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("request", self._notice)

    def empty(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in _LOUD:
            self.heard.append(f"{message.text} {message.location.get('url', '')}")

    def _notice(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:", "about:")):
            self.heard.append(request.url)


def findings(page: Page, look: Look = LIGHT) -> list[str]:
    """What is wrong with the page that is open, in words; empty where nothing is."""
    page.evaluate("window.stop()")  # a page that renews itself waits until it has been looked at
    read = page.evaluate(_READ)
    said = [
        *_if(read["sideways"] > 0, f"{read['sideways']} px sideways"),
        *_if(not read["title"], "no title"),
        *_if(read["headings"] != 1, f"{read['headings']} h1"),
        *_if(read["language"] != "zh-CN", "not in Chinese"),
    ]
    return [*said, *_axe(page, look.rules)]


def foreign_words(page: Page) -> list[str]:
    """Latin words of three letters and more that no Chinese reader expects; codes are none."""
    words = re.sub(r"https?://\S+|\S+@\S+", "", page.evaluate(_READ)["words"])
    found = {word.lower() for word in re.findall(r"(?<![\w-])[A-Za-z]{3,}(?![\w-])", words)}
    return sorted(f"not in Chinese: {word}" for word in found - WRITTEN_SO)


def _if(is_so: bool, words: str) -> list[str]:
    return [words] if is_so else []


def _axe(page: Page, rules: tuple[str, ...]) -> list[str]:
    # The content policy lets no script in by address or tag; evaluation by the test is no script.
    page.evaluate(_axe_source())
    answer = page.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", list(rules)
    )
    return [
        f"{violation['id']}: {[node['html'][:160] for node in violation['nodes']][:3]}"
        for violation in answer["violations"]
    ]


def _axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
