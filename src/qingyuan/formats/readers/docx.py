"""Word documents: the paragraphs and tables of the body, in reading order.

The tree is first made plain (`docx_plain`: tick boxes into letters, deletions gone, text boxes
laid flat), only as far as the document holds such things; then it is read in one pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from qingyuan.core.tables.grid import Content, Grid
from qingyuan.formats.limits.refused import Refused, damaged
from qingyuan.formats.readers.docx_grid import CELL, ROW, GridReader, children
from qingyuan.formats.readers.docx_plain import PARAGRAPH, TABLE, TEXT, W, make_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingyuan.formats.limits.package import Package

_MAIN: Final = "word/document.xml"
_PROPERTIES: Final = frozenset({f"{W}sectPr", f"{W}sdtPr"})
_EMBEDDED: Final = "word/embeddings/"
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb")

# One for all documents, as making it takes longer than parsing a short form.
_PARSER: Final = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)


def read_docx(package: Package) -> Content:
    """Paragraphs and tables; tables are numbered from "1".

    A table within a table is a grid of its own, "1.1", if it has two rows and three columns at
    least: some schools put the whole form into a frame.  It follows the outer one.  A smaller one
    becomes lines of its cell.

    Raises:
        Refused: Broken XML, a limit passed, or content that lies in an embedded foreign part.
    """
    xml = package.xml(_main_part(package))
    if b"altChunk" in xml:
        raise Refused(
            "正文里嵌入了其他格式的片段，无法完整读取，请用 Word 或 WPS 另存为 .docx 后再放入",
            code="embedded_chunk",
        )
    try:
        root = etree.fromstring(xml, _PARSER)
    except etree.XMLSyntaxError:
        raise damaged("Word 文档的内容不完整") from None
    make_plain(root, xml)
    body = root.find(f"{W}body")
    if body is None:
        raise damaged("Word 文档里没有正文")
    blocks = tuple(_blocks(body, _Tables(root, xml)))
    if b"OLEObject" in xml and not any(isinstance(block, Grid) for block in blocks):
        _refuse_embedded_workbook(package)
    return Content(blocks, is_document=True)


def _main_part(package: Package) -> str:
    if _MAIN in package.entries:
        return _MAIN
    names = (name for name in package.entries if name.startswith("word/document"))
    return next((name for name in names if name.endswith(".xml")), _MAIN)


def _refuse_embedded_workbook(package: Package) -> None:
    """The table that the clerk sees is a picture of a workbook inside."""
    names = (name for name in package.entries if name.startswith(_EMBEDDED))
    if any(name.endswith(_WORKBOOKS) for name in names):
        raise Refused(
            "表格是嵌入在 Word 里的 Excel 对象，没有读取，"
            "请双击打开该表格，另存为 Excel 文件后放入",
            code="embedded_workbook",
        )


def _blocks(body: etree._Element, tables: _Tables) -> Iterator[str | Grid]:
    """Paragraphs and tables, also those inside content controls."""
    waiting = list(reversed(body))
    count = 0
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == PARAGRAPH:
            if text := "".join([t.text or "" for t in element.iter(TEXT)]):
                yield text
        elif tag == TABLE:
            count += 1
            yield from tables.grids(element, str(count))
        elif tag not in _PROPERTIES:
            waiting += reversed(element)


class _Tables:
    """The tables of a plain tree."""

    def __init__(self, root: etree._Element, xml: bytes) -> None:
        self._reader = GridReader(root, xml)
        # A start and an end stand for one table, which holds no other.
        self._may_nest = xml.count(b"tbl>") != 2

    def grids(self, table: etree._Element, number: str) -> Iterator[Grid]:
        """A table, then the forms that lie in its cells; those are taken out of the tree."""
        is_nesting = self._may_nest and table.find(f".//{TABLE}") is not None
        inner = _take_forms_out(table) if is_nesting else []
        yield self._reader.grid(table, number, is_nesting=is_nesting)
        for at, form in enumerate(inner, 1):
            yield from self.grids(form, f"{number}.{at}")


def _take_forms_out(table: etree._Element) -> list[etree._Element]:
    """The outermost inner tables that are large enough for a form."""
    taken: dict[etree._Element, None] = {}
    for inner in list(table.iterdescendants(TABLE)):
        if _is_form(inner) and not any(outer in taken for outer in inner.iterancestors(TABLE)):
            taken[inner] = None
    for inner in taken:
        parent = inner.getparent()
        if parent is not None:
            parent.remove(inner)
    return list(taken)


def _is_form(table: etree._Element) -> bool:
    rows = children(table, ROW)
    return len(rows) >= 2 and any(len(children(row, CELL)) >= 3 for row in rows)
