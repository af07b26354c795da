"""消息中心: the lines of the box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.models import Message, User
from qingyuan.server.organisations.models.messages import MessageQuerySet


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the list shows it."""

    title: str
    text: str
    url: str
    sent_at: datetime
    status: str
    is_unread: bool


STATES = {"unread": "未读", "open": "还没办的", "done": "已办的"}


def messages_of(user: User, state: str, about: str) -> MessageQuerySet:
    """The account's messages, newest first, narrowed by what the address says."""
    rows = Message.objects.visible_to(user)
    if state == "unread":
        rows = rows.unread()
    elif state == "open":
        rows = rows.filter(done_at=None)
    elif state == "done":
        rows = rows.exclude(done_at=None)
    if about:
        rows = rows.filter(about=about)
    return rows.order_by("-sent_at", "-pk")


def lines_of(messages: Sequence[Message]) -> tuple[Line, ...]:
    """A page of them."""
    return tuple(
        Line(
            title=message.title,
            text="；".join(message.text.splitlines()),
            url=reverse("reporting:message", args=[message.pk]),
            sent_at=message.sent_at,
            status=_status(message),
            is_unread=message.read_at is None,
        )
        for message in messages
    )


def _status(message: Message) -> str:
    if message.done_at is not None:
        return "已办"
    return "未读" if message.read_at is None else "已读"


def campaign_choices(user: User) -> list[tuple[str, str]]:
    """The campaigns by which messages can be narrowed."""
    rows = Campaign.objects.visible_to(user).order_by("-confirmed_at", "-pk")[:20]
    return [(f"campaign:{campaign.pk}", campaign.name) for campaign in rows]
