"""The header rows of a grid: which rows hold titles, and how many rows one header takes.

序号 | 学校 | APP 基本情况 |        | 使用情况  |            |        <- one header
     |      | 名称         | 备案号 | 推荐/强制 | 集体决策   | 收费   <- of two rows
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qingyuan.core.tables.columns import (
    REQUIREMENT_OPTIONS,
    YES_NO_OPTIONS,
    Column,
    annex_of,
    read_columns,
    telling,
)
from qingyuan.core.tables.fields import Field
from qingyuan.core.tables.grid import Merge
from qingyuan.core.tables.headers import title_field, title_text
from qingyuan.core.tables.row_kinds import is_serial
from qingyuan.core.tables.text import compact
from qingyuan.core.tables.unit_line import is_unit_label

Texts = Sequence[Sequence[str]]

_MAX_HEADER_ROWS = 3
_LONGEST_TITLE = 60
_WIDEST_UNIT_LINE = 4  # cells; a header that begins with 填报学校 has more
_DIGITS = re.compile(r"\d{5}")  # in numbers and dates, never in a title
_TITLE_WORDS = (
    "APP",
    "应用",
    "软件",
    "小程序",
    "公众号",
    "平台",
    "名称",
    "文件",
    "活动",
    "备案",
    "程序",
    "功能",
)
_ONLY_A_TITLE = re.compile(  # 未取得备案号 is an answer
    r"^(?![有无])(?!.*[未没暂尚不]).*(?:名称|备案号|编号|文号|科室|时限|是否.{2,6}|用途|功能)$"
)
_QUESTIONS = frozenset(
    {Field.COLLECTIVE_DECISION, Field.CHARGES, Field.REQUIREMENT, Field.FILING_NUMBER}
)
_NAMED = frozenset({Field.APP_NAME, Field.DOCUMENT_NAME, Field.FILING_NUMBER})


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its first row (0-based), how many rows it takes, and what its columns hold."""

    first: int
    height: int
    columns: tuple[Column | None, ...]


class HeaderRows:
    """Finds the headers of one grid, given its texts and merged blocks."""

    def __init__(self, texts: Texts, merges: Sequence[Merge]) -> None:
        self._texts = texts
        self._header_texts = _spread(texts, merges) if merges else texts

    def headers(self) -> list[Header]:
        """All headers, from top to bottom."""
        headers: list[Header] = []
        row = 0
        while row < len(self._texts):
            header = self._header_at(row, headers[-1] if headers else None)
            if header:
                headers.append(header)
                row += header.height
            else:
                row += 1
        return headers

    def _header_at(self, row: int, before: Header | None) -> Header | None:
        texts = self._header_texts[row]
        if not _could_be_titles(texts):
            return None
        best: Header | None = None
        best_fields = 2
        for height in range(1, _MAX_HEADER_ROWS + 1):
            if height > 1 and not self._is_lower_header_row(row + height - 1):
                break
            titles = _titles(self._stacks(row, height))
            is_header = _is_again(titles, before) if before else titles.is_first
            if titles.fields > best_fields and is_header:
                best, best_fields = Header(row, height, titles.columns), titles.fields
            elif best and titles.fields == best_fields and titles.has_options:
                best = Header(row, height, titles.columns)
        if best and before and best.height > before.height and self._is_below(best, best_fields):
            return None
        return best

    def _is_below(self, header: Header, fields: int) -> bool:
        """Whether the lower rows say all: the first row, new to the header, is a record."""
        lower = _titles(self._stacks(header.first + 1, header.height - 1))
        return lower.fields >= fields

    def _is_lower_header_row(self, row: int) -> bool:
        """Whether `row` continues the header above it (else it is data)."""
        if row >= len(self._texts):
            return False
        above, below = list(self._header_texts[row - 1]), self._texts[row]
        _fill_groups(above, below)
        cells = [(i, text) for i, text in enumerate(below) if text]
        if not cells:
            return False
        for index, text in cells:
            if not (_is_option(text) or title_field(text)):
                return False
            own = self._texts[row - 1][index] if index < len(self._texts[row - 1]) else ""
            top = above[index] if index < len(above) else ""
            if _is_option(text) and not _asks(top):
                return False  # 无 under 序号 or APP 名称 is an answer
            spread = _repeats(above, index)
            if own and not spread and top != text and not _is_option(text):
                return False
        return True

    def _stacks(self, first: int, height: int) -> tuple[tuple[str, ...], ...]:
        if height == 1:
            return tuple([(text,) if text else () for text in self._header_texts[first]])
        rows = [list(row) for row in self._header_texts[first : first + height]]
        for above, below in pairwise(rows):
            _fill_groups(above, below)
        width = max(len(row) for row in rows)
        stacks: list[tuple[str, ...]] = []
        for index in range(width):
            parts = [row[index] for row in rows if index < len(row) and row[index]]
            stacks.append(tuple(dict.fromkeys(parts)))
        return tuple(stacks)


