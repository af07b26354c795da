"""xlsx by XlsxWriter, and its turns: xlsm with a macro part, Strict Open XML."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]
from xlsxwriter.format import Format  # type: ignore[import-untyped,unused-ignore]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped,unused-ignore]

from benchmarks.inbox.grid import Formula, Grid, Value
from benchmarks.inbox.writers.compound import compound_file

FIXED = (2023, 7, 10, 8, 0, 0)
_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


def write_xlsx(grids: list[Grid], *, inline: bool = False, stamp: int = 0) -> bytes:
    """A workbook; `inline` keeps strings in the cells, `stamp` makes equal content differ."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": not inline, "constant_memory": inline})
    book.set_properties({"created": datetime(*FIXED), "comments": f"{stamp}"})
    bordered = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    dated = book.add_format({"border": 1, "num_format": 'yyyy"年"m"月"d"日"'})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        _fill(sheet, grid, bordered, dated, inline=inline)
        if grid.hidden:
            sheet.hide()
    book.close()
    return buffer.getvalue()


def _fill(sheet: Worksheet, grid: Grid, bordered: Format, dated: Format, *, inline: bool) -> None:
    for (row, column), value in sorted(grid.cells.items()):
        _write(sheet, (row, column), value, (bordered, dated))
    for merge in [] if inline else grid.merges:
        sheet.merge_range(*merge, "", bordered)
        value = grid.cells.get(merge[:2])
        _write(sheet, merge[:2], value, (bordered, dated))
    if grid.far_blanks:
        height = grid.height()
        for row in range(height, height + 3000):
            sheet.set_row(row, 18, bordered)
        sheet.write_blank(1048575, 3, None, bordered)


def _write(
    sheet: Worksheet, place: tuple[int, int], value: Value, formats: tuple[Format, Format]
) -> None:
    (row, column), (bordered, dated) = place, formats
    if isinstance(value, Formula):
        sheet.write_formula(row, column, f"={value.text}", bordered, value.value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), dated)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, bordered)
    elif value is None:
        sheet.write_blank(row, column, None, bordered)
    else:
        sheet.write_string(row, column, value, bordered)


def rezip(data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes]) -> bytes:
    """The package with every part passed through `change`, and further parts added."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, FIXED), change(name, old.read(name)))
        for name, part in extra.items():
            new.writestr(zipfile.ZipInfo(name, FIXED), part)
    return buffer.getvalue()


def as_xlsm(data: bytes) -> bytes:
    """The workbook with a macro part (an empty one) and the types that say so."""

    def change(name: str, part: bytes) -> bytes:
        if name == "[Content_Types].xml":
            part = part.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
            kind = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            return part.replace(b"<Default ", kind + b"<Default ", 1)
        if name == "xl/_rels/workbook.xml.rels":
            link = (
                b'<Relationship Id="rIdVba" Target="vbaProject.bin" '
                b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
            )
            return part.replace(b"</Relationships>", link + b"</Relationships>")
        return part

    macros = compound_file("dir", b'Attribute VB_Name = "Module1"\r\n')
    return rezip(data, change, {"xl/vbaProject.bin": macros})


def as_strict(data: bytes) -> bytes:
    """The workbook in Strict Open XML namespaces."""

    def change(name: str, part: bytes) -> bytes:
        del name
        for old, new in _STRICT:
            part = part.replace(old, new)
        return part

    return rezip(data, change, {})
