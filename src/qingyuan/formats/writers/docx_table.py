"""Tables in small type; the header row repeats, and no row breaks over two pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from docx.shared import Mm

from qingyuan.formats.writers import docx_styles
from qingyuan.formats.writers.docx_text import paragraph_xml, run_xml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.reports.blocks import TableBlock
    from qingyuan.core.reports.official_form import OfficialForm

_CELL_MARGIN: Final = 60  # twips, 3 points: narrow columns need the room of Word's own margins
_PROPERTIES: Final = f"""<w:tblPr>\
<w:tblStyle w:val="TableGrid"/>\
<w:tblW w:type="auto" w:w="0"/>\
<w:jc w:val="center"/>\
<w:tblLayout w:type="fixed"/>\
<w:tblCellMar>\
<w:left w:w="{_CELL_MARGIN}" w:type="dxa"/><w:right w:w="{_CELL_MARGIN}" w:type="dxa"/>\
</w:tblCellMar>\
<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" \
w:noVBand="1" w:val="04A0"/>\
</w:tblPr>"""


def table_xml(block: TableBlock, form: OfficialForm) -> str:
    """The table over the whole text width."""
    widths = [
        round(Mm(form.text_width * share / sum(block.widths)).twips) for share in block.widths
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    header = _header_xml(block.header, widths, form)
    rows = "".join(_row_xml(texts, widths, block.numeric) for texts in block.rows)
    return f"<w:tbl>{_PROPERTIES}<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"


def _header_xml(titles: Sequence[str], widths: Sequence[int], form: OfficialForm) -> str:
    latin, chinese = escape(form.latin_font), escape(form.table_header_font)
    fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{chinese}"/>'
    cells = "".join(
        _cell_xml(run_xml(title, fonts), width, centred=True)
        for title, width in zip(titles, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row_xml(texts: Sequence[str], widths: Sequence[int], centred: frozenset[int]) -> str:
    cells = "".join(
        _cell_xml(run_xml(text), width, centred=index in centred)
        for index, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell_xml(runs: str, width: int, *, centred: bool) -> str:
    look = f'<w:tcPr><w:tcW w:type="dxa" w:w="{width}"/><w:vAlign w:val="center"/></w:tcPr>'
    alignment = "center" if centred else ""
    return f"<w:tc>{look}{paragraph_xml(runs, style=docx_styles.TABLE, alignment=alignment)}</w:tc>"
