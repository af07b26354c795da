"""The rows of a table, a few hundred at a time: cells, heavier rules between groups, links."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, repeat
from operator import ne
from typing import IO, TYPE_CHECKING, Any, Final

from qingyuan.core.reports.sheet import Link
from qingyuan.formats.writers.row_height import capacity_of, height_of
from qingyuan.formats.writers.xlsx_cells import ColumnCells, ColumnStyles, RowStarts, rows_xml
from qingyuan.formats.writers.xlsx_stream import style_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qingyuan.core.reports.sheet import Align, Cell, Sheet
    from qingyuan.formats.writers.xlsx_styles import Styles

    Values = Sequence[Sequence[Cell]]
    """The cells of some rows, by column."""

_ROWS_AT_A_TIME: Final = 256


@dataclass(slots=True)
class TableWriter:
    """Writes the body of the table of one `Sheet` into its `part` of the package.

    `worksheet` is a `StreamedWorksheet`, which notes the links.

    Attributes:
        height: points of all rows together, known after `write` for a few rows only.
    """

    worksheet: Any
    part: IO[bytes]
    styles: Styles
    sheet: Sheet
    height: float | None = 0.0

    def write(self, rows: Iterable[tuple[Cell, ...]], first: int) -> int:
        """Write the rows from the 0-based row `first` on; the row below the last is returned."""
        columns = self._columns()
        starts = RowStarts()
        group = self.sheet.group_column
        before: Sequence[Cell] = ()
        for values in _by_column(rows):
            end = first + len(values[0])
            numbers = [b"%d" % number for number in range(first + 1, end + 1)]
            led: Sequence[int] = ()
            if group is not None:
                led, before = _changes(before, values[group]), values[group][-1:]
            self.part.write(b"".join(rows_xml(columns, starts, numbers, values, led)))
            self._link(columns, values, first)
            self.height = _height(columns, values) if self.height == 0 else None
            for column in columns:
                column.forget()
            first = end
        return first

    def _columns(self) -> tuple[ColumnCells, ...]:
        columns = self.sheet.columns
        nexts = [f'<c r="{column_letter(index)}' for index in range(1, len(columns))]
        return tuple(
            ColumnCells(self._styles(column.align), capacity_of(column.width), following)
            for column, following in zip(columns, [*nexts, "</row>"], strict=True)
        )

    def _styles(self, align: Align) -> ColumnStyles:
        return ColumnStyles(
            ordinary=style_index(self.styles.body(align)),
            leading=style_index(self.styles.body(align, starts_group=True)),
            link=style_index(self.styles.link(align)),
        )

    def _link(self, columns: Sequence[ColumnCells], values: Values, first: int) -> None:
        for index, (column, shown) in enumerate(zip(columns, values, strict=True)):
            if not column.has_links:
                continue
            for row, cell in enumerate(shown, first):
                if isinstance(cell, Link):
                    self.worksheet.link_cell(row, index, _checked_target(cell.target))


def column_letter(index: int) -> str:
    """The letter of the 0-based column; papers have far fewer than 26.

    >>> column_letter(0), column_letter(8)
    ('A', 'I')
    """
    return chr(ord("A") + index)


def _by_column(rows: Iterable[tuple[Cell, ...]]) -> Iterator[Values]:
    waiting = iter(rows)
    while some := list(islice(waiting, _ROWS_AT_A_TIME)):
        yield list(zip(*some, strict=True))


def _height(columns: Sequence[ColumnCells], values: Values) -> float:
    lines = (
        map(column.tall.get, shown, repeat(1))
        for column, shown in zip(columns, values, strict=True)
    )
    return sum(height_of(max(of_row)) for of_row in zip(*lines, strict=True))


def _changes(before: Sequence[Cell], values: Sequence[Cell]) -> list[int]:
    """Where a value differs from the one before it; `before` is empty at the very start.

    >>> _changes((), ["甲", "甲", "乙"]), _changes(["乙"], ["丙", "丙"])
    ([2], [0])
    """
    previous = chain(before or values[:1], values)
    return [place for place, changed in enumerate(map(ne, values, previous)) if changed]


def _checked_target(target: str) -> str:
    """Refuse what leads out of our own folder: links are ours, never a form's."""
    parts = target.split("/")
    if not target or ":" in target or "\\" in target or ".." in parts or target.startswith("/"):
        message = f"链接只能指向本文件夹内的文件：{target}"
        raise ValueError(message)
    return target
