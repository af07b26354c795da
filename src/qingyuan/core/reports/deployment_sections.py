"""The five sections of the deployment report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.blocks import Block, Heading, Paragraph, blank, paragraph, remark
from qingyuan.core.reports.deployment_tables import member_table
from qingyuan.core.reports.deployment_wording import (
    channel_words,
    document_parts,
    listed,
    meeting_parts,
    names_of,
)
from qingyuan.core.reports.wording import date_words

if TYPE_CHECKING:
    from qingyuan.core.reports.deployment_figures import (
        Children,
        DeploymentFigures,
        Expected,
        Member,
    )


def deployed(figures: DeploymentFigures) -> tuple[Block, ...]:
    """一: when the notice came and went on, by which documents and meetings."""
    return (Heading("一、工作部署情况"), _passed_on(figures), *_by_what_means(figures))


def reached(figures: DeploymentFigures) -> tuple[Block, ...]:
    """二: how many units signed and how many people know."""
    below = _units_reached(figures, figures.children) if figures.children else ()
    return (Heading("二、传达到位情况"), *below, _staff_reached(figures))


def task_force(figures: DeploymentFigures) -> tuple[Block, ...]:
    """三: the unit's own task force with its contacts, and those of the units below."""
    heading = Heading("三、专班组成人员及联系方式")
    children, forces = figures.children, figures.task_forces
    if not children or not forces:
        return (heading, *_own_force(figures))
    return (
        heading,
        Heading("（一）本级专班", level=2),
        *_own_force(figures),
        Heading(f"（二）所属{children.noun}专班", level=2),
        _child_forces(figures, children, forces),
    )


def complaints(figures: DeploymentFigures) -> tuple[Block, ...]:
    """四: where people can complain, here and in the units below."""
    heading = Heading("四、投诉受理渠道")
    children, below = figures.children, figures.child_channels
    if not children or not below:
        return (heading, *_own_channels(figures))
    published = paragraph(
        f"所属{children.noun}应公布投诉受理渠道的",
        below.expected,
        f"{children.measure}，已公布",
        below.present,
        f"{children.measure}。",
        *names_of(below.missing, children, "尚未公布的", below.expected - below.present),
    )
    return (heading, *_own_channels(figures), published)


def next_steps() -> tuple[Block, ...]:
    """五: left to people."""
    return (
        Heading("五、下一步安排"),
        paragraph(blank("摸排底数、深度清理等下一步工作的安排、分工和时间")),
    )


def _passed_on(figures: DeploymentFigures) -> Paragraph:
    received = figures.received_on
    came = f"{date_words(received)}收到通知" if received else "收到通知的日期为"
    parts = [came] if received else [came, blank("日期")]
    if not figures.children:
        return paragraph(*parts, "。")
    coverage, children = figures.coverage, figures.children
    if not coverage.units_sent:
        return paragraph(*parts, f"，尚未转发至所属{children.noun}。")
    on = date_words(figures.sent_on) if figures.sent_on else "已"
    if received and figures.sent_on == received:
        on = "当日"
    waiting = coverage.units - coverage.units_sent
    rest = ("，另有", waiting, f"{children.measure}尚未下发。") if waiting else ("。",)
    return paragraph(*parts, f"，{on}转发至", coverage.units_sent, children.value, *rest)


def _by_what_means(figures: DeploymentFigures) -> tuple[Block, ...]:
    documents, meetings = figures.documents, figures.meetings
    if not documents and not meetings:
        return (paragraph(blank("以什么方式部署：印发文件的名称、文号和日期，会议的名称和日期")),)
    blocks = []
    if documents:
        items = listed(map(document_parts, documents))
        blocks.append(paragraph("印发文件", len(documents), "份", *items))
    if meetings:
        items = listed(map(meeting_parts, meetings))
        blocks.append(paragraph("召开会议", len(meetings), "次", *items))
    return tuple(blocks)


def _units_reached(figures: DeploymentFigures, children: Children) -> tuple[Block, ...]:
    coverage, measure = figures.coverage, children.measure
    unsigned = [
        unit.unsigned_words(measure) for unit in figures.by_unit if unit.coverage.units_unreached
    ]
    sentence = paragraph(
        "应传达",
        coverage.units,
        f"{children.value}，已下发",
        coverage.units_sent,
        f"{measure}、打开",
        coverage.units_opened,
        f"{measure}、签收",
        coverage.units_signed,
        f"{measure}，签收率{coverage.units_rate}。",
        *names_of(unsigned, children, "尚未签收的", coverage.units_unreached),
    )
    return (sentence,)


def _staff_reached(figures: DeploymentFigures) -> Paragraph:
    coverage, children = figures.coverage, figures.children
    if coverage.staff == 0:
        return paragraph(blank("教职员工人数和已传达到的人数"))
    waiting = coverage.units_without_roster
    unknown = (
        ("另有", waiting, f"{children.value}没有填报教职员工名册，未计入。")
        if waiting and children
        else ()
    )
    left = coverage.staff_unreached
    rest = ("，尚未传达到", left, "人。") if left else ("。",)
    return paragraph(
        "教职员工共",
        coverage.staff,
        "人，本人确认或参加会议、已传达到的",
        coverage.staff_reached,
        f"人，传达率{coverage.staff_rate}",
        *rest,
        *unknown,
    )


def _own_force(figures: DeploymentFigures) -> tuple[Block, ...]:
    if not figures.members:
        return (paragraph(blank("专班成立时间，组成人员、职务、分工和联系方式")),)
    leader = figures.leader
    led = _leader_words(leader, led_by_head=figures.led_by_head) if leader else blank("组长")
    count = len(figures.members)
    sentence = paragraph("已成立工作专班，组成人员", count, "人，", led, "，名单见下表。")
    return (sentence, member_table(figures), remark("注：本表含联系方式，只用于报送，不公开张贴。"))


def _leader_words(leader: Member, *, led_by_head: bool) -> str:
    post = f"（{leader.post}）" if leader.post else ""
    head = "主要负责人" if led_by_head else ""
    return f"由{head}{leader.name}{post}任组长"


def _child_forces(figures: DeploymentFigures, children: Children, forces: Expected) -> Paragraph:
    measure, present, led = children.measure, forces.present, figures.children_led_by_head
    by_head = (f"{measure}，其中由主要负责人任组长的", led) if present else ()
    return paragraph(
        "应成立专班的",
        forces.expected,
        f"{measure}，已成立",
        present,
        *by_head,
        f"{measure}。",
        *names_of(forces.missing, children, "尚未成立的", forces.expected - present),
        *names_of(figures.not_led_by_head, children, "组长不是主要负责人的", present - led),
    )


def _own_channels(figures: DeploymentFigures) -> tuple[Block, ...]:
    """A line for each: a telephone number in a sentence is broken at its hyphen."""
    channels = figures.channels
    if not channels:
        return (paragraph(blank("投诉受理的电话、邮箱或网页，在哪里、什么时候公布")),)
    lead = paragraph("本单位已公布投诉受理渠道", len(channels), "个：")
    numbers = ("",) if len(channels) == 1 else tuple(f"{n}．" for n in range(1, len(channels) + 1))
    lines = (
        paragraph(f"{number}{channel_words(channel)}。")
        for number, channel in zip(numbers, channels, strict=True)
    )
    return (lead, *lines)
