"""Official reports as Word documents, in the form of GB/T 9704."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from qingyuan.core.reports.official_form import OfficialForm
from qingyuan.formats.writers.atomic import written_beside
from qingyuan.formats.writers.docx_blocks import body_xml
from qingyuan.formats.writers.docx_package import describe, drop_unused_parts, repacked
from qingyuan.formats.writers.docx_page import set_up_page
from qingyuan.formats.writers.docx_styles import set_up_styles

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from qingyuan.core.reports.blocks import Paper

_GB_T_9704 = OfficialForm()


def write_paper(path: Path, paper: Paper, form: OfficialForm = _GB_T_9704) -> None:
    """Write `paper` to `path`, whole or not at all; equal papers give equal bytes.

    Raises:
        PermissionError: the file is open in another program; the sentence says so.
    """
    document = docx.Document()
    drop_unused_parts(document)
    set_up_styles(document, form)
    set_up_page(document, form)
    describe(document, paper)
    _fill(document, body_xml(paper, form))
    packed = BytesIO()
    document.save(packed)
    with written_beside(path) as part:
        part.write_bytes(repacked(packed.getvalue(), form))


def _fill(document: Document, xml: str) -> None:
    """Put the blocks before the section's properties, which end the body."""
    end = document.sections[0]._sectPr  # noqa: SLF001 - python-docx adds block by block
    for block in list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")):
        end.addprevious(block)
