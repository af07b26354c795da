"""Files that come with a form: through the gate, and kept by their content."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import File

from qingyuan.formats.readers.file_type import FileType
from qingyuan.server.campaigns.actions.notices import Attachment
from qingyuan.server.evidence.actions import store

DOCUMENTS = frozenset({FileType.PDF, FileType.DOCX, FileType.OFD, FileType.IMAGE})
SCANS = frozenset({FileType.PDF, FileType.IMAGE})
_LONGEST_NAME = 120


def kept(
    upload: File[bytes] | None, at: datetime, allowed: frozenset[FileType] = DOCUMENTS
) -> Attachment | None:
    """The upload as an attachment, or None where nothing was chosen.

    Raises:
        Refused: of a type that has no business here, empty, or too large.
    """
    if upload is None:
        return None
    name = (upload.name or "附件").rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    stored = store(upload.read(), name=name, allowed=allowed, at=at)
    return Attachment(file=stored, name=_short(name))


def _short(name: str) -> str:
    """A name that fits; its ending stays."""
    stem, dot, ending = name.rpartition(".")
    if len(name) <= _LONGEST_NAME or not dot or len(ending) > 10:
        return name[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
