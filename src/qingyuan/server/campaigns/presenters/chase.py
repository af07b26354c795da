"""The texts to paste into the chat group: to the units that have not signed, to the people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from qingyuan.core.conveyance.chase import Chase, chase_texts
from qingyuan.server.campaigns.due import conveyance_due_on
from qingyuan.server.campaigns.models import Receipt
from qingyuan.server.campaigns.standpoint import Standpoint

_NAMES_AT_MOST = 300
_COUNTERS = (
    "version",  # read for every row, as the rows come from their version
    "path",
    "units",
    "units_signed",
    "staff",
    "staff_reached",
    "units_without_roster",
    "unit__name",
)


@dataclass(frozen=True, slots=True)
class ChaseBox:
    """A text and what it is for."""

    box_id: str
    label: str
    text: str


def chase_boxes(
    at: Standpoint, due_on: date, today: date, links: tuple[str, str]
) -> tuple[ChaseBox, ...]:
    """Texts for the units below and for one's own staff; `links` are those of page and code."""
    notice_link, school_link = links
    boxes: list[ChaseBox] = []
    if at.receipt is None or at.receipt.units > 1:
        boxes += _to_units(at, due_on, today, notice_link)
    if at.receipt is not None and at.receipt.own_reached < at.receipt.own_staff and school_link:
        boxes += _to_people(at, due_on, today, school_link)
    return tuple(boxes)


def _to_units(at: Standpoint, due_on: date, today: date, link: str) -> Iterable[ChaseBox]:
    """Each level asks the next one: the units directly below, with how many lack in each."""
    rows = at.below().exclude(unit=at.unit).select_related("unit").only(*_COUNTERS)
    below = list(rows.order_by("path"))
    unsigned = [row for row in below if row.units_signed < row.units]
    if unsigned:
        names = [_with_units(row) for row in unsigned]
        texts = _texts(at, "还没有签收活动通知", names, due_on, today, link)
        yield from _boxes("unsigned", "发给还没签收的单位", texts)
    signed = (row for row in below if row.units_signed == row.units)
    unreached = [_with_people(row) for row in signed if _has_people_missing(row)]
    if unreached:
        texts = _texts(at, "已签收，还没有传达到全部教职员工", unreached, due_on, today, link)
        yield from _boxes("unreached", "发给签收了、还没传达到人的单位", texts)


def _to_people(at: Standpoint, due_on: date, today: date, link: str) -> Iterable[ChaseBox]:
    rows = at.version.acknowledgements.filter(unit=at.unit).unreached().order_by("pk")
    people = rows.values_list("person__name", "person__number")[:_NAMES_AT_MOST]
    names = [name or number for name, number in people]
    texts = _texts(
        at, "还没有确认活动通知", names, due_on, today, link, counted_as="名教职员工", minutes=1
    )
    yield from _boxes("people", "发给本单位还没确认的教职员工", texts)


def _texts(  # noqa: PLR0913, PLR0917 - the sides of a message
    at: Standpoint,
    matter: str,
    names: Sequence[str],
    due_on: date,
    today: date,
    link: str,
    *,
    counted_as: str = "个单位",
    minutes: int = 2,
) -> tuple[str, ...]:
    chase = Chase(
        issuer=at.unit.name,
        campaign=at.notice.campaign.name,
        matter=matter,
        due_on=due_on,
        minutes=minutes,
        link=link,
        names=tuple(names),
        counted_as=counted_as,
    )
    return chase_texts(chase, today)


def _boxes(prefix: str, label: str, texts: Sequence[str]) -> Iterable[ChaseBox]:
    for place, text in enumerate(texts, start=1):
        part = f"（{place} / {len(texts)}）" if len(texts) > 1 else ""
        yield ChaseBox(f"{prefix}-{place}", f"{label}{part}", text)


def _has_people_missing(receipt: Receipt) -> bool:
    return receipt.staff_reached < receipt.staff or receipt.units_without_roster > 0


def _with_units(receipt: Receipt) -> str:
    missing = receipt.units - receipt.units_signed
    return f"{receipt.unit.name}（{missing} 个单位）" if receipt.units > 1 else receipt.unit.name


def _with_people(receipt: Receipt) -> str:
    missing = receipt.staff - receipt.staff_reached
    return f"{receipt.unit.name}（{missing} 人）" if missing else f"{receipt.unit.name}（没有名册）"


def proposed_due_date(at: Standpoint) -> date:
    """The end of the stage in which the notice went out, else three workdays later."""
    issued_on = timezone.localdate(at.version.issued_at or timezone.now())
    return conveyance_due_on(at.notice.campaign.stages.all(), issued_on)
