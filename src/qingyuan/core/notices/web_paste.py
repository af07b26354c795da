"""Residue of web pages: tags and entities masked, so that every place in the text stays.

A tag becomes blanks of its own length (`MASK`, dropped later); where it ended a block, a line
break, and where it ended a table cell, a tab.
"""

from __future__ import annotations

import re

MASK = "\x00"
_TAGS = (
    "p|div|br|h[1-6]|li|ul|ol|tr|td|th|table|tbody|thead|section|article|title|body|html|head"
    "|span|strong|b|i|u|em|a|font|img|script|style|center|sup|sub|o:p|meta|link|header|footer"
)
_TAG = re.compile(rf"<(/?)({_TAGS})(?:[\s/][^<>]{{0,4000}})?>|&(#?\w{{2,8}});", re.IGNORECASE)
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "title", "center"}
    | {"h1", "h2", "h3", "h4"}
)
_ENTITIES = {
    "nbsp": " ", "emsp": " ", "ensp": " ", "thinsp": " ", "ldquo": "“", "rdquo": "”",
    "lsquo": "‘", "rsquo": "’", "quot": '"', "lt": "<", "gt": ">", "amp": "&", "mdash": "—",
    "ndash": "–", "middot": "·", "hellip": "…",
}  # fmt: skip
_HIDDEN = frozenset({"script", "style"})


def mask_markup(text: str) -> str:
    r"""The text without markup, of the same length.

    >>> mask_markup("<p>一&nbsp;二</p>").replace(MASK, "")
    '\n一 二\n'
    """
    if "<" not in text and "&" not in text:
        return text
    pieces: list[str] = []
    position, hidden = 0, ""
    for found in _TAG.finditer(text):
        between = text[position : found.start()]
        pieces.append(MASK * len(between) if hidden else between)
        closing, tag = found[1] == "/", (found[2] or "").lower()
        pieces.append(_stand_in(found, closing=closing, tag=tag).ljust(len(found[0]), MASK))
        if tag in _HIDDEN:
            hidden = "" if closing else tag
        position = found.end()
    pieces.append(MASK * (len(text) - position) if hidden else text[position:])
    return "".join(pieces)


def _stand_in(found: re.Match[str], *, closing: bool, tag: str) -> str:
    if found[3] is not None:
        return _ENTITIES.get(found[3], " ")
    if tag in {"td", "th"}:
        return "\t" if closing else ""
    return "\n" if tag in _BLOCKS else ""
