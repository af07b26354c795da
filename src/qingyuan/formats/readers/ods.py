"""OpenDocument spreadsheets, by their own XML.

Not by calamine: it knows no merged cells here, and writes out every repeated row before anybody
can count them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from qingyuan.core.tables.grid import Content, Grid
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, damaged
from qingyuan.formats.readers.sketch import Sketch
from qingyuan.formats.readers.spreadsheetml import moment, number

if TYPE_CHECKING:
    from qingyuan.core.tables.grid import CellValue
    from qingyuan.formats.limits.package import Package

_T: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_O: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_X: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_S: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBERS: Final = frozenset({"float", "percentage", "currency"})


@dataclass(frozen=True, slots=True)
class _Cell:
    value: CellValue
    repeated: int
    height: int
    width: int


def read_ods(package: Package) -> Content:
    """The sheets of an ods file.

    Raises:
        Refused: Encrypted, broken, or a limit passed (repeated cells count each time).
    """
    if "meta-inf/manifest.xml" in package and b"encryption-data" in package.raw(
        "META-INF/manifest.xml"
    ):
        raise Refused("文件加了打开密码，请取消密码保护并保存后再放入", code="encrypted")
    hidden: set[str] = set()
    grids: list[Grid] = []
    try:
        for _, element in etree.iterparse(
            io.BytesIO(package.xml("content.xml")),
            tag=(f"{_S}style", f"{_T}table"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            if element.tag == f"{_S}style":
                _note_hidden(element, hidden)
            elif _is_sheet(element):
                grids.append(_grid(element, hidden))
                element.clear()
    except etree.XMLSyntaxError:
        raise damaged("表格内容不完整") from None
    if not grids:
        raise damaged("里面没有工作表")
    return Content(tuple(grids))


def _is_sheet(table: etree._Element) -> bool:
    parent = table.getparent()
    return parent is not None and parent.tag == f"{_O}spreadsheet"


def _note_hidden(style: etree._Element, hidden: set[str]) -> None:
    properties = style.find(f"{_S}table-properties")
    if properties is not None and properties.get(f"{_T}display") == "false":
        hidden.add(style.get(f"{_S}name", ""))


def _grid(table: etree._Element, hidden: set[str]) -> Grid:
    sketch = Sketch(table.get(f"{_T}name", ""), hidden=table.get(f"{_T}style-name") in hidden)
    row = 0
    for line in table.iter(f"{_T}table-row"):
        repeated = _count(line, "number-rows-repeated")
        cells = [_cell(cell) for cell in line if cell.tag in _CELL_TAGS]
        if any(cell.value not in {None, ""} or cell.height > 1 for cell in cells):
            # One row past the limit is enough to be refused with its address.
            for at in range(row, row + min(repeated, published.SHEET_ROWS + 1)):
                _put(sketch, at, cells)
        row += repeated
    return sketch.grid()


_CELL_TAGS: Final = frozenset({f"{_T}table-cell", f"{_T}covered-table-cell"})


def _put(sketch: Sketch, row: int, cells: list[_Cell]) -> None:
    column = 0
    for cell in cells:
        if cell.value not in {None, ""}:
            for at in range(column, column + min(cell.repeated, published.SHEET_COLUMNS + 1)):
                sketch.put(row, at, cell.value)
        sketch.merge(row, column, cell.height, cell.width)
        column += cell.repeated


def _cell(cell: etree._Element) -> _Cell:
    return _Cell(
        _value(cell),
        _count(cell, "number-columns-repeated"),
        _count(cell, "number-rows-spanned"),
        _count(cell, "number-columns-spanned"),
    )


def _count(element: etree._Element, name: str) -> int:
    written = element.get(_T + name, "")
    is_number = written.isascii() and written.isdigit() and len(written) < 10
    return max(1, int(written)) if is_number else 1


def _value(cell: etree._Element) -> CellValue:
    kind = cell.get(f"{_O}value-type")
    if kind in _NUMBERS:
        return number(cell.get(f"{_O}value", "") or _text(cell))
    if kind == "date":
        return moment(cell.get(f"{_O}date-value", "") or _text(cell))
    if kind == "boolean":
        return cell.get(f"{_O}boolean-value") == "true"
    return _text(cell)


def _text(cell: etree._Element) -> str:
    """Paragraphs by lines; a comment's paragraphs lie inside the annotation, not the cell."""
    return "\n".join(_paragraph(child) for child in cell if child.tag == f"{_X}p")


def _paragraph(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for event, element in etree.iterwalk(paragraph, events=("start", "end", "comment")):
        if event == "start":
            pieces.append(_SPECIAL.get(str(element.tag), "") or element.text or "")
        elif element is not paragraph:
            pieces.append(element.tail or "")
    return "".join(pieces)


_SPECIAL: Final = {f"{_X}s": " ", f"{_X}tab": " ", f"{_X}line-break": "\n"}
