"""How the deployment report words documents, meetings, channels and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qingyuan.core.identifiers import document_number
from qingyuan.core.reports.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingyuan.core.reports.deployment_figures import (
        Channel,
        Children,
        DeploymentFigures,
        FollowUpDocument,
        Meeting,
    )

Parts = tuple[str | int, ...]
"""Pieces of a sentence; an `int` is a figure."""
NAMED_IN_TEXT: Final = 10
"""More names than these make a sentence nobody can read: the table has them."""


def title_words(figures: DeploymentFigures) -> str:
    """The report's title; spaces beside Latin letters are for the screen."""
    return f"关于{figures.campaign.replace(' ', '')}工作部署情况的报告"


def named_document(title: str, number: str) -> str:
    """A document by title and number, its brackets hexagonal.

    >>> named_document("关于开展APP排查整治活动的通知", "云教体[2023]021号")
    '《关于开展APP排查整治活动的通知》（云教体〔2023〕21号）'
    """
    bare = title.strip().removeprefix("《").removesuffix("》")
    return f"《{bare}》" + (f"（{document_number.compact(number)}）" if number else "")


def document_parts(document: FollowUpDocument) -> Parts:
    """When which document was issued."""
    named = named_document(document.title, document.number)
    return (f"{date_words(document.issued_on)}印发{named}",)


def meeting_parts(meeting: Meeting) -> Parts:
    """When which meeting was held, with how many."""
    held = f"{date_words(meeting.held_on)}召开{meeting.name}"
    return (held,) if meeting.attended is None else (f"{held}，", meeting.attended, "人参加")


def channel_words(channel: Channel) -> str:
    """A channel, and where and since when people can find it."""
    on = date_words(channel.published_on) if channel.published_on else ""
    place = f"在{channel.published_at}" if channel.published_at else ""
    published = f"，{on}{place}公布" if on or place else ""
    return f"{channel.kind}{channel.address}{published}"


def listed(items: Iterable[Parts]) -> Parts:
    """Items after a colon, semicolons between them and a full stop at the end."""
    parts: list[str | int] = []
    for item in items:
        parts += ["；" if parts else "：", *item]
    return (*parts, "。")


def names_of(names: Sequence[str], children: Children, lead: str, count: int) -> Parts:
    """尚未签收的2所：甲、乙。 Nothing where there are none; too many names are in the table."""
    if not names:
        return ()
    if len(names) > NAMED_IN_TEXT:
        return (lead, count, f"{children.measure}，见附表。")
    return (lead, count, f"{children.measure}：{'、'.join(names)}。")
