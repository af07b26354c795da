"""Blocks become paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX

from qingyuan.core.reports.blocks import (
    Heading,
    PageBreak,
    Paragraph,
    RunKind,
    SignatureLine,
    TableBlock,
)
from qingyuan.core.reports.wording import date_words
from qingyuan.formats.writers import docx_styles
from qingyuan.formats.writers.docx_table import add_table
from qingyuan.formats.writers.docx_xml import set_attributes
from qingyuan.formats.writers.legible import legible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

    from qingyuan.core.reports.blocks import Block, Run
    from qingyuan.core.reports.official_form import OfficialForm

_SIGNATURE_INDENT: Final = 4  # characters that the date stands in from the right


@dataclass(slots=True)
class BlockWriter:
    """Writes the blocks of a paper, one after the other, at the end of a document."""

    document: Document
    form: OfficialForm
    _on_new_page: bool = False

    def write_title(self, title: str) -> None:
        """The title, with a line of air below it."""
        self.document.add_paragraph(legible(title), docx_styles.TITLE)
        self.document.add_paragraph()

    def write(self, block: Block) -> None:
        """Write one block."""
        match block:
            case Heading():
                self._write_heading(block)
            case Paragraph():
                self._write_paragraph(block)
            case TableBlock():
                self._write_table(block)
            case SignatureLine():
                self._write_signature(block)
            case PageBreak():
                self._on_new_page = True

    def _write_heading(self, heading: Heading) -> None:
        style = docx_styles.HEADINGS[min(heading.level, 2)]
        _indent(self._add(style, heading.text), self.form.body_size)

    def _write_paragraph(self, block: Paragraph) -> None:
        paragraph = self._add(docx_styles.SMALL if block.small else docx_styles.BODY)
        _indent(paragraph, docx_styles.SMALL_SIZE if block.small else self.form.body_size)
        for run in block.runs:
            _add_run(paragraph, run)

    def _write_table(self, table: TableBlock) -> None:
        self._add(docx_styles.CAPTION, table.caption)
        add_table(self.document, table, self.form)

    def _write_signature(self, signature: SignatureLine) -> None:
        self._add(docx_styles.BODY)
        unit = self._add(docx_styles.BODY)
        _add_run(unit, signature.unit)
        on = self._add(docx_styles.BODY, date_words(signature.on))
        unit.paragraph_format.keep_with_next = True
        for line in (unit, on):
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _indent_right(line, _SIGNATURE_INDENT if line is on else 2, self.form)

    def _add(self, style: str, text: str = "") -> WordParagraph:
        paragraph = self.document.add_paragraph(legible(text), style)
        if self._on_new_page:
            paragraph.paragraph_format.page_break_before = True
            self._on_new_page = False
        return paragraph


def _add_run(paragraph: WordParagraph, run: Run) -> None:
    made = paragraph.add_run(legible(run.text))
    made.bold = True if run.kind is RunKind.FIGURE else None
    if run.kind is RunKind.BLANK:
        made.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _indent(paragraph: WordParagraph, size: float) -> None:
    """Two characters; Word reads them as such, other programs the length at `size` points."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows lengths only
    set_attributes(properties.get_or_add_ind(), "w", firstLineChars=200, firstLine=round(40 * size))


def _indent_right(paragraph: WordParagraph, characters: int, form: OfficialForm) -> None:
    twips = round(characters * form.body_size * 20)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx knows lengths only
    set_attributes(properties.get_or_add_ind(), "w", rightChars=characters * 100, right=twips)
