"""A notice as an official document on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from qingyuan.server.campaigns.models import NoticeVersion
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.look.parts import Attachment, NoticeText, Paragraph

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_MEGABYTE = 1024 * 1024


def document_of(version: NoticeVersion, file_url: str) -> NoticeText:
    """The text, with its addressees apart; a draft carries no date."""
    lines = [line.strip() for line in version.text.splitlines() if line.strip()]
    addressees = lines.pop(0)[:-1] if lines and lines[0].endswith(("：", ":")) else ""
    notice = version.notice
    return NoticeText(
        issuer=notice.issuer.name,
        title=notice.title,
        number=notice.document_number,
        paragraphs=tuple(_paragraphs(lines)),
        addressees=addressees,
        signed_by=notice.issuer.name,
        issued_on=_issued_on(version),
        attachments=_attachments(version, file_url),
    )


def _paragraphs(lines: Iterable[str]) -> Iterable[Paragraph]:
    for line in lines:
        yield Paragraph(line, level=1 if _HEADING.match(line) and len(line) <= 40 else 0)


def _issued_on(version: NoticeVersion) -> date | None:
    return timezone.localdate(version.issued_at) if version.issued_at else None


def _attachments(version: NoticeVersion, file_url: str) -> tuple[Attachment, ...]:
    if version.file is None:
        return ()
    return (Attachment(version.file_name, file_url, size_words(version.file)),)


def size_words(file: StoredFile) -> str:
    """How large a file is, for somebody who pays by the megabyte."""
    if file.size < _MEGABYTE // 10:
        return f"{max(file.size // 1024, 1)} KB"
    return f"{file.size / _MEGABYTE:.1f} MB"
