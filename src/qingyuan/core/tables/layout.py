"""Where the annex tables of a grid stand: header rows, data rows, columns.

A sheet can hold several tables, one below the other or side by side; a header can take up to
three rows and come back in mid-table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qingyuan.core.tables.columns import (
    REQUIREMENT_OPTIONS,
    YES_NO_OPTIONS,
    Column,
    annex_of,
    read_columns,
    settle,
)
from qingyuan.core.tables.fields import ANNEX_ORDER, Field
from qingyuan.core.tables.grid import Merge
from qingyuan.core.tables.headers import title_field, title_text
from qingyuan.core.tables.row_kinds import is_serial
from qingyuan.core.tables.text import compact
from qingyuan.core.tables.unit_line import is_unit_label

_TITLE_LINE = re.compile(r"^附(?:件|表)|(?:汇总|统计|登记|排查|明细|情况)表")
_ANNEX_HINT = re.compile(
    r"附(?:件|表)[:：]?([12一二])|(涉及.{0,14}文件|文件.{0,6}活动)|(推广使用|在用APP)"
)
_MAX_HEADER_ROWS = 3
_NOT_TELLING = frozenset({Field.OTHER, Field.SERIAL, Field.COUNTY})

Texts = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One annex table in a grid.

    Rows and columns are 0-based; `data_rows` is the range below the header, `repeated` the rows
    in it that only repeat the header, `above` the rows between the last table and this header.
    """

    annex: int
    columns: tuple[Column, ...]
    above: range
    data_rows: range
    repeated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Header:
    first: int
    height: int
    columns: tuple[Column | None, ...]


class TableFinder:
    """Finds the tables of one grid, given its texts and merged blocks."""

    def __init__(self, texts: Texts, merges: Sequence[Merge], hint: int | None = None) -> None:
        self._texts = texts
        self._hint = hint
        self._header_texts = _spread(texts, merges) if merges else texts

    def layouts(self) -> list[Layout]:
        """All annex tables, from top to bottom and left to right."""
        headers = self._headers()
        found: list[Layout] = []
        previous_end = 0
        for number, header in enumerate(headers):
            next_first = headers[number + 1].first if number + 1 < len(headers) else None
            start = header.first + header.height
            end = self._table_end(start, next_first)
            above = range(previous_end, header.first)
            for columns, annex in self._side_by_side(header, above):
                found.append(Layout(annex, columns, above, range(start, end)))
            previous_end = end
        return _joined(found, self._is_blank)

    def _headers(self) -> list[_Header]:
        headers: list[_Header] = []
        row = 0
        while row < len(self._texts):
            header = self._header_at(row, headers[-1] if headers else None)
            if header:
                headers.append(header)
                row += header.height
            else:
                row += 1
        return headers

    def _header_at(self, row: int, before: _Header | None) -> _Header | None:
        texts = self._header_texts[row]
        if not _could_be_titles(texts):
            return None
        best: _Header | None = None
        best_fields = 2
        for height in range(1, _MAX_HEADER_ROWS + 1):
            if height > 1 and not self._is_lower_header_row(row, row + height - 1):
                break
            titles = _titles(self._stacks(row, height))
            is_header = _is_again(titles, before) if before else titles.is_first
            if titles.fields > best_fields and is_header:
                best, best_fields = _Header(row, height, titles.columns), titles.fields
            elif best and titles.fields == best_fields and titles.has_options:
                best = _Header(row, height, titles.columns)
        return best

    def _is_lower_header_row(self, first: int, row: int) -> bool:
        """Whether `row` continues the header that began at `first` (else it is data)."""
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
            spread = _repeats(above, index)
            if own and not spread and top != text and not _is_option(text):
                return False
        return True

    def _stacks(self, first: int, height: int) -> tuple[tuple[str, ...], ...]:
        if height == 1:
            return tuple([(text,) if text else () for text in self._header_texts[first]])
        rows = [list(row) for row in self._header_texts[first : first + height]]
        for above, below in zip(rows, rows[1:], strict=False):
            _fill_groups(above, below)
        width = max(len(row) for row in rows)
        stacks: list[tuple[str, ...]] = []
        for index in range(width):
            parts = [row[index] for row in rows if index < len(row) and row[index]]
            stacks.append(tuple(dict.fromkeys(parts)))
        return tuple(stacks)

    def _table_end(self, start: int, next_header: int | None) -> int:
        """First row after the table: a title line of the next one, or its header, or the end."""
        last = len(self._texts) if next_header is None else next_header
        for row in range(start, last):
            cells = [text for text in self._texts[row] if text]
            if len(cells) == 1 and _TITLE_LINE.search(compact(cells[0])) and len(cells[0]) < 60:
                return row
        if next_header is None:
            return last
        while last > start and self._belongs_to_next(last - 1):
            last -= 1
        return last

    def _belongs_to_next(self, row: int) -> bool:
        cells = [compact(text) for text in self._texts[row] if text]
        return not cells or any(_UNIT_LABEL.search(text) for text in cells)

    def _is_blank(self, rows: range) -> bool:
        return not any(text for row in rows for text in self._texts[row])

    def _side_by_side(
        self, header: _Header, above: range
    ) -> tuple[tuple[tuple[Column, ...], int], ...]:
        return _blocks(header.columns, self._annex_hint(above) or self._hint)

    def _annex_hint(self, rows: range) -> int | None:
        for row in reversed(rows):
            for text in self._texts[row]:
                hint = annex_hint(text)
                if hint:
                    return hint
        return None


