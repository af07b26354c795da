"""工作专班: one unit's list, and the units of a level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from qingyuan.server.campaigns.models import Campaign, TaskForce, TaskForceMember, UnitProgress
from qingyuan.server.look.parts import Cell, Column, FigureCard, Table
from qingyuan.server.look.tones import Tone
from qingyuan.server.look.words import mask, percent, thousands

Duty = TaskForceMember.Duty


def member_table(members: Sequence[TaskForceMember], *, in_full: bool) -> Table:
    """The list; telephone numbers are masked unless their showing has been recorded."""
    columns = tuple(
        Column(title) for title in ("姓名", "专班职务", "单位职务", "科室", "分工", "联系电话")
    )
    rows = tuple(_member_row(member, in_full=in_full) for member in members)
    return Table("专班名单", columns, rows)


def _member_row(member: TaskForceMember, *, in_full: bool) -> tuple[Cell, ...]:
    phone = member.phone if in_full or not member.phone else mask(member.phone)
    return (
        Cell(member.name, note="主要负责同志" if member.is_unit_head else ""),
        Cell(member.get_duty_display()),
        Cell(member.position),
        Cell(member.department),
        Cell(member.work),
        Cell(phone or "（未填）"),
    )


def is_led_by_head(members: Sequence[TaskForceMember]) -> bool:
    """四.1."""
    return any(member.duty == Duty.LEADER and member.is_unit_head for member in members)


def force_cards(own: UnitProgress) -> tuple[FigureCard, ...]:
    """Of the unit looked at, with all below it."""
    missing, not_led = own.units - own.task_forces, own.task_forces - own.led_by_head
    return (
        FigureCard(
            "已成立专班",
            percent(own.task_forces, own.units),
            f"{thousands(own.task_forces)} / {thousands(own.units)} 个单位",
            part=own.task_forces,
            whole=own.units,
        ),
        FigureCard("还没有专班", thousands(missing), tone=Tone.DANGER if missing else Tone.OK),
        FigureCard(
            "组长不是主要负责同志", thousands(not_led), tone=Tone.WARN if not_led else Tone.OK
        ),
    )


def force_table(
    campaign: Campaign, rows: Sequence[UnitProgress], forces: Mapping[int, int]
) -> Table:
    """The units directly below one; the name leads down, the status to the unit's list."""
    columns = (
        Column("单位"),
        Column("本单位专班"),
        Column("主要负责同志挂帅"),
        Column("已成立（含下属）", is_numeric=True),
        Column("还缺", is_numeric=True),
    )
    base = f"{reverse('campaigns:task_forces')}?campaign={campaign.pk}"
    return Table(
        "各单位工作专班",
        columns,
        tuple(_unit_row(row, forces, base) for row in rows),
        hides_caption=True,
    )


def _unit_row(row: UnitProgress, forces: Mapping[int, int], base: str) -> tuple[Cell, ...]:
    has_below = row.units > int(row.is_expected)
    missing = row.units - row.task_forces
    return (
        Cell(row.unit.name, f"{base}&unit={row.unit_id}" if has_below else ""),
        _own_cell(row, forces),
        Cell(_led_words(row)),
        Cell(f"{thousands(row.task_forces)} / {thousands(row.units)}"),
        Cell(thousands(missing) if missing else "0"),
    )


def _own_cell(row: UnitProgress, forces: Mapping[int, int]) -> Cell:
    if not row.is_expected:
        return Cell("不列入")
    force = forces.get(row.unit_id)
    if force is None:
        return Cell("", status="缺少")
    return Cell("查看名单", reverse("campaigns:task_force", args=[force]), status="已成立")


def _led_words(row: UnitProgress) -> str:
    if not row.has_task_force:
        return ""
    return "是" if row.is_led_by_head else "不是"


def forces_on(campaign: Campaign, rows: Sequence[UnitProgress]) -> dict[int, int]:
    """The task forces of the units on a page, by unit."""
    units = [row.unit_id for row in rows if row.has_task_force]
    forces = TaskForce.objects.filter(campaign=campaign, unit__in=units)
    return dict(forces.values_list("unit_id", "pk"))
