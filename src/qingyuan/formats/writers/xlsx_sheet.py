"""One sheet: head, table, notes, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Final

from qingyuan.core.reports.sheet import Align
from qingyuan.formats.writers.paper_size import MARGIN_END, MARGIN_SIDE, fits_one_page
from qingyuan.formats.writers.row_height import capacity_of, height_of, line_count
from qingyuan.formats.writers.xlsx_cells import row_start, string_cell
from qingyuan.formats.writers.xlsx_stream import style_index
from qingyuan.formats.writers.xlsx_table import TableWriter, column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    """Writes one `Sheet`, top to bottom, into its `part` of the package.

    `worksheet` is a `StreamedWorksheet`: it writes what stands around the rows.
    """

    worksheet: Any
    part: IO[bytes]
    styles: Styles
    sheet: Sheet
    _row: int = field(default=0, init=False)
    _height: float | None = field(default=0.0, init=False)

    def write(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Write the head, `rows` and the notes, set up with filter, panes and paper."""
        self._set_columns()
        self._set_panes()
        self._set_paper()
        before, _ = self.worksheet.around_rows()
        self._put(f"{before}<sheetData>")
        self._write_head()
        self._write_table(rows)
        for note in self.sheet.notes:
            self._write_line(note)
        self._fit_paper()
        # Only now are the merged cells, the links and the last row to filter known.
        _, after = self.worksheet.around_rows()
        self._put(f"</sheetData>{after}")

    def _set_columns(self) -> None:
        for index, column in enumerate(self.sheet.columns):
            self.worksheet.set_column(index, index, column.width)

    def _set_panes(self) -> None:
        header_row = bool(self.sheet.label) + 1 + len(self.sheet.lines_above)
        self.worksheet.freeze_panes(header_row + 1, 0)
        self.worksheet.repeat_rows(header_row)

    def _write_head(self) -> None:
        if self.sheet.label:
            self._write_across(self.sheet.label, self.styles.label(), _LABEL_HEIGHT)
        self._write_across(self.sheet.title, self.styles.title(), _TITLE_HEIGHT)
        for line in self.sheet.lines_above:
            self._write_line(line)

    def _write_table(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        header_row = self._row
        self._write_header()
        table = TableWriter(self.worksheet, self.part, self.styles, self.sheet)
        self._row = table.write(rows, self._row)
        self._height = _sum(self._height, table.height)
        if self._row == header_row + 1:
            self._write_across(EMPTY, self.styles.body(Align.CENTRE), height_of(1))
        else:
            self._set_filter(header_row, self._row - 1)

    def _write_line(self, text: str) -> None:
        lines = line_count(text, capacity_of(sum(column.width for column in self.sheet.columns)))
        self._write_across(text, self.styles.line(), height_of(lines))

    def _write_across(self, text: str, cell_format: Any, height: float) -> None:
        others = len(self.sheet.columns) - 1
        if others:
            self.worksheet.merge_range(self._row, 0, self._row, others, "", cell_format)
        style = style_index(cell_format)
        self._write_row([string_cell(text, style), *[string_cell("", style)] * others], height)

    def _write_header(self) -> None:
        columns = self.sheet.columns
        lines = max(line_count(column.title, capacity_of(column.width)) for column in columns)
        formats = [self.styles.header(added=column.added) for column in columns]
        cells = [
            string_cell(column.title, style_index(cell_format))
            for column, cell_format in zip(columns, formats, strict=True)
        ]
        self._write_row(cells, height_of(lines) + 4)

    def _write_row(self, cells: Sequence[str], height: float) -> None:
        self._row += 1
        self._height = _sum(self._height, height)
        first, *others = cells
        row = f'<row r="{self._row}{row_start(height)}{self._row}{first}'
        for index, cell in enumerate(others, start=1):
            row += f'<c r="{column_letter(index)}{self._row}{cell}'
        self._put(f"{row}</row>")

    def _put(self, xml: str) -> None:
        self.part.write(xml.encode())

    def _set_filter(self, header_row: int, last_row: int) -> None:
        last = len(self.sheet.columns) - 1
        self.worksheet.autofilter(header_row, 0, last_row, last)
        # Without this, Excel marks every bare number that is kept as text with a green corner.
        area = f"A{header_row + 1}:{column_letter(last)}{last_row + 1}"
        self.worksheet.ignore_errors({"number_stored_as_text": area})

    def _set_paper(self) -> None:
        self.worksheet.set_paper(_A4)
        if self.sheet.landscape:
            self.worksheet.set_landscape()
        self.worksheet.fit_to_pages(1, 0)
        self.worksheet.center_horizontally()
        side, end = MARGIN_SIDE * _CM, MARGIN_END * _CM
        self.worksheet.set_margins(left=side, right=side, top=end, bottom=end)
        self.worksheet.set_footer(_FOOTER, {"margin": 0.9 * _CM})

    def _fit_paper(self) -> None:
        """Print on one page what would leave but a few rows to a second one."""
        width = sum(column.width for column in self.sheet.columns)
        if self._height is not None and fits_one_page(
            width, self._height, landscape=self.sheet.landscape
        ):
            self.worksheet.fit_to_pages(1, 1)


def _sum(height: float | None, more: float | None) -> float | None:
    """Two heights together; None is one that nobody counted, since the table is long."""
    return None if height is None or more is None else height + more
