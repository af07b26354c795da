"""The manual that comes with the site: one text for docs/manual and for /help/.

A page is a Markdown file.  In a checkout they lie in docs/manual; an installed package carries
its own copy, put there when it is built (setup.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PACKAGED = Path(__file__).parents[1] / "manual"
_CHECKED_OUT = Path(__file__).parents[4] / "docs" / "manual"
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Chapter:
    """The pages for one group of readers."""

    title: str
    pages: tuple[str, ...]


CHAPTERS: Final = (
    Chapter("所有人", ("第一次登录", "常见问题")),
    Chapter(
        "学校和幼儿园",
        ("签收和传达通知", "登记专班", "公布投诉渠道", "报送部署报告"),
    ),
    Chapter("县局、市局", ("管理单位和账号", "审核填报表", "备案名录")),
    Chapter("系统管理员", ("系统管理",)),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is shown; `html` comes from our own text only."""

    title: str
    html: SafeString
    contents: tuple[tuple[str, str], ...]  # id and text of each section


@dataclass(frozen=True, slots=True)
class Found:
    """A place of the manual in which what was looked for stands."""

    page: str
    section: str
    excerpt: str
    url: str


def folder() -> Path:
    """Where the pages lie."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKED_OUT


def titles() -> tuple[str, ...]:
    """All pages, in the order of the index."""
    return tuple(title for chapter in CHAPTERS for title in chapter.pages)


def picture(name: str) -> Path | None:
    """A picture of the manual; None for anything else."""
    path = folder() / "images" / name
    is_plain = re.fullmatch(r"[\w-]+\.png", name) is not None
    return path if is_plain and path.is_file() else None


@cache
def page(title: str) -> Page:
    """A page of the index.

    Raises:
        KeyError: there is no such page.
    """
    if title not in titles():
        raise KeyError(title)
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(_without_comments((folder() / f"{title}.md").read_text("utf-8")))
    contents = tuple(_number_sections(tokens))
    _lay_out(tokens)
    html = reader.renderer.render(_without_title(tokens), reader.options, {})
    return Page(title, mark_safe(html), contents)  # noqa: S308 - from our own files, without HTML


def _without_comments(text: str) -> str:
    return re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL)


def _number_sections(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Gives each second-level heading its id."""
    found: list[tuple[str, str]] = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            token.attrSet("id", _anchor(inside.content))
            found.append((_anchor(inside.content), inside.content))
    return found


def _without_title(tokens: list[Token]) -> list[Token]:
    """The page's own frame says the title."""
    is_title = bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    return tokens[3:] if is_title else tokens


def _lay_out(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "table_open":
            token.attrSet("class", "table")
        if token.children:
            token.children = list(_lead(token.children))


def _lead(inline: Sequence[Token]) -> Iterator[Token]:
    """Links between pages and pictures lead to where the site shows them.

    A link to what the site does not show (the rest of docs/) is plain text.
    """
    keeps_end = True
    for token in inline:
        if token.type == "image":
            name = unquote(str(token.attrs.get("src", ""))).rpartition("/")[2]
            token.attrSet("src", reverse("reporting:help_picture", args=[name]))
            token.attrSet("loading", "lazy")
        elif token.type == "link_open":
            address = _address(unquote(str(token.attrs.get("href", ""))))
            keeps_end = bool(address)
            token.attrSet("href", address)
        is_lost_link = not keeps_end and token.type in {"link_open", "link_close"}
        if not is_lost_link and token.type != "softbreak":  # Chinese has no blank between sentences
            yield token


def _address(target: str) -> str:
    file, _, anchor = target.partition("#")
    name = file.removesuffix(".md")
    if name in titles():
        return _url(name, anchor)
    return target if target.startswith(("http:", "https:", "#")) else ""


def search(words: str) -> tuple[Found, ...]:
    """Sections in which every word stands, in the order of the index."""
    wanted = [word.lower() for word in words.split()]
    if not wanted:
        return ()
    return tuple(
        Found(title, section, _excerpt(text, wanted[0]), _url(title, anchor))
        for title in titles()
        for anchor, section, text in _sections(title)
        if all(word in f"{title} {section} {text}".lower() for word in wanted)
    )


def _url(title: str, anchor: str = "") -> str:
    url = reverse("reporting:help_page", args=[title])
    return f"{url}#{anchor}" if anchor else url


def _anchor(heading: str) -> str:
    """As the web shows docs/manual too: blanks become hyphens."""
    return heading.strip().replace(" ", "-")


@cache
def _sections(title: str) -> tuple[tuple[str, str, str], ...]:
    """Anchor, heading and plain text of each section of a page."""
    text = _without_comments((folder() / f"{title}.md").read_text("utf-8"))
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)
    sections = [("", title, _plain(parts[0]))]
    sections += [
        (_anchor(heading), heading.strip(), _plain(body))
        for heading, body in zip(parts[1::2], parts[2::2], strict=True)
    ]
    return tuple(sections)


def _plain(text: str) -> str:
    """The text without the signs of Markdown."""
    without_links = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return _without_blanks(
        re.sub(r"[*`#|>]|^\s*[-\d]+[. ]|-{3,}", " ", without_links, flags=re.MULTILINE).split()
    )


def _without_blanks(words: Sequence[str]) -> str:
    """Blanks stay between Latin words and numbers only.

    >>> _without_blanks(["点", "qingyuan", "up", "启动。", "再看"])
    '点qingyuan up启动。再看'
    """
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", " ".join(words))


def _excerpt(text: str, word: str) -> str:
    place = max(text.lower().find(word), 0)
    start = max(place - _EXCERPT // 3, 0)
    cut = text[start : start + _EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + _EXCERPT < len(text) else ''}"
