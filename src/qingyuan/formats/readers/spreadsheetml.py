"""SpreadsheetML 2003: the XML that some systems save under the name .xls."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from lxml import etree

from qingyuan.core.tables.grid import Content, Grid
from qingyuan.formats.limits import xmlpart
from qingyuan.formats.limits.refused import damaged
from qingyuan.formats.readers.sketch import Sketch

if TYPE_CHECKING:
    from qingyuan.core.tables.grid import CellValue

_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_VISIBLE: Final = "{urn:schemas-microsoft-com:office:excel}WorksheetOptions/{*}Visible"


def read_spreadsheetml(data: bytes) -> Content:
    """The sheets of a SpreadsheetML 2003 workbook.

    Raises:
        Refused: Broken XML, a DTD, or a limit passed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(xmlpart.plain(data, "工作簿"), parser)
    except etree.XMLSyntaxError:
        raise damaged("XML 工作簿的内容不完整") from None
    grids = tuple(_grid(sheet) for sheet in root.iterfind(f"{_SS}Worksheet"))
    if not grids:
        raise damaged("XML 工作簿里没有工作表")
    return Content(grids)


def _grid(sheet: etree._Element) -> Grid:
    sketch = Sketch(sheet.get(f"{_SS}Name", ""))
    sketch.hidden = sheet.findtext(_VISIBLE, "").startswith("SheetHidden") or sheet.findtext(
        _VISIBLE, ""
    ).startswith("SheetVeryHidden")
    row = -1
    for line in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        row = _index(line, row + 1)
        column = -1
        for cell in line.iterfind(f"{_SS}Cell"):
            column = _index(cell, column + 1)
            column += _place(sketch, row, column, cell)
        row += _number(line, "Span")
    return sketch.grid()


def _place(sketch: Sketch, row: int, column: int, cell: etree._Element) -> int:
    """Put the cell and return how many columns it covers beyond its own."""
    content = cell.find(f"{_SS}Data")
    if content is not None:
        sketch.put(row, column, _value(content))
    across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
    sketch.merge(row, column, down + 1, across + 1)
    return across


def _index(element: etree._Element, default: int) -> int:
    written = _number(element, "Index")
    return written - 1 if written else default


def _number(element: etree._Element, name: str) -> int:
    written = element.get(_SS + name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _value(content: etree._Element) -> CellValue:
    text = "".join(str(piece) for piece in content.itertext())
    kind = content.get(f"{_SS}Type")
    if kind == "Boolean":
        return text.strip() in {"1", "true"}
    if kind == "Number":
        return number(text)
    return moment(text) if kind == "DateTime" else text


def number(text: str) -> CellValue:
    """A number as int where it is whole; more than 15 digits, or no number: the text."""
    try:
        value = float(text)
    except ValueError:
        return text
    if not abs(value) < 1e15:
        return text
    return int(value) if value.is_integer() else value


def moment(text: str) -> CellValue:
    """An ISO date or time as such; what is neither stays text."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    if value.time() == time():
        return date(value.year, value.month, value.day)
    return value
