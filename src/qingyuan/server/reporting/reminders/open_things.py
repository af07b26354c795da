"""What units still have to do in a campaign, from content, never from ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from qingyuan.core.conveyance.chase import matter_of
from qingyuan.core.conveyance.unreached import UnreachedReason
from qingyuan.server.campaigns.due import conveyance_due_on
from qingyuan.server.campaigns.models import (
    Campaign,
    Deliverable,
    DueDate,
    NoticeVersion,
    Receipt,
    Submission,
    UnitProgress,
)
from qingyuan.server.organisations.models import UnitKind

_DEPLOYMENT = Deliverable.Kind.DEPLOYMENT_REPORT
_RETURNED = "的报送材料被退回，还没有改好重报"


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One thing that one unit has not done.

    Attributes:
        topic: What it is about, as messages carry it.
        unit_id: Whose it is.
        path: Where the unit stands.
        due_on: Until when.
        told_at: When the unit was told of it first.
        matter: What follows the unit's name in a reminder: 还没有签收活动通知.
        minutes: How long it takes.
        link: Where to do it.
        missing: Under which heading the level above finds those who lack it; may be empty.
    """

    topic: str
    unit_id: int
    path: str
    due_on: date
    told_at: datetime | None
    matter: str
    minutes: int
    link: str
    missing: str


def open_things(campaign: Campaign, at: datetime) -> Iterator[OpenThing]:
    """All of a campaign that is under way."""
    stages = list(campaign.stages.all())
    versions = NoticeVersion.objects.filter(
        notice__campaign=campaign, state=NoticeVersion.State.ISSUED
    ).select_related("notice")
    told_at: datetime | None = None
    due_on = stages[0].ends_on if stages else None
    for version in versions.order_by("issued_at"):
        issued_at = version.issued_at or at
        told_at = told_at or issued_at
        until = conveyance_due_on(stages, timezone.localdate(issued_at))
        yield from _of_notice(version, until)
    if due_on is not None:
        yield from _of_setting_up(campaign, due_on, told_at)
    for deliverable in campaign.deliverables.select_related("campaign"):
        yield from _of_deliverable(deliverable, told_at or campaign.confirmed_at, at)


def _of_notice(version: NoticeVersion, due_on: date) -> Iterator[OpenThing]:
    receipts = Receipt.objects.filter(version=version).with_gaps().order_by("path")
    for receipt in receipts.iterator():
        unsigned = receipt.signed_at is None
        yield OpenThing(
            topic=f"notice:{version.pk}",
            unit_id=receipt.unit_id,
            path=receipt.path,
            due_on=due_on,
            told_at=receipt.sent_at,
            matter=_matter(receipt),
            minutes=2 if unsigned else 10,
            link=reverse("campaigns:receipt", args=[receipt.pk]),
            missing=_missing(receipt),
        )


def _missing(receipt: Receipt) -> str:
    if receipt.signed_at is None:
        return "unsigned"
    return "unreached" if receipt.own_staff else "no_roster"


def _matter(receipt: Receipt) -> str:
    if receipt.signed_at is None:
        opened = receipt.opened_at is not None
        reason = UnreachedReason.NOT_ACKNOWLEDGED if opened else UnreachedReason.NOT_OPENED
        return matter_of(reason)
    missing = receipt.own_staff - receipt.own_reached
    reason = UnreachedReason.NOT_ACKNOWLEDGED if missing else UnreachedReason.NO_ROSTER
    return matter_of(reason, missing)


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a unit has to set up or to publish, and has not."""

    topic: str
    matter: str
    minutes: int
    missing: str
    page: str


_NO_FORCE = _Lack("task_force", "还没有登记工作专班", 10, "no_task_force", "own_task_force")
_NOT_LED = _Lack(
    "task_force", "的工作专班还不是主要负责同志任组长", 5, "not_led_by_head", "own_task_force"
)
_NO_CHANNEL = _Lack("complaint_channel", "还没有公布投诉受理渠道", 5, "no_channel", "own_channel")


def _lacks(row: UnitProgress) -> Iterator[_Lack]:
    if not row.has_task_force:
        yield _NO_FORCE
    elif not row.is_led_by_head:
        yield _NOT_LED
    if not row.has_channel:
        yield _NO_CHANNEL


def _of_setting_up(
    campaign: Campaign, due_on: date, told_at: datetime | None
) -> Iterator[OpenThing]:
    rows = UnitProgress.objects.filter(campaign=campaign, is_expected=True).with_gaps()
    for row in rows.order_by("path").iterator():
        for lack in _lacks(row):
            yield OpenThing(
                topic=f"{lack.topic}:{campaign.pk}",
                unit_id=row.unit_id,
                path=row.path,
                due_on=due_on,
                told_at=told_at,
                matter=lack.matter,
                minutes=lack.minutes,
                link=reverse(f"campaigns:{lack.page}", args=[campaign.pk]),
                missing=lack.missing,
            )


def _of_deliverable(
    deliverable: Deliverable, told_at: datetime | None, at: datetime
) -> Iterator[OpenThing]:
    own, common = _due_dates(deliverable, at)
    newest = Submission.objects.standing().filter(deliverable=deliverable)
    done = set(newest.exclude(state=Submission.State.RETURNED).values_list("unit_id", flat=True))
    returned = set(newest.filter(state=Submission.State.RETURNED).values_list("unit_id", flat=True))
    for unit_id, path in _owing(deliverable):
        if unit_id not in done:
            yield OpenThing(
                topic=f"deliverable:{deliverable.pk}",
                unit_id=unit_id,
                path=path,
                due_on=max(own.get(unit_id, common), common),  # an extension takes no time away
                told_at=told_at,
                matter=_RETURNED if unit_id in returned else f"还没有报送“{deliverable.name}”",
                minutes=20,
                link=reverse("campaigns:file", args=[deliverable.pk]),
                missing="no_report" if deliverable.kind == _DEPLOYMENT else "",
            )


def _owing(deliverable: Deliverable) -> Iterable[tuple[int, str]]:
    """The expected units that owe it, as `Deliverable.is_owed_by` says of one."""
    kinds = [UnitKind(kind) for kind in deliverable.unit_kinds]
    expected = deliverable.campaign.expected_units.filter(is_expected=True, unit__kind__in=kinds)
    if deliverable.directly_below:
        expected = expected.filter(unit__parent=deliverable.campaign.unit_id)
    return expected.order_by("path").values_list("unit_id", "path").iterator()


def _due_dates(deliverable: Deliverable, at: datetime) -> tuple[dict[int, date], date]:
    """The newest date of each unit that has one of its own, and the newest for all."""
    own: dict[int, date] = {}
    common = deliverable.due_on
    for row in DueDate.objects.filter(deliverable=deliverable, set_at__lte=at):
        if row.unit_id is None:
            common = row.due_on
        else:
            own[row.unit_id] = row.due_on
    return own, common
