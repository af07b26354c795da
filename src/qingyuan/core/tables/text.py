"""Cell values as text: the small conversions that every other module here needs."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

from qingyuan.core.naming.normalise import simplify
from qingyuan.core.tables.grid import CellValue, Grid

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_WORDS = {True: "是", False: "否"}
_SPACE = re.compile(r"\s+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]*")  # neither width nor case nor spaces
_CJK_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+|\s+(?=[\u3000-\u9fff\uff00-\uffef])")
_DASHES_ONLY = re.compile(r"[-/\\_—–－─·.…。、~～*]+")


def cell_text(value: CellValue) -> str:
    """The cell as a person reads it: `1100871.0` is "1100871", a date is in ISO form."""
    if isinstance(value, str):
        # Zero-width characters are not printable, and hardly any cell has one.
        return (value if value.isprintable() else value.translate(_INVISIBLE)).strip()
    if value.__class__ is int:  # serial numbers, as a rule
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, (date, time)):
        return value.isoformat().replace("T", " ")
    if value is None:
        return ""
    return _WORDS[value] if isinstance(value, bool) else str(value)


def grid_texts(grid: Grid) -> list[list[str]]:
    """All cells of a grid as text, every row one cell longer than the longest.

    The empty cell at the end is what a field without a column (`NOWHERE`) reads.
    """
    width = max(map(len, grid.rows), default=0) + 1
    texts = []
    for row in grid.rows:
        cells = [
            # Written out for strings: a province has ten million cells.
            value.strip() if value.__class__ is str and value.isprintable() else cell_text(value)
            for value in row
        ]
        cells += [""] * (width - len(cells))
        texts.append(cells)
    return texts


@lru_cache(maxsize=65536)
def compact(text: str) -> str:
    """The form in which wordings are compared: simplified, half width, upper case, no space.

    >>> compact("推薦 使用ａｐｐ")
    '推荐使用APP'
    """
    if not _CHINESE.fullmatch(text):
        text = _SPACE.sub("", unicodedata.normalize("NFKC", text)).upper()
    return simplify(text)


@lru_cache(maxsize=65536)
def one_line(text: str) -> str:
    r"""A text cell without the line breaks and spaces that typing for looks leaves in Chinese.

    >>> one_line("家校\n沟通 平台")
    '家校沟通平台'
    >>> one_line("Hello   World")
    'Hello World'
    """
    return _SPACE.sub(" ", _CJK_GAP.sub("", text.strip()))


def is_dash(text: str) -> bool:
    """Whether a cell holds only strokes and dots, as people cross out what does not apply."""
    return bool(_DASHES_ONLY.fullmatch(text))


def address(row: int, column: int) -> str:
    """Spreadsheet address of a 0-based position.

    >>> address(4, 27)
    'AB5'
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
