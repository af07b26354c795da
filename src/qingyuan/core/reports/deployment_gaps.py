"""What the deployment report still lacks, shown before it is printed.

A gap is a prompt and forbids nothing: the report can be sent with it, and says what is so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingyuan.core.reports.deployment_figures import DeploymentFigures

_NAMED: Final = 5


class GapKind(StrEnum):
    """What is lacking; the page links each kind to the place where it can be mended."""

    RECEIPT = "receipt"
    MEANS = "means"
    UNITS_NOT_SENT = "units_not_sent"
    UNITS_NOT_SIGNED = "units_not_signed"
    ROSTERS = "rosters"
    STAFF = "staff"
    TASK_FORCE = "task_force"
    LEADER = "leader"
    HEAD = "head"
    DUTIES = "duties"
    CONTACTS = "contacts"
    CHILD_FORCES = "child_forces"
    CHILD_HEADS = "child_heads"
    CHANNEL = "channel"
    CHILD_CHANNELS = "child_channels"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is lacking, and what to do; `names` are all units or people it concerns."""

    kind: GapKind
    fact: str
    todo: str
    names: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The gap for people: what is so, whom it concerns, what to do."""
        shown = "、".join(self.names[:_NAMED]) + ("等" if len(self.names) > _NAMED else "")
        return f"{self.fact}：{shown}。{self.todo}" if shown else f"{self.fact}。{self.todo}"


def deployment_gaps(figures: DeploymentFigures) -> tuple[Gap, ...]:
    """Every gap, in the order of the report's sections."""
    sections = (_deployed, _units, _people, _own_force, _members, _child_forces, _channels)
    return tuple(chain.from_iterable(section(figures) for section in sections))


def _deployed(figures: DeploymentFigures) -> Iterator[Gap]:
    if not figures.received_on:
        yield Gap(GapKind.RECEIPT, "收到通知的日期没有登记", "请在通知页签收，或在报告里填写日期")
    if not figures.documents and not figures.meetings:
        yield Gap(
            GapKind.MEANS,
            "没有登记印发的文件，也没有登记召开的会议",
            "请登记一份文件或一次会议；用别的方式部署的，在报告里写明",
        )


def _units(figures: DeploymentFigures) -> Iterator[Gap]:
    children, coverage = figures.children, figures.coverage
    if not children:
        return
    unsent = coverage.units - coverage.units_sent
    if unsent:
        fact = f"通知还没有下发到 {unsent} {children}"
        yield Gap(GapKind.UNITS_NOT_SENT, fact, "请在通知页选中这些单位下发")
    unsigned = tuple(
        unit.unsigned_words(f" {children.measure}")
        for unit in figures.by_unit
        if unit.coverage.units_unreached
    )
    if coverage.units_unreached:
        fact = f"{coverage.units_unreached} {children}还没有签收通知"
        yield Gap(GapKind.UNITS_NOT_SIGNED, fact, "请复制催办的话发到工作群", unsigned)


def _people(figures: DeploymentFigures) -> Iterator[Gap]:
    children, coverage = figures.children, figures.coverage
    if coverage.units_without_roster:
        who = f"{coverage.units_without_roster} {children}" if children else "本单位"
        names = tuple(u.name for u in figures.by_unit if u.coverage.units_without_roster)
        fact = f"{who}还没有填报教职员工名册，不知道有没有全部传达到"
        yield Gap(GapKind.ROSTERS, fact, "名册只要姓名或编号，请填报后再看", names)
    if coverage.staff_unreached:
        names = tuple(
            f"{unit.name}（{unit.coverage.staff_unreached} 人）"
            for unit in figures.by_unit
            if unit.coverage.staff_unreached
        )
        fact = f"还有 {coverage.staff_unreached} 名教职员工没有传达到"
        yield Gap(GapKind.STAFF, fact, "请发确认链接，或登记会议签到名单", names)


def _own_force(figures: DeploymentFigures) -> Iterator[Gap]:
    if not figures.members:
        yield Gap(
            GapKind.TASK_FORCE,
            "本单位还没有登记工作专班",
            "通知要求主要负责人挂帅，请登记组长和成员",
        )
    elif not figures.leader:
        yield Gap(GapKind.LEADER, "专班还没有组长", "请指定组长，由单位主要负责人担任")
    elif not figures.led_by_head:
        fact = "专班组长不是主要负责人"
        todo = "通知要求单位主要负责同志挂帅，请调整，或在报告里说明原因"
        yield Gap(GapKind.HEAD, fact, todo, (figures.leader.name,))


def _members(figures: DeploymentFigures) -> Iterator[Gap]:
    without_duty = tuple(member.name for member in figures.members if not member.duty)
    without_contact = tuple(member.name for member in figures.members if not member.contact)
    if without_duty:
        fact = f"{len(without_duty)} 名专班成员没有写分工"
        yield Gap(GapKind.DUTIES, fact, "请在专班名单里补上", without_duty)
    if without_contact:
        fact = f"{len(without_contact)} 名专班成员没有写联系方式"
        todo = "上级要求报联系方式，请补上；平时只显示一部分"
        yield Gap(GapKind.CONTACTS, fact, todo, without_contact)


def _child_forces(figures: DeploymentFigures) -> Iterator[Gap]:
    children, forces = figures.children, figures.task_forces
    if not children or not forces:
        return
    missing = forces.expected - forces.present
    if missing:
        fact = f"{missing} {children}还没有成立专班"
        yield Gap(GapKind.CHILD_FORCES, fact, "请提醒登记专班名单", forces.missing)
    others = forces.present - figures.children_led_by_head
    if others:
        fact = f"{others} {children}的专班组长不是主要负责人"
        yield Gap(
            GapKind.CHILD_HEADS, fact, "请提醒调整，或请对方说明原因", figures.not_led_by_head
        )


def _channels(figures: DeploymentFigures) -> Iterator[Gap]:
    if not figures.channels:
        fact = "本单位还没有公布投诉受理渠道"
        yield Gap(GapKind.CHANNEL, fact, "请公布电话、邮箱或网页，再登记在这里")
    children, below = figures.children, figures.child_channels
    if children and below and below.expected > below.present:
        fact = f"{below.expected - below.present} {children}还没有公布投诉受理渠道"
        yield Gap(GapKind.CHILD_CHANNELS, fact, "请提醒公布并登记", below.missing)