_UNIT_LABEL = re.compile(r"(?:填[报表]|报送|上报)单位|学校名称[:：(]|单位[(（]?盖章|^单位[:：]")


def annex_hint(text: str) -> int | None:
    """Which annex a title or a sheet's name speaks of, or None."""
    found = _ANNEX_HINT.search(compact(text)) if text else None
    if not found:
        return None
    if found[1]:
        return 1 if found[1] in "1一" else 2
    return 1 if found[2] else 2


def continued_layout(texts: Texts, before: Layout) -> Layout | None:
    """A table without header that goes on with the columns of the one before it (续表)."""
    width = max((i + 1 for row in texts for i, text in enumerate(row) if text), default=0)
    last = before.columns[-1].index + 1
    if not texts or abs(width - last) > 1 or len(texts[0]) < last:
        return None
    return replace(before, above=range(0), data_rows=range(len(texts)), repeated=frozenset())


def headerless_layout(texts: Texts, annex: int) -> Layout | None:
    """A table whose header is missing, read in the notice's own column order.

    Taken only where the width fits, with or without the serial number.
    """
    widths = [max((i for i, text in enumerate(row) if text), default=-1) + 1 for row in texts]
    width = max(widths, default=0)
    order = ANNEX_ORDER[annex]
    if width == len(order) - 1:
        order = order[1:]
    if width != len(order):
        return None
    columns = tuple(Column(i, field, "", 1) for i, field in enumerate(order))
    first = next(i for i, w in enumerate(widths) if w == width or w == width - 1)
    return Layout(annex, columns, range(first), range(first, len(texts)))


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
    if is_serial(first) or is_unit_label(first):
        return False
    filled = [text for text in texts if text and len(text) <= 60]
    if len(set(filled)) < 2 or is_serial(filled[-1]) or _DIGITS.search("".join(filled)):
        return False
    upper = compact("".join(filled))
    return any(word in upper for word in _TITLE_WORDS)


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
        len(_telling(columns)),
        _is_header(columns, inside=False),
        _is_header(columns, inside=True),
        any(c and c.option for c in columns),
    )


@lru_cache(maxsize=4096)
def _blocks(
    columns: tuple[Column | None, ...], hint: int | None
) -> tuple[tuple[tuple[Column, ...], int], ...]:
    """The tables that stand side by side under one header row: columns and annex of each."""
    blocks: list[tuple[tuple[Column, ...], int]] = []
    starts = [*_block_starts(columns), len(columns)]
    for start, stop in zip(starts, starts[1:], strict=False):
        used = _used_range(columns[start:stop], start)
        annex = annex_of(_telling(columns[start:stop]), hint)
        if annex is not None and used:
            blocks.append((tuple(settle(columns, annex, used)), annex))
    return tuple(blocks)


