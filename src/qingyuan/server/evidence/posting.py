"""Sends what stands in the outbox; without a mail server it becomes files in a folder."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db.models import F

from qingyuan.server.evidence.models import OutboxMessage

_AT_ONCE = 100
_MAX_ATTEMPTS = 12
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=6)


def send_waiting(*, at: datetime) -> int:
    """Sends what is due; what does not go out is tried again, later each time, for about two days.

    The message id stays the same on every attempt, so that a server can drop a second copy.

    Returns:
        How many went out.
    """
    waiting = OutboxMessage.objects.filter(state=OutboxMessage.State.WAITING, not_before__lte=at)
    sent = 0
    for message in waiting.order_by("not_before", "pk")[:_AT_ONCE]:
        sent += _send(message, at)
    return sent


def _send(message: OutboxMessage, at: datetime) -> int:
    mail = EmailMessage(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        headers={"Message-ID": message.message_id},
        connection=get_connection(),
    )
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        _note_trouble(message, str(error)[:300], at)
        return 0
    rows = OutboxMessage.objects.filter(pk=message.pk, state=OutboxMessage.State.WAITING)
    return rows.update(state=OutboxMessage.State.SENT, sent_at=at, attempts=F("attempts") + 1)


def _note_trouble(message: OutboxMessage, trouble: str, at: datetime) -> None:
    attempts = message.attempts + 1
    wait = min(_FIRST_WAIT * 2**attempts, _LONGEST_WAIT)
    given_up = attempts >= _MAX_ATTEMPTS
    state = OutboxMessage.State.GIVEN_UP if given_up else OutboxMessage.State.WAITING
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=state, attempts=attempts, trouble=trouble, not_before=at + wait
    )
