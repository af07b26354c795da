"""Tables of a web page, and of the HTML that many systems save under the name .xls."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from qingyuan.core.tables.grid import Content, Grid
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, damaged, too_big
from qingyuan.formats.readers import decoding
from qingyuan.formats.readers.sketch import Sketch

_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_OFFICE: Final = b"urn:schemas-microsoft-com:office:excel"
_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_UNSEEN: Final = frozenset({"script", "style", "head", "template", "noscript"})
_CELLS: Final = frozenset({"td", "th"})
_MOST_ROW_SPAN: Final = 65_534


def read_web_page(data: bytes) -> Content:
    """Tables in reading order, numbered from "1", with the paragraphs between them.

    A table that holds tables is page layout: its inner tables count, not itself.

    Raises:
        Refused: No table in it (a workbook saved as a page keeps its sheets in other files).
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_text(data).encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise damaged("网页内容无法识别") from None
    if root is None:
        raise damaged("网页里没有内容")
    if any("depth" in str(entry.message) for entry in parser.error_log):
        raise damaged("网页嵌套太深")
    blocks: list[str | Grid] = []
    tables = [table for table in root.iter("table") if table.find(".//table") is None]
    _collect(root, {table: str(number) for number, table in enumerate(tables, 1)}, blocks)
    if not tables:
        raise Refused(
            "这是网页文件，里面没有表格（表格可能在另附的文件夹里），请另存为 .xlsx 后再放入",
            code="no_table",
        )
    return Content(tuple(blocks), is_document=_OFFICE not in data[:4096])


def _text(data: bytes) -> str:
    """The page's text by its own declaration if that fits, else as any text is guessed."""
    declared = _META.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = declared[1].decode().lower()
        try:
            return data.decode("gb18030" if encoding in {"gb2312", "gbk"} else encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return decoding.decode(data)


def _collect(
    root: etree._Element, numbers: dict[etree._Element, str], blocks: list[str | Grid]
) -> None:
    """Walk in reading order without recursion, as a page may be nested very deep."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element in numbers:
            blocks.append(_grid(element, numbers[element]))
        elif element.tag in _PARAGRAPHS and element.find(".//table") is None:
            if text := _cell_text(element):
                blocks.append(text)
        elif element.tag not in _UNSEEN:
            waiting += [child for child in reversed(element) if isinstance(child.tag, str)]


def _grid(table: etree._Element, number: str) -> Grid:
    sketch = Sketch(number)
    taken: dict[int, int] = {}  # column → first row that is free again below a row span
    row = -1
    for line in table.iter("tr"):
        row += 1
        if row >= published.SHEET_ROWS:
            raise too_big("网页表格的行数太多", "20 万行")
        column = 0
        for cell in line:
            if cell.tag in _CELLS:
                column = _place(sketch, taken, row, column, cell)
    return sketch.grid()


def _place(
    sketch: Sketch, taken: dict[int, int], row: int, column: int, cell: etree._Element
) -> int:
    """Put a cell at the first free column and return the one after it."""
    while taken.get(column, 0) > row:
        column += 1
    width = _span(cell, "colspan", published.SHEET_COLUMNS)
    height = _span(cell, "rowspan", _MOST_ROW_SPAN)
    sketch.put(row, column, _cell_text(cell))
    sketch.merge(row, column, height, width)
    if height > 1:
        taken.update(dict.fromkeys(range(column, column + width), row + height))
    return column + width


def _span(cell: etree._Element, name: str, most: int) -> int:
    written = (cell.get(name) or "").strip()
    is_number = written.isascii() and written.isdigit() and len(written) < 10
    return min(max(int(written), 1), most) if is_number else 1


def _cell_text(element: etree._Element) -> str:
    """Text as a browser shows it: spaces folded, lines at `br` and between paragraphs."""
    pieces: list[str] = []
    for event, child in etree.iterwalk(element, events=("start", "end", "comment")):
        if event == "start" and child.tag not in _UNSEEN:
            if child.tag in {"br", "p", "div", "li"}:
                pieces.append("\n")
            pieces.append(_SPACE.sub(" ", child.text or ""))
        if event != "start" and child is not element:
            pieces.append(_SPACE.sub(" ", child.tail or ""))
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