def _fill_groups(above: list[str], below: Sequence[str]) -> None:
    """Gives a group's title to all its columns where the file does not tell merged cells.

    `收费情况 |   ` over `是 | 否` becomes `收费情况 | 收费情况`.
    """
    for index in range(1, min(len(above), len(below))):
        if not above[index] and below[index] and below[index - 1] and above[index - 1]:
            above[index] = above[index - 1]


def _spread(texts: Texts, merges: Sequence[Merge]) -> list[list[str]]:
    """Texts with each merged block's text in all of its cells (within what the rows hold)."""
    spread = [list(row) for row in texts]
    for merge in merges:
        if merge.top >= len(texts) or merge.left >= len(texts[merge.top]):
            continue
        text = texts[merge.top][merge.left]
        if not text or (merge.right - merge.left > 12 or len(text) > 40):
            continue
        for row in spread[merge.top : merge.bottom + 1]:
            row.extend([""] * (merge.right + 1 - len(row)))
            row[merge.left : merge.right + 1] = [text] * (merge.right + 1 - merge.left)
    return spread


def _could_be_titles(texts: Sequence[str]) -> bool:
    """A quick look before the careful one: some cell names apps, documents or filing."""
    first = next(filter(None, texts), "")
    if not first or is_serial(first):
        return False
    filled = [text for text in texts if text and len(text) <= _LONGEST_TITLE]
    if len(filled) <= _WIDEST_UNIT_LINE and is_unit_label(first):
        return False
    if len(set(filled)) < 2 or is_serial(filled[-1]) or _DIGITS.search("".join(filled)):
        return False
    upper = compact("".join(filled))
    return any(word in upper for word in _TITLE_WORDS)


@dataclass(frozen=True, slots=True)
class _Titles:
    """What a row of titles says: its columns, how many tell an annex, whether it is a header.

    `is_first` holds for the first header of a grid, `is_later` for one further down.
    """

    columns: tuple[Column | None, ...]
    fields: int
    is_first: bool
    is_later: bool
    has_options: bool


@lru_cache(maxsize=4096)  # thousands of schools fill in the same form
def _titles(stacks: tuple[tuple[str, ...], ...]) -> _Titles:
    columns = tuple(read_columns(stacks))
    return _Titles(
        columns,
        len(telling(columns)),
        _is_header(columns, inside=False),
        _is_header(columns, inside=True),
        any(c and c.option for c in columns),
    )


def _is_again(titles: _Titles, before: Header) -> bool:
    """Whether a row below a header is one as well: the same again, or another table's."""
    return titles.is_later or titles.columns == before.columns


def _is_header(columns: Sequence[Column | None], *, inside: bool) -> bool:
    strong = [c for c in columns if c and c.rank < 2]
    if not any(c.field in _NAMED for c in strong):
        return False
    fields = telling(strong)
    if len(fields) < 2 or annex_of(columns, 2) is None:
        return False
    if not inside:
        return True
    # A data row can read like titles ("APP | 推荐使用 | 集体研究 | 收费"); a header further down
    # has a title that nobody would fill in.
    return len(fields) >= 3 and any(_ONLY_A_TITLE.search(title_text(c.title)) for c in strong)


def _is_option(text: str) -> bool:
    word = title_text(text)
    return word in YES_NO_OPTIONS or word in REQUIREMENT_OPTIONS


def _asks(title: str) -> bool:
    """Whether a title asks a question that the options below it can answer."""
    meaning = title_field(title)
    return meaning is not None and meaning.field in _QUESTIONS


def _repeats(texts: Sequence[str], index: int) -> bool:
    """Whether the text at `index` stands beside itself, as a spread merged block does."""
    if index >= len(texts) or not texts[index]:
        return True
    left = index > 0 and texts[index - 1] == texts[index]
    right = index + 1 < len(texts) and texts[index + 1] == texts[index]
    return left or right
