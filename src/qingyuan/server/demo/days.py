"""What became of the notice, unit by unit, through the site's own deeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from qingyuan.server.campaigns.actions.acknowledgements import (
    MeetingRecord,
    acknowledge,
    excuse,
    record_meeting,
)
from qingyuan.server.campaigns.actions.receipts import (
    OwnDeployment,
    open_receipt,
    pass_on,
    sign_receipt,
)
from qingyuan.server.campaigns.models import Acknowledgement, PassingOn, QuizResult, Receipt, Way
from qingyuan.server.demo.papers import paper_of
from qingyuan.server.demo.people import somebody_at
from qingyuan.server.organisations.models import Unit, UnitKind

_PRESSED_ONE_BY_ONE = 40
_QUESTIONS = ("without_filing", "without_decision", "charging")


@dataclass(frozen=True, slots=True)
class Times:
    """Between when and when things happen."""

    first: datetime
    last: datetime

    def draw(self, random: Random) -> datetime:
        """A moment in between."""
        span = (self.last - self.first).total_seconds()
        return self.first + timedelta(seconds=int(random.uniform(0, span)))


def play(receipt: Receipt, *, times: Times, random: Random) -> None:
    """One unit: nothing yet, opened only, or signed and passed on to its people."""
    unit, at = receipt.unit, times.draw(random)
    by = somebody_at(unit)
    fate = random.random()
    if unit.kind == UnitKind.ZONE or fate < 0.12:  # sent, and not even opened
        return
    if fate < 0.22:
        open_receipt(receipt=receipt, by=by, at=at)
        return
    if receipt.signed_at is None:
        sign_receipt(receipt=receipt, by=by, at=at)
    later = min(at + timedelta(hours=random.randint(1, 30)), times.last)
    if unit.is_bureau or random.random() < 0.6:
        _pass_on(receipt, later, random)
    _reach_people(receipt, later, random)


def _pass_on(receipt: Receipt, at: datetime, random: Random) -> None:
    unit = receipt.unit
    kind = random.choice((PassingOn.Kind.DOCUMENT, PassingOn.Kind.MEETING))
    by_document = kind is PassingOn.Kind.DOCUMENT
    short = unit.name[:2]
    title = "转发《关于开展 APP 排查整治活动的通知》" if by_document else "APP 排查整治动员部署会"
    paper = (
        paper_of(
            unit=unit.name,
            title="转发通知",
            lines=("现将市局通知转发给你们，请结合实际认真落实。",),
            at=at,
        )
        if by_document
        else None
    )
    pass_on(
        receipt=receipt,
        deployment=OwnDeployment(
            kind=kind,
            title=title,
            held_on=timezone.localdate(at),
            document_number=f"{short}教〔{at.year}〕{unit.pk % 60 + 1}号" if by_document else "",
            place="" if by_document else "三楼会议室",
            attended=None if by_document else random.randint(8, 40),
        ),
        attachment=paper,
        by=somebody_at(unit),
        at=at,
    )


def _reach_people(receipt: Receipt, at: datetime, random: Random) -> None:
    rows = list(
        Acknowledgement.objects.filter(version_id=receipt.version_id, unit_id=receipt.unit_id)
        .select_related("person", "version")
        .order_by("pk")
    )
    random.shuffle(rows)
    rows = rows[:_PRESSED_ONE_BY_ONE]  # in a large city a unit has hundreds
    way = random.choice(_WAYS)
    way(receipt, rows, at, random)
    if len(rows) > 3 and random.random() < 0.4:
        _excuse_one(rows, receipt.unit, at, random)
    if any(row.way in {Way.LINK, Way.CODE} for row in rows):
        _answer_quiz(receipt, rows, random)


def _by_meeting(
    receipt: Receipt, rows: Sequence[Acknowledgement], at: datetime, random: Random
) -> None:
    """A meeting for most; whoever was away acknowledges by link, or not at all."""
    present = rows[: max(1, len(rows) - random.randint(0, 2))]
    if not rows:
        return
    record_meeting(
        receipt=receipt,
        meeting=MeetingRecord(
            "全体教职工会（传达 APP 排查整治通知）", timezone.localdate(at), "阶梯教室"
        ),
        present=[row.person_id for row in present],
        by=somebody_at(receipt.unit),
        at=at,
    )
    for row in rows[len(present) :]:
        if random.random() < 0.5:
            _acknowledge(row, Way.LINK, at)


def _by_link(
    _receipt: Receipt, rows: Sequence[Acknowledgement], at: datetime, random: Random
) -> None:
    for row in rows:
        if random.random() < 0.85:
            _acknowledge(row, Way.LINK, at + timedelta(minutes=random.randint(0, 20)))


def _by_code(
    _receipt: Receipt, rows: Sequence[Acknowledgement], at: datetime, random: Random
) -> None:
    for row in rows[: len(rows) - random.randint(0, 3)]:
        _acknowledge(row, Way.CODE, at)


_Way = Callable[[Receipt, Sequence[Acknowledgement], datetime, Random], None]
_WAYS: tuple[_Way, ...] = (_by_meeting, _by_link, _by_code)


def _acknowledge(row: Acknowledgement, way: Way, at: datetime) -> None:
    if acknowledge(acknowledgement=row, way=way, at=at):
        row.reached_at, row.way = at, way


def _excuse_one(rows: Sequence[Acknowledgement], unit: Unit, at: datetime, random: Random) -> None:
    row = Acknowledgement.objects.filter(
        pk__in=[row.pk for row in rows], reached_at=None, excused=""
    ).first()
    if row is None:
        return
    if random.random() < 0.6:
        reason = random.choice(("长期病假", "已调离", "产假"))
        excuse(acknowledgement=row, reason=reason, by=somebody_at(unit), at=at)
    else:
        Acknowledgement.objects.filter(pk=row.pk).update(delivery_trouble="没有联系方式")


def _answer_quiz(receipt: Receipt, rows: Sequence[Acknowledgement], random: Random) -> None:
    asked = sum(row.way in {Way.LINK, Way.CODE} for row in rows)
    QuizResult.objects.bulk_create(
        QuizResult(
            version_id=receipt.version_id,
            unit=receipt.unit,
            path=receipt.path,
            question=question,
            asked=asked,
            right=sum(random.random() < 0.8 for _ in range(asked)),
        )
        for question in _QUESTIONS
    )
