"""Tables in small type; the header row repeats, and no row breaks over two pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from qingyuan.formats.writers import docx_styles
from qingyuan.formats.writers.docx_xml import element, set_fonts
from qingyuan.formats.writers.legible import legible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell, _Row

    from qingyuan.core.reports.blocks import TableBlock
    from qingyuan.core.reports.official_form import OfficialForm


_CELL_MARGIN: Final = 60  # twips, 3 points


def add_table(document: Document, block: TableBlock, form: OfficialForm) -> None:
    """Add the table at the end of the document, over the whole text width."""
    table = document.add_table(1 + len(block.rows), len(block.header), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _narrow_margins(table)
    _set_widths(table, block.widths, form)
    rows = list(table.rows)  # python-docx walks the whole table for each single one
    _fill_header(rows[0], block.header, form)
    for row, texts in zip(rows[1:], block.rows, strict=True):
        _fill(row, texts, block.numeric)


def _narrow_margins(table: Table) -> None:
    """Give the text of narrow columns the room that Word's own cell margins take."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=_CELL_MARGIN, type="dxa"))
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no cell margins
    properties.find(qn("w:tblLook")).addprevious(margins)


def _set_widths(table: Table, shares: Sequence[int], form: OfficialForm) -> None:
    lengths = [Mm(form.text_width * share / sum(shares)) for share in shares]
    for column, length in zip(table.columns, lengths, strict=True):
        column.width = length
    for row in table.rows:
        for cell, length in zip(row.cells, lengths, strict=True):
            cell.width = length


def _fill_header(row: _Row, titles: Sequence[str], form: OfficialForm) -> None:
    _fill(row, titles, frozenset(range(len(titles))))
    _row_properties(row).append(element("w:tblHeader"))
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            set_fonts(run._r.get_or_add_rPr(), form.latin_font, form.table_header_font)  # noqa: SLF001


def _fill(row: _Row, texts: Sequence[str], centred: frozenset[int]) -> None:
    _row_properties(row).append(element("w:cantSplit"))
    for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _fill_cell(cell, text, centred=index in centred)


def _fill_cell(cell: _Cell, text: str, *, centred: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = docx_styles.TABLE
    paragraph.add_run(legible(text))
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _row_properties(row: _Row) -> BaseOxmlElement:
    properties: BaseOxmlElement = row._tr.get_or_add_trPr()  # noqa: SLF001
    return properties
