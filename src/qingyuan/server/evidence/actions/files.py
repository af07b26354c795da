"""Files as received: by their digest, synced to the disk before any row names them."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, too_big
from qingyuan.formats.readers.detect import detect
from qingyuan.formats.readers.file_type import FileType
from qingyuan.server import environment
from qingyuan.server.evidence.models import StoredFile


def store(content: bytes, *, name: str, allowed: frozenset[FileType], at: datetime) -> StoredFile:
    """Keeps a file by its digest; the same bytes again are the same file.

    The bytes are on disk, synced with their folder, before the row is written: a receipt never
    names a file that a power cut can take.

    Args:
        content: All of its bytes.
        name: As it came; it only helps to tell the type.
        allowed: The types that have business here.
        at: When it came.

    Raises:
        Refused: too large, empty, or of a type that has no business here.
    """
    if len(content) > published.UPLOAD_BYTES:
        limit = f"{published.UPLOAD_BYTES // published.MEGABYTE} MB"
        raise too_big(f"文件 {len(content) // published.MEGABYTE} MB", limit)
    file_type = detect(content, name)
    if file_type not in allowed:
        raise Refused(_unwanted(file_type, allowed), code="file_type")
    digest = sha256(content).hexdigest()
    known = StoredFile.objects.filter(sha256=digest).first()
    if known is not None:
        return known
    stored = StoredFile(sha256=digest, size=len(content), file_type=file_type, received_at=at)
    _write_synced(environment.files_folder() / stored.path, content)
    with transaction.atomic():
        StoredFile.objects.bulk_create([stored], ignore_conflicts=True)
    return StoredFile.objects.get(sha256=digest)


def _unwanted(file_type: FileType, allowed: frozenset[FileType]) -> str:
    kinds = "、".join(sorted(_KINDS.get(each, each.value) for each in allowed))
    if file_type is FileType.EMPTY:
        return f"文件是空的，请重新选择（可以是 {kinds}）"
    return f"这里不收这种文件，可以是 {kinds}。请另存为其中一种再上传"


_KINDS = {
    FileType.PDF: "PDF",
    FileType.IMAGE: "图片",
    FileType.DOCX: "Word（docx）",
    FileType.DOC: "Word（doc）",
    FileType.OFD: "OFD",
    FileType.XLSX: "Excel（xlsx）",
    FileType.XLS: "Excel（xls）",
    FileType.ODS: "表格（ods）",
    FileType.TEXT_TABLE: "CSV",
}


def _write_synced(path: Path, content: bytes) -> None:
    """Writes beside, syncs, renames, syncs the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
