"""The outbox: a message is written with the deed that it tells of, and sent after it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qingyuan.server.evidence.models import OutboxMessage

_ROWS_A_STATEMENT = 1_000


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail as it is to be sent."""

    to: str
    subject: str
    text: str


def post(*, to: str, subject: str, text: str, at: datetime, not_before: datetime) -> OutboxMessage:
    """Puts an e-mail into the outbox; the worker sends it after the transaction has ended."""
    row = _row(Letter(to, subject, text), at, not_before)
    row.save(force_insert=True)
    return row


def post_all(*, letters: Iterable[Letter], at: datetime, not_before: datetime) -> int:
    """The same for many at once."""
    rows = [_row(letter, at, not_before) for letter in letters]
    return len(OutboxMessage.objects.bulk_create(rows, batch_size=_ROWS_A_STATEMENT))


def _row(letter: Letter, at: datetime, not_before: datetime) -> OutboxMessage:
    return OutboxMessage(
        message_id=f"<{secrets.token_hex(16)}@qingyuan>",
        to=letter.to,
        subject=" ".join(letter.subject.split())[:200],
        text=letter.text,
        written_at=at,
        not_before=not_before,
    )
