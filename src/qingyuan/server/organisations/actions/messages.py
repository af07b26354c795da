"""Deeds on messages: tell posts, by e-mail too where that is wanted; read, settle, choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.evidence.actions import post_all, record
from qingyuan.server.evidence.actions.outbox import Letter
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Message, Post, User
from qingyuan.server.organisations.quiet import quiet_hours

_ROWS_A_STATEMENT = 2_000
_TITLE, _TEXT = 120, 600


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to one post; `letter` is the text of the e-mail where it says more."""

    post: Post
    topic: str
    title: str
    text: str = ""
    link: str = ""
    about: str = ""
    letter: str = ""


def tell(  # noqa: PLR0913 - a message has as many parts
    *,
    posts: Iterable[Post],
    topic: str,
    title: str,
    at: datetime,
    text: str = "",
    link: str = "",
    about: str = "",
) -> int:
    """Puts the same message into each post's box, in the caller's transaction."""
    return deliver(drafts=[Draft(post, topic, title, text, link, about) for post in posts], at=at)


def deliver(*, drafts: Sequence[Draft], at: datetime) -> int:
    """Puts messages into boxes, and into the outbox for holders who want them by e-mail.

    E-mails wait for the end of the quiet hours.
    """
    made = Message.objects.bulk_create(
        [
            Message(
                post=draft.post,
                topic=draft.topic,
                about=draft.about,
                title=_cut(draft.title, _TITLE),
                text=_cut(draft.text, _TEXT),
                link=draft.link,
                sent_at=at,
            )
            for draft in drafts
        ],
        batch_size=_ROWS_A_STATEMENT,
    )
    not_before = quiet_hours().next_open(at)
    for start in range(0, len(drafts), _ROWS_A_STATEMENT):
        _post_letters(drafts[start : start + _ROWS_A_STATEMENT], at, not_before)
    return len(made)


def _post_letters(drafts: Sequence[Draft], at: datetime, not_before: datetime) -> None:
    wanting = User.objects.filter(
        pk__in={draft.post.holder_id for draft in drafts}, is_active=True, wants_email=True
    )
    holders = {user.pk: user for user in wanting.exclude(email="")}
    letters = [
        _letter(draft, holders[draft.post.holder_id])
        for draft in drafts
        if draft.post.holder_id in holders
    ]
    post_all(letters=letters, at=at, not_before=not_before)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _letter(draft: Draft, holder: User) -> Letter:
    address = f"{settings.PUBLIC_ADDRESS.rstrip('/')}{draft.link}" if draft.link else ""
    way = (
        f"打开：{address}" if settings.PUBLIC_ADDRESS and address else "请登录平台，在“消息”里打开"
    )
    parts = (
        f"{holder.name}：",
        draft.letter or draft.text or draft.title,
        way,
        f"{settings.PLATFORM_NAME}\n不想收邮件，可以在“消息”的“接收方式”里关掉。",
    )
    return Letter(to=holder.email, subject=draft.title, text="\n\n".join(parts))


def mark_read(*, message: Message, at: datetime) -> None:
    """Notes that it was opened; the first time counts."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=at)


def mark_all_read(*, user: User, at: datetime) -> int:
    """Notes that everything in the account's boxes was looked at."""
    return Message.objects.visible_to(user).unread().update(read_at=at)


def settle(*, topic: str, unit_id: int, at: datetime) -> None:
    """What a topic asked of a unit is done: its messages ask no more."""
    Message.objects.filter(topic=topic, post__unit_id=unit_id, done_at=None).update(done_at=at)


@transaction.atomic
def choose_channels(*, user: User, email: str, wants_email: bool, by: Actor, at: datetime) -> None:
    """接收方式: the account's own e-mail address, and whether messages go there too."""
    email = email.strip()
    if wants_email and not email:
        raise Refused("要用邮件接收，请先写邮箱", code="no_email")
    if email:
        _check_email(email)
    User.objects.filter(pk=user.pk).update(email=email, wants_email=wants_email)
    record(
        deed="organisations.user.channels_chosen",
        about=("user", user.pk),
        sentence=f"{user.name} {'用邮件接收消息' if wants_email else '不用邮件接收消息'}",
        by=by,
        at=at,
    )


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("邮箱要写成 name@example.cn 的样子", code="email") from error
