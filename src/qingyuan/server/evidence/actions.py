"""Deeds of evidence: record an event, keep a file, put a message into the outbox."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, too_big
from qingyuan.formats.readers.detect import detect
from qingyuan.formats.readers.file_type import FileType
from qingyuan.server import environment
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.evidence.models import Chain, Event, OutboxMessage, StoredFile

PLATFORM_CHAIN = "platform"


def chain_key(unit_id: int | None) -> str:
    """The chain in which a unit's events stand; those of no unit stand in the platform's."""
    return f"unit:{unit_id}" if unit_id else PLATFORM_CHAIN


def record(  # noqa: PLR0913 - an event has as many sides
    *,
    deed: str,
    about: tuple[str, int],
    sentence: str,
    by: Actor,
    at: datetime,
    unit_id: int | None = None,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
) -> Event:
    """Appends one event to a unit's chain, in the transaction of the deed.

    Args:
        deed: `context.noun.verb`, such as `organisations.unit.renamed`.
        about: Type and number of the record, such as `("unit", 17)`.
        sentence: What happened, in Chinese, for those who read the history.
        by: Who.
        at: When.
        unit_id: Whose chain; the actor's own unit where none is given.
        old: What the fields held before.
        new: What they hold now.

    Raises:
        RuntimeError: there is no transaction; an event never stands without its deed.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded inside the transaction of its deed")
    chain = _locked_chain(chain_key(unit_id or by.unit_id))
    event = Event(
        chain=chain,
        sequence=chain.length + 1,
        at=at,
        actor_id=by.user_id,
        actor_name=by.name,
        channel=by.channel,
        address=by.address,
        deed=deed,
        object_type=about[0],
        object_id=about[1],
        sentence=sentence,
        old=old or {},
        new=new or {},
        previous_hash=chain.head_hash,
    )
    event.hash = event.expected_hash()
    event.save(force_insert=True)
    chain.length, chain.head_hash = event.sequence, event.hash
    chain.save(update_fields=["length", "head_hash"])
    return event


def _locked_chain(key: str) -> Chain:
    """The head row serialises writers of one chain; SQLite's immediate transactions do it alone."""
    chain = Chain.objects.select_for_update().filter(key=key).first()
    if chain is None:
        Chain.objects.bulk_create([Chain(key=key)], ignore_conflicts=True)
        chain = Chain.objects.select_for_update().get(key=key)
    return chain


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


def post(*, to: str, subject: str, text: str, at: datetime, not_before: datetime) -> OutboxMessage:
    """Puts an e-mail into the outbox; the worker sends it after the transaction has ended."""
    return OutboxMessage.objects.create(
        message_id=f"<{secrets.token_hex(16)}@qingyuan>",
        to=to,
        subject=subject,
        text=text,
        written_at=at,
        not_before=not_before,
    )
