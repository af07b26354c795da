"""A worksheet that takes finished rows: nothing of a row stays in memory, or can be misread.

XlsxWriter's own cell methods have two drawbacks here. They build an object per cell, at a
fraction of the speed. And in its row-by-row mode a text that begins with `<r>` and ends with
`</r>` goes into the file as raw XML, so that a cell of a hostile form could add formulas.
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.url import Url  # type: ignore[import-untyped,unused-ignore]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped,unused-ignore]

_LINK_LIMIT: Final = 65_530  # of a worksheet; further cells keep their text without the link


class StreamedWorksheet(Worksheet):  # type: ignore[misc,unused-ignore]
    """XlsxWriter's worksheet for finished rows; needs a workbook in constant_memory mode."""

    def write_row_xml(self, row: int, height: float, cells: str, width: int) -> None:
        """Write a whole row (0-based, below all rows so far) of `width` cells given as XML.

        `height` in points.
        """
        if self.table:
            self._write_single_row(row)
        self.fh.write(f'<row r="{row + 1}" ht="{height:g}" customHeight="1">{cells}</row>')
        self.previous_row = row + 1
        # Both corners, by XlsxWriter's own bookkeeping of the used range.
        self._check_dimensions(row + 1, 0, ignore_row=True)
        self._check_dimensions(row + 1, width - 1, ignore_row=True)
        self.dim_rowmax = row

    def link_cell(self, row: int, column: int, target: str) -> None:
        """Make a cell open `target`, a path relative to the workbook with `/` between parts."""
        self.hlink_count += 1
        if self.hlink_count <= _LINK_LIMIT:
            self.hyperlinks[row][column] = Url(f"external:{target}")


def style_index(cell_format: Any) -> int:
    """The index by which XML of a cell names a format of its workbook."""
    return int(cell_format._get_xf_index())  # noqa: SLF001 - no public way to write XML by hand
