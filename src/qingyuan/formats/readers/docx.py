"""Word documents: the paragraphs and tables of the body, in reading order.

The tree is first made plain (`docx_plain`: tick boxes into letters, deletions gone, text boxes
laid flat), only as far as the document holds such things; then it is read in one pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from qingyuan.core.tables.grid import Content, Grid, Merge
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, damaged, too_big
from qingyuan.formats.readers.docx_plain import PARAGRAPH, TABLE, TEXT, W, make_plain
from qingyuan.formats.readers.sketch import Sketch

if TYPE_CHECKING:
    from qingyuan.formats.limits.package import Package

_MAIN: Final = "word/document.xml"
_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_VALUE: Final = f"{W}val"
_PROPERTIES: Final = frozenset({f"{W}sectPr", f"{W}sdtPr"})

Spans = dict[etree._Element, int]  # noqa: SLF001 - lxml names its element type so


def read_docx(package: Package) -> Content:
    """Paragraphs and tables; tables are numbered from "1".

    A table within a table becomes lines of its cell.

    Raises:
        Refused: Broken XML, a limit passed, or text that lies in an embedded foreign part.
    """
    xml = package.xml(_main_part(package))
    if b"altChunk" in xml:
        raise Refused(
            "正文里嵌入了其他格式的片段，无法完整读取，请用 Word 或 WPS 另存为 .docx 后再放入",
            code="embedded_chunk",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise damaged("Word 文档的内容不完整") from None
    make_plain(root, xml)
    body = root.find(f"{W}body")
    if body is None:
        raise damaged("Word 文档里没有正文")
    return Content(tuple(_Reading(root, xml).blocks(body)), is_document=True)


def _main_part(package: Package) -> str:
    if _MAIN in package:
        return _MAIN
    names = (name for name in package.entries if name.startswith("word/document"))
    return next((name for name in names if name.endswith(".xml")), _MAIN)


class _Reading:
    """One pass over a plain tree."""

    def __init__(self, root: etree._Element, xml: bytes) -> None:
        self.spans = _grid_spans(root) if b"gridSpan" in xml else {}
        self.skipped = _skipped_columns(root) if b"gridBefore" in xml else {}
        self.merged = _merge_marks(root) if b"vMerge" in xml else {}
        self.table_count = 0

    def blocks(self, body: etree._Element) -> list[str | Grid]:
        """Paragraphs and tables, also those inside content controls."""
        found: list[str | Grid] = []
        waiting = list(reversed(body))
        while waiting:
            element = waiting.pop()
            tag = element.tag
            if tag == PARAGRAPH:
                if text := "".join([t.text or "" for t in element.iter(TEXT)]):
                    found.append(text)
            elif tag == TABLE:
                self.table_count += 1
                found.append(self.grid(element, str(self.table_count)))
            elif tag not in _PROPERTIES:
                waiting += reversed(element)
        return found

    def grid(self, table: etree._Element, number: str) -> Grid:
        """A table; rows and cells may lie inside content controls."""
        sketch = Sketch(number)
        open_merges: dict[int, tuple[int, int]] = {}
        for at, row in enumerate(_own(table, _ROW)):
            if at >= published.SHEET_ROWS:
                raise too_big(f"第 {number} 个表格的行数太多", "20 万行")
            self._take_row(sketch, open_merges, at, row)
        return sketch.grid()

    def _take_row(
        self, sketch: Sketch, open_merges: dict[int, tuple[int, int]], at: int, row: etree._Element
    ) -> None:
        column = self.skipped.get(row, 0)
        spans, merged = self.spans, self.merged
        for cell in _own(row, _CELL):
            width = spans.get(cell, 1) if spans else 1
            mark = merged.get(cell) if merged else None
            if mark == "continue" and column in open_merges:
                _extend(sketch, open_merges[column], at, column)
            else:
                sketch.put(at, column, _cell_text(cell))
                open_merges.pop(column, None)
                if mark is not None:
                    open_merges[column] = (len(sketch.merges), at)
                if width > 1 or mark is not None:
                    sketch.merges.append(Merge(at, column, at, column + width - 1))
            column += width


def _extend(sketch: Sketch, opened: tuple[int, int], at: int, column: int) -> None:
    """Let the merged block that began above reach down to this row."""
    index, top = opened
    sketch.merges[index] = Merge(top, column, at, sketch.merges[index].right)


def _own(element: etree._Element, tag: str) -> list[etree._Element]:
    """Children of a kind, looking through content controls but not into inner tables."""
    found = element.findall(tag)
    if len(found) + 2 >= len(element) and not _wrappers(element):
        return found
    found, waiting = [], list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS:
            waiting += reversed(child)
    return found


_WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


def _wrappers(element: etree._Element) -> bool:
    return any(child.tag in _WRAPPERS for child in element)


def _cell_text(cell: etree._Element) -> str:
    """Text of a cell, its paragraphs by lines.

    Nearly all cells hold one paragraph, perhaps after their properties: those need no walk.
    """
    if 0 < len(cell) <= 2 and cell[-1].tag == PARAGRAPH:
        return "".join([t.text or "" for t in cell.iter(TEXT)]).strip()
    lines = ("".join([t.text or "" for t in p.iter(TEXT)]) for p in cell.iter(PARAGRAPH))
    return "\n".join(line.strip() for line in lines if line.strip())


def _number(element: etree._Element) -> int:
    written = element.get(_VALUE, "")
    is_number = written.isascii() and written.isdigit() and len(written) < 6
    return min(max(int(written), 0), published.SHEET_COLUMNS) if is_number else 0


def _grid_spans(root: etree._Element) -> Spans:
    return _owners(root, f"{W}gridSpan")


def _skipped_columns(root: etree._Element) -> Spans:
    return _owners(root, f"{W}gridBefore")


def _owners(root: etree._Element, tag: str) -> Spans:
    """The number in each such property, by the cell or row that it belongs to."""
    found = {}
    for mark in root.iter(tag):
        owner = _owner(mark)
        if owner is not None:
            found[owner] = max(1, _number(mark)) if tag.endswith("gridSpan") else _number(mark)
    return found


def _merge_marks(root: etree._Element) -> dict[etree._Element, str]:
    found = {}
    for mark in root.iter(f"{W}vMerge"):
        owner = _owner(mark)
        if owner is not None:
            found[owner] = mark.get(_VALUE, "continue")
    return found


def _owner(mark: etree._Element) -> etree._Element | None:
    properties = mark.getparent()
    return None if properties is None else properties.getparent()
