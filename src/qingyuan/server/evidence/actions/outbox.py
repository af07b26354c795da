"""The outbox: a message is written with the deed that it tells of, and sent after it."""

from __future__ import annotations

import secrets
from datetime import datetime

from qingyuan.server.evidence.models import OutboxMessage


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
