"""Task forces and complaint channels of the demo: led by the head, by another, or not set up."""

from __future__ import annotations

from datetime import datetime
from random import Random

from django.utils import timezone

from qingyuan.server.campaigns.actions.task_forces import (
    Member,
    PublishedChannel,
    publish_channel,
    save_task_force,
)
from qingyuan.server.campaigns.models import Campaign, TaskForceMember
from qingyuan.server.demo import names
from qingyuan.server.demo.people import somebody_at
from qingyuan.server.organisations.models import Unit

Duty = TaskForceMember.Duty


def set_up_task_force(
    *, campaign: Campaign, unit: Unit, led_by_head: bool, at: datetime, random: Random
) -> None:
    """A leader, a deputy, some members and a liaison."""
    save_task_force(
        campaign=campaign,
        unit=unit,
        members=_members(unit, led_by_head=led_by_head, random=random),
        version=0,
        set_up_on=timezone.localdate(at),
        document_number=f"{unit.name[:2]}〔{at.year}〕{unit.pk % 40 + 1}号",
        by=somebody_at(unit),
        at=at,
    )


def _members(unit: Unit, *, led_by_head: bool, random: Random) -> list[Member]:
    head, deputy = ("局长", "副局长") if unit.is_bureau else ("校长", "副校长")
    leader = Member(
        Duty.LEADER,
        names.person_name(random),
        head if led_by_head else deputy,
        is_unit_head=led_by_head,
        work="全面负责",
        phone=_phone(random),
    )
    deputies = [Member(Duty.DEPUTY, names.person_name(random), deputy, work="组织排查")]
    members = [
        Member(Duty.MEMBER, names.person_name(random), "主任", department, work="核对台账")
        for department in random.sample(("教务处", "总务处", "办公室", "电教室"), 2)
    ]
    liaison = Member(Duty.LIAISON, names.person_name(random), "干事", phone=_phone(random))
    return [leader, *deputies, *members, liaison]


def _phone(random: Random) -> str:
    """Eleven digits of a range that no operator has."""
    return f"100{random.randint(0, 99_999_999):08d}"


def publish(*, campaign: Campaign, unit: Unit, at: datetime, random: Random) -> None:
    """A telephone of an area code that does not exist, and where it was put up."""
    where = random.choice(("学校门口公示栏", "学校公众号", "致家长的一封信", "单位网站首页"))
    publish_channel(
        campaign=campaign,
        unit=unit,
        channel=PublishedChannel(
            published_on=timezone.localdate(at),
            published_where=where,
            phone=f"0990-{random.randint(0, 9_999_999):07d}",
            email=f"jubao{unit.pk}@example.cn" if random.random() < 0.4 else "",
        ),
        by=somebody_at(unit),
        at=at,
    )
