"""Paper, margins, the grid of 22 lines, and page numbers `— 1 —` on the outer side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from qingyuan.formats.writers.docx_xml import element, set_attributes, set_fonts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer
    from docx.text.paragraph import Paragraph

    from qingyuan.core.reports.official_form import OfficialForm

# GB/T 9704, 7.5: the rule of the page number stands 7 mm below the text area.
_BELOW_TEXT = 7


def set_up_page(document: Document, form: OfficialForm) -> None:
    """Set up the only section of the document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(form.page_width), Mm(form.page_height)
    section.top_margin, section.bottom_margin = Mm(form.margin_top), Mm(form.margin_bottom)
    section.left_margin, section.right_margin = Mm(form.margin_left), Mm(form.margin_right)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(form.margin_bottom - _BELOW_TEXT) - Pt(form.page_number_size)
    _set_grid(document, form)
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "rightChars", form)
    _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "leftChars", form)


def _set_grid(document: Document, form: OfficialForm) -> None:
    properties = document.sections[0]._sectPr  # noqa: SLF001 - python-docx has no grid
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(element("w:docGrid", type="lines", linePitch=round(form.line_pitch * 20)))


def _number_pages(
    footer: _Footer, side: WD_ALIGN_PARAGRAPH, indent: str, form: OfficialForm
) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    # One character in from the edge of the text area.
    twips = round(form.page_number_size * 20)
    ends = {indent: 100, indent.removesuffix("Chars"): twips, "firstLine": 0, "firstLineChars": 0}
    set_attributes(paragraph._p.get_or_add_pPr().get_or_add_ind(), "w", **ends)  # noqa: SLF001
    _add_text(paragraph, "— ", form)
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        _add_field_part(paragraph, kind, form)
    _add_text(paragraph, " —", form)


def _add_text(paragraph: Paragraph, text: str, form: OfficialForm) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(form.page_number_size)
    set_fonts(run._r.get_or_add_rPr(), form.page_number_font, form.page_number_font)  # noqa: SLF001


def _add_field_part(paragraph: Paragraph, kind: str, form: OfficialForm) -> None:
    _add_text(paragraph, "1" if kind == "shown" else "", form)
    run = paragraph.runs[-1]._r  # noqa: SLF001
    if kind == "instruction":
        instruction = element("w:instrText")
        instruction.text = " PAGE "
        run.append(instruction)
    elif kind != "shown":
        run.append(element("w:fldChar", fldCharType=kind))
