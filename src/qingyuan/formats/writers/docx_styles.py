"""The styles of an official document: body, title, two levels of headings, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from qingyuan.formats.writers.docx_text import style_id
from qingyuan.formats.writers.docx_xml import element, set_fonts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

    from qingyuan.core.reports.official_form import OfficialForm

BODY, TITLE, SMALL, TABLE, CAPTION = "Normal", "Title", "QySmall", "QyTable", "QyCaption"
SMALL_SIZE = 12  # 小四, for remarks
HEADINGS = {1: "Heading 1", 2: "Heading 2"}
_KEPT = {style_id(name) for name in (TITLE, *HEADINGS.values(), "Table Grid", "Footer")}


def set_up_styles(document: Document, form: OfficialForm) -> None:
    """Turn python-docx's own template into the official form."""
    _drop_others(document)
    _set_defaults(document, form)
    for name, font, size, pitch in (
        (BODY, form.body_font, form.body_size, form.line_pitch),
        (TITLE, form.title_font, form.title_size, form.line_pitch * 1.2),
        (HEADINGS[1], form.heading1_font, form.body_size, form.line_pitch),
        (HEADINGS[2], form.heading2_font, form.body_size, form.line_pitch),
        (SMALL, form.table_font, SMALL_SIZE, 20),
        (TABLE, form.table_font, form.table_size, form.table_pitch),
        (CAPTION, form.heading1_font, 14, 24),
    ):
        style = _style(document, name)
        _set_type(style, font, form.latin_font, size)
        _set_spacing(style, pitch)
    _set_alignment(document)


def _drop_others(document: Document) -> None:
    """Leave out the template's other 150 styles: each of them costs time at every look-up."""
    styles = document.styles.element
    kept = _KEPT | {f"{key}Char" for key in _KEPT}
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1" and style.get(qn("w:styleId")) not in kept:
            styles.remove(style)


def _set_defaults(document: Document, form: OfficialForm) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(properties, form.latin_font, form.body_font)
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    # LibreOffice breaks lines inside numbers (202|3年) of Latin text that calls itself Chinese.
    properties.append(element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))


def _style(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    if name in styles:
        return cast("ParagraphStyle", styles[name])
    made = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    made.base_style = styles[BODY]
    return made


def _set_type(style: ParagraphStyle, chinese: str, latin: str, size: float) -> None:
    style.font.size = Pt(size)
    style.font.bold = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    set_fonts(properties, latin, chinese)
    for name in ("w:spacing", "w:kern"):  # the template's letter spacing of the title
        for found in properties.findall(qn(name)):
            properties.remove(found)


def _set_spacing(style: ParagraphStyle, pitch: float) -> None:
    properties = style.element.get_or_add_pPr()
    for borders in properties.findall(qn("w:pBdr")):  # the template draws a blue rule by the title
        properties.remove(borders)
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = Pt(pitch)
    # Smaller lines would be pulled apart to the page's grid of body lines.
    properties.find(qn("w:spacing")).addprevious(element("w:snapToGrid", val=0))


def _set_alignment(document: Document) -> None:
    _style(document, BODY).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _style(document, BODY).paragraph_format.widow_control = False
    for name in (TITLE, CAPTION):
        _style(document, name).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in (TABLE, SMALL):
        _style(document, name).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _style(document, CAPTION).paragraph_format.keep_with_next = True
