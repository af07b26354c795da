"""Deeds on messages: tell the posts of a unit, mark as read, mark as done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from qingyuan.server.organisations.models import Message, Post


def tell(  # noqa: PLR0913 - a message has as many parts
    *,
    posts: Iterable[Post],
    topic: str,
    title: str,
    at: datetime,
    text: str = "",
    link: str = "",
) -> int:
    """Puts a message into each post's box, in the caller's transaction."""
    made = Message.objects.bulk_create(
        [
            Message(post=post, topic=topic, title=title, text=text, link=link, sent_at=at)
            for post in posts
        ],
        batch_size=2_000,
    )
    return len(made)


def mark_read(*, message: Message, at: datetime) -> None:
    """Notes that it was opened; the first time counts."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=at)


def settle(*, topic: str, unit_id: int, at: datetime) -> None:
    """What a topic asked of a unit is done: its messages ask no more."""
    Message.objects.filter(topic=topic, post__unit_id=unit_id, done_at=None).update(done_at=at)
