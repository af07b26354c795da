"""Official reports as Word documents, in the form of GB/T 9704."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx

from qingyuan.core.reports.official_form import OfficialForm
from qingyuan.formats.writers.atomic import written_beside
from qingyuan.formats.writers.docx_blocks import BlockWriter
from qingyuan.formats.writers.docx_package import describe, repacked
from qingyuan.formats.writers.docx_page import set_up_page
from qingyuan.formats.writers.docx_styles import set_up_styles

if TYPE_CHECKING:
    from pathlib import Path

    from qingyuan.core.reports.blocks import Paper

_GB_T_9704 = OfficialForm()


def write_paper(path: Path, paper: Paper, form: OfficialForm = _GB_T_9704) -> None:
    """Write `paper` to `path`, whole or not at all; equal papers give equal bytes.

    Raises:
        PermissionError: the file is open in another program; the sentence says so.
    """
    document = docx.Document()
    set_up_styles(document, form)
    set_up_page(document, form)
    describe(document, paper)
    writer = BlockWriter(document, form)
    writer.write_title(paper.title)
    for block in paper.blocks:
        writer.write(block)
    packed = BytesIO()
    document.save(packed)
    with written_beside(path) as part:
        part.write_bytes(repacked(packed.getvalue(), form))
