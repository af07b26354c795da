"""One sheet: head, table, notes, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from qingyuan.core.reports.sheet import Align, Link
from qingyuan.formats.writers.legible import fit_for_cell
from qingyuan.formats.writers.row_height import capacity_of, height_of, line_count
from qingyuan.formats.writers.xlsx_cells import ColumnCells, row_xml
from qingyuan.formats.writers.xlsx_stream import style_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qingyuan.core.reports.sheet import Cell, Sheet
    from qingyuan.formats.writers.xlsx_styles import Styles

_A4: Final = 9
_CM: Final = 1 / 2.54  # in inches, XlsxWriter's unit of margins
_FOOTER: Final = '&C&"宋体,常规"&10第 &P 页，共 &N 页'
_TITLE_HEIGHT: Final = 36.0
_LABEL_HEIGHT: Final = 22.0
EMPTY: Final = "无"


@dataclass(slots=True)
class SheetWriter:
    """Writes one `Sheet`, top to bottom, into a `StreamedWorksheet`."""

    worksheet: Any
    styles: Styles
    sheet: Sheet
    _row: int = field(default=0, init=False)

    def write(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Write the head, `rows` and the notes, then set up filter, panes and paper."""
        self._set_columns()
        self._write_head()
        header_row = self._row
        self._write_header()
        self._write_body(rows)
        last_row = self._row - 1
        if last_row == header_row:
            self._write_across(EMPTY, self.styles.body(Align.CENTRE), height_of(1))
        else:
            self._set_filter(header_row, last_row)
        for note in self.sheet.notes:
            self._write_line(note)
        self.worksheet.freeze_panes(header_row + 1, 0)
        self.worksheet.repeat_rows(header_row)
        self._set_paper()

    def _set_columns(self) -> None:
        for index, column in enumerate(self.sheet.columns):
            self.worksheet.set_column(index, index, column.width)

    def _write_head(self) -> None:
        if self.sheet.label:
            self._write_across(self.sheet.label, self.styles.label(), _LABEL_HEIGHT)
        self._write_across(self.sheet.title, self.styles.title(), _TITLE_HEIGHT)
        for line in self.sheet.lines_above:
            self._write_line(line)

    def _write_line(self, text: str) -> None:
        lines = line_count(text, capacity_of(sum(column.width for column in self.sheet.columns)))
        self._write_across(text, self.styles.line(), height_of(lines))

    def _write_across(self, text: str, cell_format: Any, height: float) -> None:
        last = len(self.sheet.columns) - 1
        self.worksheet.set_row(self._row, height)
        if last > 0:
            self.worksheet.merge_range(self._row, 0, self._row, last, "", cell_format)
        self.worksheet.write_string(self._row, 0, _never_markup(text), cell_format)
        self._row += 1

    def _write_header(self) -> None:
        columns = self.sheet.columns
        lines = max(line_count(column.title, capacity_of(column.width)) for column in columns)
        self.worksheet.set_row(self._row, height_of(lines) + 4)
        for index, column in enumerate(columns):
            cell_format = self.styles.header(added=column.added)
            self.worksheet.write_string(self._row, index, column.title, cell_format)
        self._row += 1

    def _write_body(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        ordinary = self._column_cells(starts_group=False)
        group_start = self._column_cells(starts_group=True)
        width = len(ordinary)
        for cells, starts_group in _with_group_starts(rows, self.sheet.group_column):
            made_by = group_start if starts_group else ordinary
            if Link in map(type, cells):
                made_by = self._link(cells, made_by)
            xml, lines = row_xml(made_by, self._row + 1, cells)
            self.worksheet.write_row_xml(self._row, height_of(lines), xml, width)
            self._row += 1

    def _column_cells(self, *, starts_group: bool) -> tuple[ColumnCells, ...]:
        return tuple(
            ColumnCells(
                letter=chr(ord("A") + index),
                style=style_index(self.styles.body(column.align, starts_group=starts_group)),
                capacity=capacity_of(column.width),
            )
            for index, column in enumerate(self.sheet.columns)
        )

    def _link(
        self, cells: Sequence[Cell], made_by: tuple[ColumnCells, ...]
    ) -> tuple[ColumnCells, ...]:
        """Link the cells that are links, and dress them so."""
        columns = list(made_by)
        for index, cell in enumerate(cells):
            if isinstance(cell, Link):
                self.worksheet.link_cell(self._row, index, _checked_target(cell.target))
                style = style_index(self.styles.link(self.sheet.columns[index].align))
                letter, capacity = columns[index].letter, columns[index].capacity
                columns[index] = ColumnCells(letter, style, capacity)
        return tuple(columns)

    def _set_filter(self, header_row: int, last_row: int) -> None:
        last = len(self.sheet.columns) - 1
        self.worksheet.autofilter(header_row, 0, last_row, last)
        # Without this, Excel marks every bare number that is kept as text with a green corner.
        area = f"A{header_row + 1}:{chr(ord('A') + last)}{last_row + 1}"
        self.worksheet.ignore_errors({"number_stored_as_text": area})

    def _set_paper(self) -> None:
        self.worksheet.set_paper(_A4)
        if self.sheet.landscape:
            self.worksheet.set_landscape()
        self.worksheet.fit_to_pages(1, 0)
        self.worksheet.center_horizontally()
        self.worksheet.set_margins(left=1.5 * _CM, right=1.5 * _CM, top=1.8 * _CM, bottom=1.8 * _CM)
        self.worksheet.set_footer(_FOOTER, {"margin": 0.9 * _CM})


def _with_group_starts(
    rows: Iterable[tuple[Cell, ...]], group_column: int | None
) -> Iterator[tuple[tuple[Cell, ...], bool]]:
    if group_column is None:
        yield from ((cells, False) for cells in rows)
        return
    before: Cell | None = None
    for cells in rows:
        yield cells, before is not None and cells[group_column] != before
        before = cells[group_column]


def _never_markup(text: str) -> str:
    """Text for XlsxWriter's own cells, which takes `<r>…</r>` for finished XML."""
    text = fit_for_cell(text)
    return f"{text} " if text.endswith("</r>") else text


def _checked_target(target: str) -> str:
    """Refuse what leads out of our own folder: links are ours, never a form's."""
    parts = target.split("/")
    if not target or ":" in target or "\\" in target or ".." in parts or target.startswith("/"):
        message = f"链接只能指向本文件夹内的文件：{target}"
        raise ValueError(message)
    return target
