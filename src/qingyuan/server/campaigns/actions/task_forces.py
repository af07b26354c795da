"""Deeds on task forces and complaint channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from qingyuan.core.deadlines.local_time import local_day
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import progress
from qingyuan.server.campaigns.actions.notices import Attachment
from qingyuan.server.campaigns.models import (
    Campaign,
    ComplaintChannel,
    TaskForce,
    TaskForceMember,
)
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Unit

Duty = TaskForceMember.Duty
_CHANGED = "刚才有别人改了，请刷新后再改。你填的内容还在这一页，没有保存"


@dataclass(frozen=True, slots=True)
class Member:
    """One line of the list as filled in."""

    duty: Duty
    name: str
    position: str = ""
    department: str = ""
    is_unit_head: bool = False
    work: str = ""
    phone: str = ""


@transaction.atomic
def save_task_force(  # noqa: PLR0913 - a task force has as many sides
    *,
    campaign: Campaign,
    unit: Unit,
    members: Sequence[Member],
    version: int,
    by: Actor,
    at: datetime,
    set_up_on: date | None = None,
    document_number: str = "",
) -> TaskForce:
    """Saves the whole list as filled in; whether the head leads is a prompt, not a bar.

    Args:
        campaign: For which campaign.
        unit: Whose task force.
        members: All lines.
        version: The version that was read; 0 where there was none.
        by: Who.
        at: When.
        set_up_on: When it was set up.
        document_number: The document that set it up.
    """
    _check_members(members)
    force = _own_row(campaign, unit, version)
    force.set_up_on, force.document_number = set_up_on, document_number.strip()
    force.save(update_fields=["set_up_on", "document_number"])
    before = force.members.count()
    force.members.all().delete()
    TaskForceMember.objects.bulk_create(_member_row(force, member) for member in members)
    record(
        deed="campaigns.task_force.saved",
        about=("task_force", force.pk),
        sentence=f"保存工作专班名单，{before} 人改为 {len(members)} 人",
        unit_id=unit.pk,
        by=by,
        at=at,
        new={"leaders": [member.name for member in members if member.duty == Duty.LEADER]},
    )
    progress.note(campaign.pk, unit, task_force=True, led_by_head=is_led_by_head(members))
    return force


def _own_row(campaign: Campaign, unit: Unit, version: int) -> TaskForce:
    """The unit's row, claimed against the version that was read."""
    force, made = TaskForce.objects.get_or_create(campaign=campaign, unit=unit)
    if made and not version:
        return force
    rows = TaskForce.objects.filter(pk=force.pk, version=version)
    if not rows.update(version=F("version") + 1):
        raise Refused(_CHANGED, code="changed_meanwhile")
    force.refresh_from_db()
    return force


def _member_row(force: TaskForce, member: Member) -> TaskForceMember:
    return TaskForceMember(
        task_force=force,
        duty=member.duty,
        name=member.name.strip(),
        position=member.position.strip(),
        department=member.department.strip(),
        is_unit_head=member.is_unit_head,
        work=member.work.strip(),
        phone=member.phone.strip(),
    )


def is_led_by_head(members: Sequence[TaskForceMember] | Sequence[Member]) -> bool:
    """四.1: whether 主要负责同志 leads."""
    return any(member.duty == Duty.LEADER and member.is_unit_head for member in members)


def _check_members(members: Sequence[Member]) -> None:
    if not members:
        raise Refused("请至少填写组长", code="no_members")
    for number, member in enumerate(members, start=1):
        if not member.name.strip():
            raise Refused(f"第 {number} 行没有写姓名", code="no_name")
    leaders = [member.name for member in members if member.duty == Duty.LEADER]
    if len(leaders) > 1:
        raise Refused(
            f"组长只能有一位，现在有 {len(leaders)} 位：{'、'.join(leaders)}", code="two_leaders"
        )
    if not leaders:
        raise Refused("还缺组长。通知要求单位主要负责同志挂帅", code="no_leader")


@dataclass(frozen=True, slots=True)
class PublishedChannel:
    """A complaint channel as published."""

    published_on: date
    published_where: str
    phone: str = ""
    email: str = ""
    address: str = ""


@transaction.atomic
def publish_channel(  # noqa: PLR0913 - a channel has as many sides
    *,
    campaign: Campaign,
    unit: Unit,
    channel: PublishedChannel,
    by: Actor,
    at: datetime,
    attachment: Attachment | None = None,
) -> ComplaintChannel:
    """公布投诉受理渠道: what was published, where and when; a picture is welcome, not required."""
    if not (channel.phone.strip() or channel.email.strip() or channel.address.strip()):
        raise Refused("电话、邮箱、地址至少写一项", code="no_channel")
    if not channel.published_where.strip():
        raise Refused("请写明公布在哪里，如“学校门口公示栏”", code="no_place")
    if channel.published_on > local_day(at):
        raise Refused("公布日期还没有到，请核对", code="date_ahead")
    row, _ = ComplaintChannel.objects.update_or_create(
        campaign=campaign,
        unit=unit,
        defaults={
            "phone": channel.phone.strip(),
            "email": channel.email.strip(),
            "address": channel.address.strip(),
            "published_on": channel.published_on,
            "published_where": channel.published_where.strip(),
            **(_file_fields(attachment)),
        },
    )
    record(
        deed="campaigns.complaint_channel.published",
        about=("complaint_channel", row.pk),
        sentence=f"公布投诉受理渠道：{channel.published_where.strip()}",
        unit_id=unit.pk,
        by=by,
        at=at,
    )
    progress.note(campaign.pk, unit, channel=True)
    return row


def _file_fields(attachment: Attachment | None) -> dict[str, object]:
    if attachment is None:
        return {}
    return {"file": attachment.file, "file_name": attachment.name}
