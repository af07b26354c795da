"""Where the annex tables of a grid stand: header rows, data rows, columns.

A sheet can hold several tables, one below the other or side by side; a header can take up to
three rows and come back in mid-table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qingyuan.core.tables.columns import Column
from qingyuan.core.tables.fields import ANNEX_ORDER, Field
from qingyuan.core.tables.grid import Merge
from qingyuan.core.tables.header_rows import HeaderRows, Texts
from qingyuan.core.tables.side_by_side import tables_headed_by
from qingyuan.core.tables.text import compact
from qingyuan.core.tables.unit_line import unit_in_title

_TITLE_LINE = re.compile(r"^附(?:件|表)|(?:汇总|统计|登记|排查|明细|情况)表")
_NARROWEST_TABLE = 5  # columns
_ANNEX_HINT = re.compile(
    r"附(?:件|表)[:：]?([12一二])|(涉及.{0,14}文件|文件.{0,6}活动)|(推广使用|在用APP)"
)


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


class TableFinder:
    """Finds the tables of one grid, given its texts and merged blocks."""

    def __init__(self, texts: Texts, merges: Sequence[Merge], hint: int | None = None) -> None:
        self._texts = texts
        self._merges = merges
        self._hint = hint

    def layouts(self) -> list[Layout]:
        """All annex tables, from top to bottom and left to right."""
        headers = HeaderRows(self._texts, self._merges).headers()
        found: list[Layout] = []
        previous_end = 0
        for number, header in enumerate(headers):
            next_first = headers[number + 1].first if number + 1 < len(headers) else None
            start = header.first + header.height
            if start == next_first:
                continue  # nothing between the two: this is the upper half of the next
            end = self._table_end(start, next_first)
            above = range(previous_end, header.first)
            hint = self._annex_hint(above) or self._hint
            for columns, annex in tables_headed_by(header.columns, hint):
                found.append(Layout(annex, columns, above, range(start, end)))
            previous_end = end
        return _joined(found, self._is_page_head)

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

    def _is_page_head(self, rows: range) -> bool:
        """Whether the rows above a header are what a printed page repeats: nothing or a title."""
        filled = [[text for text in self._texts[row] if text] for row in rows]
        return all(len(texts) <= 1 and not any(map(_names_unit, texts)) for texts in filled)

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


def bands(texts: Texts) -> list[list[list[str]]]:
    """The grid cut at its empty columns: tables side by side need not begin in the same row.

    Each band has the whole grid's rows and columns, with all cells outside it empty; one band
    or none where the grid is too narrow for two tables.
    """
    width = len(texts[0]) if texts else 0
    if width < 2 * _NARROWEST_TABLE:
        return []
    empty = [not any(row[index] for row in texts) for index in range(width)]
    starts = [i for i in range(width) if not empty[i] and (i == 0 or empty[i - 1])]
    ranges = [(s, next((i for i in range(s, width) if empty[i]), width)) for s in starts]
    wide = [(s, e) for s, e in ranges if e - s >= _NARROWEST_TABLE]
    return [[_only(row, s, e) for row in texts] for s, e in wide] if len(wide) > 1 else []


def names_app(layout: Layout) -> bool:
    """Whether a table stands for itself: half of one with an empty column names no app."""
    return any(column.field is Field.APP_NAME for column in layout.columns)


def _only(row: Sequence[str], start: int, end: int) -> list[str]:
    return ["" if not start <= index < end else text for index, text in enumerate(row)]


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


def _names_unit(text: str) -> bool:
    return not _TITLE_LINE.search(compact(text)) or unit_in_title(text) is not None


def _joined(layouts: list[Layout], is_page_head: Callable[[range], bool]) -> list[Layout]:
    """Puts together the parts of a table whose header comes back in mid-table."""
    joined: list[Layout] = []
    last_with: dict[tuple[tuple[int, Field], ...], int] = {}
    for layout in layouts:
        key = tuple((c.index, c.field) for c in layout.columns)
        at = last_with.get(key)
        if at is not None and _continues(joined[at], layout) and is_page_head(layout.above):
            header = range(layout.above.start, layout.data_rows.start)
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
