"""Files of the demo: small Word documents, kept like any upload."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from qingyuan.core.reports.blocks import Block, Heading, Paper, Run, SignatureLine, paragraph
from qingyuan.formats.readers.file_type import FileType
from qingyuan.formats.writers.docx import write_paper
from qingyuan.server.campaigns.actions.notices import Attachment
from qingyuan.server.evidence.actions import store


def paper_of(*, unit: str, title: str, lines: tuple[str, ...], at: datetime) -> Attachment:
    """A document of a unit, with its name on it."""
    on = timezone.localdate(at)
    blocks: tuple[Block, ...] = (
        Heading("一、工作情况"),
        *(paragraph(line) for line in lines),
        SignatureLine(Run(unit), on),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        write_paper(path, Paper(f"{unit}{title}", blocks, on))
        content = path.read_bytes()
    name = f"{unit}{title}.docx"
    return Attachment(
        store(content, name=name, allowed=frozenset({FileType.DOCX}), at=at), name[-120:]
    )
