"""Gathers what a deployment report says from what the site knows; five questions in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import CharField, F, Value
from django.utils import timezone

from qingyuan.core.reports.deployment_figures import (
    Channel,
    DeploymentFigures,
    FollowUpDocument,
    Member,
)
from qingyuan.core.reports.deployment_figures import Meeting as HeldMeeting
from qingyuan.server.campaigns.deployment.counting import Counted, counted
from qingyuan.server.campaigns.models import (
    Campaign,
    ComplaintChannel,
    Meeting,
    PassingOn,
    Receipt,
    TaskForceMember,
)
from qingyuan.server.campaigns.presenters.task_force_page import is_led_by_head
from qingyuan.server.organisations.models import Unit


def gather(campaign: Campaign, unit: Unit, made_on: date) -> DeploymentFigures:
    """The figures as they stand."""
    return figures_of(campaign, unit, counted(campaign, unit), made_on)


def figures_of(
    campaign: Campaign, unit: Unit, numbers: Counted, made_on: date
) -> DeploymentFigures:
    """The same from counters that have been asked for already."""
    means = _means(numbers.receipt)
    members = _members(campaign, unit)
    receipt = numbers.receipt
    notice = receipt.version.notice if receipt else None
    return DeploymentFigures(
        unit=unit.name,
        superior=_superior(campaign, unit),
        campaign=campaign.name,
        document=notice.title if notice else campaign.document_title,
        document_number=campaign.document_number or (notice.document_number if notice else ""),
        made_on=made_on,
        received_on=_day_of(receipt.signed_at) if receipt else None,
        sent_on=_sent_on(receipt, means),
        documents=tuple(FollowUpDocument(t, n, on) for kind, t, n, on, _ in means if kind == _DOC),
        meetings=tuple(HeldMeeting(t, on, a) for kind, t, _, on, a in means if kind != _DOC),
        coverage=numbers.coverage,
        members=tuple(_member(each) for each in members),
        led_by_head=is_led_by_head(members),
        channels=_channels(campaign, unit),
        **_of_children(numbers),  # type: ignore[arg-type]
    )


_DOC = PassingOn.Kind.DOCUMENT
_Means = tuple[str, str, str, date, int | None]


def recounted(then: DeploymentFigures, numbers: Counted) -> DeploymentFigures:
    """Figures of a paper with the counters of today in them; the rest stays as it went out."""
    return replace(then, coverage=numbers.coverage, **_of_children(numbers))  # type: ignore[arg-type]


def _of_children(numbers: Counted) -> dict[str, object]:
    if not numbers.children:
        return {}
    return {
        "children": numbers.children,
        "by_unit": numbers.by_unit,
        "task_forces": numbers.expected(lambda row: row.task_forces),
        "children_led_by_head": sum(row.led_by_head for row in numbers.below),
        "not_led_by_head": numbers.names(lambda row: row.task_forces - row.led_by_head),
        "child_channels": numbers.expected(lambda row: row.channels),
    }


def _means(receipt: Receipt | None) -> Sequence[_Means]:
    """Documents and meetings by which the unit passed the notice on: one question."""
    if receipt is None:
        return []
    passed = PassingOn.objects.filter(receipt=receipt).values_list(
        "kind", "title", "document_number", "held_on", "attended"
    )
    met = (
        Meeting.objects.filter(version=receipt.version_id, unit=receipt.unit_id)
        .annotate(
            kind_=Value(str(PassingOn.Kind.MEETING), output_field=CharField()),
            number_=Value("", output_field=CharField()),
            attended_=F("attended"),
        )
        .values_list("kind_", "title", "number_", "held_on", "attended_")
    )
    return sorted(passed.order_by().union(met, all=True), key=lambda row: (row[3], row[1]))


def _members(campaign: Campaign, unit: Unit) -> list[TaskForceMember]:
    rows = TaskForceMember.objects.filter(task_force__campaign=campaign, task_force__unit=unit)
    return list(rows)


def _member(member: TaskForceMember) -> Member:
    return Member(
        name=member.name,
        post=" ".join(part for part in (member.department, member.position) if part),
        role=member.get_duty_display(),
        duty=member.work,
        contact=member.phone,
    )


def _channels(campaign: Campaign, unit: Unit) -> tuple[Channel, ...]:
    row = ComplaintChannel.objects.filter(campaign=campaign, unit=unit).first()
    if row is None:
        return ()
    ways = (("电话", row.phone), ("邮箱", row.email), ("来信来访地址：", row.address))
    where, on = row.published_where, row.published_on
    return tuple(Channel(kind, value, where, on) for kind, value in ways if value)


def _superior(campaign: Campaign, unit: Unit) -> str:
    if unit.parent_id == campaign.unit_id:
        return campaign.unit.name
    return unit.parent.name if unit.parent else campaign.unit.name


def _sent_on(receipt: Receipt | None, means: Sequence[_Means]) -> date | None:
    """The day of its own first document or meeting; else when the site sent it to all."""
    if means:
        return means[0][3]
    return _day_of(receipt.sent_at) if receipt else None


def _day_of(moment: object) -> date | None:
    return timezone.localdate(moment) if moment else None  # type: ignore[arg-type]
