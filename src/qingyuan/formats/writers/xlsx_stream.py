"""A worksheet whose rows go into the package as they come, and never through XlsxWriter.

XlsxWriter's own cell methods build an object per cell, its row-by-row mode takes every row
through two files before it is packed, and in that mode a text that begins with `<r>` and ends
with `</r>` goes into the file as raw XML, so that a cell of a hostile form could add formulas.
So XlsxWriter writes what stands around the rows, and all other parts of the package.
"""

from __future__ import annotations

from io import StringIO
from typing import Any, Final

from xlsxwriter.packager import Packager  # type: ignore[import-untyped,unused-ignore]
from xlsxwriter.url import Url  # type: ignore[import-untyped,unused-ignore]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped,unused-ignore]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped,unused-ignore]

_LINK_LIMIT: Final = 65_530  # of a worksheet; further cells keep their text without the link
_NO_ROWS: Final = "<sheetData/>"


class StreamedWorksheet(Worksheet):  # type: ignore[misc,unused-ignore]
    """XlsxWriter's worksheet without its rows."""

    def around_rows(self) -> tuple[str, str]:
        """What stands before `<sheetData>` and after `</sheetData>`, as set up so far."""
        text = StringIO()
        self._set_xml_writer(text)
        self._assemble_xml_file()
        before, _, after = text.getvalue().partition(_NO_ROWS)
        return before, after

    def link_cell(self, row: int, column: int, target: str) -> None:
        """Make a cell open `target`, a path relative to the workbook with `/` between parts."""
        self.hlink_count += 1
        if self.hlink_count <= _LINK_LIMIT:
            self.hyperlinks[row][column] = Url(f"external:{target}")

    def _write_sheet_data(self) -> None:
        self.fh.write(_NO_ROWS)

    def _write_dimension(self) -> None:
        """Leave out the used range, which may be: it is not known before the last row."""


class StreamedWorkbook(Workbook):  # type: ignore[misc,unused-ignore]
    """XlsxWriter's workbook without its sheets' parts, which are in the package already."""

    def opening_parts(self) -> dict[str, str]:
        """Parts that can be written before any sheet is known, by name."""
        packager = _PartsPackager()
        packager._set_in_memory(True)  # noqa: SLF001 - no public way to a single part
        packager._add_workbook(self)  # noqa: SLF001
        packager._write_root_rels_file()  # noqa: SLF001
        packager._write_core_file()  # noqa: SLF001
        packager._write_theme_file()  # noqa: SLF001
        return {name: text.getvalue() for text, name, _ in packager.filenames}

    def _get_packager(self) -> Any:
        return _PartsPackager()


class _PartsPackager(Packager):  # type: ignore[misc,unused-ignore]
    def _write_worksheet_files(self) -> None:
        """Write nothing: see `StreamedWorksheet`."""


def style_index(cell_format: Any) -> int:
    """The index by which XML of a cell names a format of its workbook."""
    return int(cell_format._get_xf_index())  # noqa: SLF001 - no public way to write XML by hand
