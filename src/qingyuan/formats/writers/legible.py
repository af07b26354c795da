"""Make any text fit for XML and for a spreadsheet cell, changing as little as possible."""

from __future__ import annotations

import re
from typing import Final

# What XML 1.0 forbids: control characters but tab and line feed, lone surrogates, and the two
# non-characters. Carriage returns are listed since XML readers drop them in silence.
_ILLEGIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c]")
_REPLACEMENT: Final = "\ufffd"

CELL_LIMIT: Final = 32_767
"""Characters (UTF-16 units) that Excel keeps in a cell."""
CUT_MARK: Final = "……（内容过长，已截断，全文见原文件）"


def legible(text: str) -> str:
    r"""Replace what XML cannot hold by �, and every kind of line break by a line feed.

    >>> legible("甲\x00乙\r\n丙")
    '甲�乙\n丙'
    """
    if _ILLEGIBLE.search(text) is None:
        return text
    return _ILLEGIBLE.sub(_REPLACEMENT, _LINE_BREAKS.sub("\n", text))


def fit_for_cell(text: str) -> str:
    """Legible text of at most `CELL_LIMIT` UTF-16 units; what is longer is cut, with a mark."""
    text = legible(text)
    # A character takes at most two units, so shorter texts need no counting.
    if len(text) * 2 <= CELL_LIMIT or _utf16_length(text) <= CELL_LIMIT:
        return text
    keep = (CELL_LIMIT - len(CUT_MARK)) * 2
    return text.encode("utf-16-le")[:keep].decode("utf-16-le", "ignore") + CUT_MARK


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