def _is_again(titles: _Titles, before: _Header) -> bool:
    """Whether a row below a header is one as well: the same again, or another table's."""
    return titles.is_later or titles.columns == before.columns


def _telling(columns: Sequence[Column | None]) -> set[Field]:
    return {c.field for c in columns if c} - _NOT_TELLING


def _is_header(columns: Sequence[Column | None], *, inside: bool) -> bool:
    strong = [c for c in columns if c and c.rank < 2]
    if not any(
        c.field in {Field.APP_NAME, Field.DOCUMENT_NAME, Field.FILING_NUMBER} for c in strong
    ):
        return False
    fields = _telling(strong)
    if len(fields) < 2 or annex_of(_telling(columns), 2) is None:
        return False
    if not inside:
        return True
    # A data row can read like titles ("APP | 推荐使用 | 集体研究 | 收费"); a header further down
    # has a title that nobody would fill in.
    return len(fields) >= 3 and any(_ONLY_A_TITLE.search(title_text(c.title)) for c in strong)


_ONLY_A_TITLE = re.compile(r"(?:名称|备案号|编号|文号|科室|时限|是否.{2,6}|用途|功能)$")


def _is_option(text: str) -> bool:
    word = title_text(text)
    return word in YES_NO_OPTIONS or word in REQUIREMENT_OPTIONS


def _repeats(texts: Sequence[str], index: int) -> bool:
    """Whether the text at `index` stands beside itself, as a spread merged block does."""
    if index >= len(texts) or not texts[index]:
        return True
    left = index > 0 and texts[index - 1] == texts[index]
    right = index + 1 < len(texts) and texts[index + 1] == texts[index]
    return left or right


def _block_starts(columns: Sequence[Column | None]) -> list[int]:
    """First columns of the tables that stand side by side under one header row."""
    starts = [0]
    seen: set[Field] = set()
    previous: Field | None = None
    for index, column in enumerate(columns):
        if column is None:
            continue
        opens = column.field in {Field.SERIAL, Field.SCHOOL, Field.APP_NAME} and column.rank == 0
        if opens and column.field in seen and column.field is not previous and len(seen) >= 4:
            start = _after_gap(columns, starts[-1], index)
            starts.append(start)
            seen = {c.field for c in columns[start:index] if c}
        seen.add(column.field)
        previous = column.field
    return starts


def _after_gap(columns: Sequence[Column | None], start: int, index: int) -> int:
    """Where a table begins whose repeated column is at `index`: right of the last empty column."""
    gaps = [i for i in range(start, index) if columns[i] is None]
    return gaps[-1] + 1 if gaps and gaps[-1] - start >= 3 else index


def _used_range(columns: Sequence[Column | None], start: int) -> range:
    known = [index for index, column in enumerate(columns) if column]
    return range(start + known[0], start + known[-1] + 1) if known else range(0)


def _joined(layouts: list[Layout], is_blank: Callable[[range], bool]) -> list[Layout]:
    """Puts together the parts of a table whose header comes back in mid-table."""
    joined: list[Layout] = []
    last_with: dict[tuple[tuple[int, Field], ...], int] = {}
    for layout in layouts:
        key = tuple((c.index, c.field) for c in layout.columns)
        at = last_with.get(key)
        if at is not None and _continues(joined[at], layout) and is_blank(layout.above):
            header = range(layout.above.stop, layout.data_rows.start)
            joined[at] = replace(
                joined[at],
                data_rows=range(joined[at].data_rows.start, layout.data_rows.stop),
                repeated=joined[at].repeated | frozenset(header),
            )
        else:
            last_with[key] = len(joined)
            joined.append(layout)
    return joined


def _continues(first: Layout, second: Layout) -> bool:
    return first.annex == second.annex and first.data_rows.stop == second.above.start
