"""Blocks become paragraphs and tables, as XML."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from qingyuan.core.reports.blocks import (
    Addressee,
    Heading,
    PageBreak,
    Paragraph,
    RunKind,
    SignatureLine,
    TableBlock,
)
from qingyuan.core.reports.wording import date_words
from qingyuan.formats.writers import docx_styles
from qingyuan.formats.writers.docx_table import table_xml
from qingyuan.formats.writers.docx_text import paragraph_xml, run_xml

if TYPE_CHECKING:
    from qingyuan.core.reports.blocks import Block, Paper, Run
    from qingyuan.core.reports.official_form import OfficialForm

_SIGNATURE_INDENTS: Final = (2, 4)  # characters from the right: the unit, and the date
_LOOKS: Final = {
    RunKind.TEXT: "",
    RunKind.FIGURE: "<w:b/>",
    RunKind.BLANK: '<w:highlight w:val="yellow"/>',
}


def body_xml(paper: Paper, form: OfficialForm) -> str:
    """Title and blocks of a paper, with a line of air below the title."""
    writer = _BlockWriter(form)
    writer.add(run_xml(paper.title), style=docx_styles.TITLE)
    writer.add("")
    for block, following in pairwise((*paper.blocks, None)):
        writer.write(block, following)
    return "".join(writer.parts)


@dataclass(slots=True)
class _BlockWriter:
    form: OfficialForm
    parts: list[str] = field(default_factory=list)
    _on_new_page: bool = False

    def write(self, block: Block | None, following: Block | None) -> None:
        match block:
            case Addressee():
                self.add(_run_xml(block.unit) + run_xml("："))
            case Heading():
                self._write_heading(block)
            case Paragraph():
                self._write_paragraph(block, following)
            case TableBlock():
                self.add(run_xml(block.caption), style=docx_styles.CAPTION)
                self.parts.append(table_xml(block, self.form))
            case SignatureLine():
                self._write_signature(block)
            case PageBreak():
                self._on_new_page = True

    def add(
        self,
        runs: str,
        *,
        style: str = "",
        indent: str = "",
        alignment: str = "",
        keep_next: bool = False,
    ) -> None:
        """Add a paragraph; the first one after a page break starts a page."""
        self.parts.append(
            paragraph_xml(
                runs,
                style=style,
                keep_next=keep_next,
                new_page=self._on_new_page,
                indent=indent,
                alignment=alignment,
            )
        )
        self._on_new_page = False

    def _write_heading(self, heading: Heading) -> None:
        style = docx_styles.HEADINGS[min(heading.level, 2)]
        self.add(run_xml(heading.text), style=style, indent=_first_line(self.form.body_size))

    def _write_paragraph(self, block: Paragraph, following: Block | None) -> None:
        runs = "".join(map(_run_xml, block.runs))
        if block.small:
            indent = _first_line(docx_styles.SMALL_SIZE)
            # Remarks stay together: one of them alone on a last page looks like a mistake.
            together = isinstance(following, Paragraph) and following.small
            self.add(runs, style=docx_styles.SMALL, indent=indent, keep_next=together)
        else:
            self.add(runs, indent=_first_line(self.form.body_size))

    def _write_signature(self, signature: SignatureLine) -> None:
        self.add("")
        unit, on = (_from_right(characters, self.form) for characters in _SIGNATURE_INDENTS)
        self.add(_run_xml(signature.unit), indent=unit, alignment="right", keep_next=True)
        self.add(run_xml(date_words(signature.on)), indent=on, alignment="right")


def _run_xml(run: Run) -> str:
    return run_xml(run.text, _LOOKS[run.kind])


def _first_line(size: float) -> str:
    """Two characters; Word reads them as such, other programs the length at `size` points."""
    return f'w:firstLineChars="200" w:firstLine="{round(40 * size)}"'


def _from_right(characters: int, form: OfficialForm) -> str:
    twips = round(characters * form.body_size * 20)
    return f'w:rightChars="{characters * 100}" w:right="{twips}"'
