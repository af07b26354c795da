"""The tables of the deployment report: the task force's members, and every unit below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qingyuan.core.conveyance.rates import NO_RATE
from qingyuan.core.reports.blocks import TableBlock

if TYPE_CHECKING:
    from qingyuan.core.conveyance.coverage import Coverage
    from qingyuan.core.reports.deployment_figures import DeploymentFigures, UnitCoverage

MISSING: Final = "待补"
"""Stands in a cell of the members' table that nobody filled in."""
_MEMBER_HEADER: Final = ("序号", "姓名", "单位及职务", "专班职务", "分工", "联系方式")
_UNIT_HEADER: Final = ("序号", "单位", "签收", "教职员工", "已传达", "传达率", "尚待落实")
_NO_FORCE: Final = "成立专班"
_NOT_LED: Final = "主要负责人任组长"
_NO_CHANNEL: Final = "公布投诉渠道"
_BEHIND: Final = re.compile(r"（\d+[所个]）$")


def member_table(figures: DeploymentFigures) -> TableBlock:
    """专班组成人员及联系方式."""
    rows = tuple(
        (
            str(place),
            member.name or MISSING,
            member.post or MISSING,
            member.role or MISSING,
            member.duty or MISSING,
            member.contact or MISSING,
        )
        for place, member in enumerate(figures.members, start=1)
    )
    return TableBlock(
        caption="专班组成人员及联系方式",
        header=_MEMBER_HEADER,
        rows=rows,
        widths=(8, 13, 27, 14, 34, 22),
        numeric=frozenset({0, 1, 3, 5}),
    )


def unit_table(figures: DeploymentFigures) -> TableBlock | None:
    """Every unit below with its coverage and what is still to be done; None without units."""
    pending = _pending(figures)
    measure = figures.children.measure if figures.children else "个"
    rows = [_unit_row(unit, pending.pop(unit.name, []), measure) for unit in figures.by_unit]
    rows += [(name, *[NO_RATE] * 4, _things(things)) for name, things in pending.items()]
    if not rows:
        return None
    return TableBlock(
        caption=f"附表　各{figures.children.noun if figures.children else '单位'}落实情况",
        header=_UNIT_HEADER,
        rows=(
            *((str(place), *row) for place, row in enumerate(rows, start=1)),
            ("", "合计", *_counts(figures.coverage), ""),
        ),
        # Tenths of millimetres: no title and none of the usual answers breaks.
        widths=(98, 489, 188, 175, 135, 145, 330),
        numeric=frozenset({0, 2, 3, 4, 5}),
    )


def _unit_row(unit: UnitCoverage, things: list[str], measure: str) -> tuple[str, ...]:
    reached = _not_reached(unit.coverage, measure)
    return (unit.name, *_counts(unit.coverage), _things([*reached, *things]))


def _counts(coverage: Coverage) -> tuple[str, ...]:
    signed = f"{coverage.units_signed}/{coverage.units}"
    if coverage.units == 1:
        signed = "已签收" if coverage.units_signed else "未签收"
    if coverage.units == 0:  # people of the unit that reports, not of one below
        signed = NO_RATE
    unknown = coverage.units > 0 and coverage.units_without_roster == coverage.units
    staff = ("未填名册", NO_RATE) if unknown else (str(coverage.staff), str(coverage.staff_reached))
    return (signed, *staff, NO_RATE if unknown else coverage.staff_rate)


def _not_reached(coverage: Coverage, measure: str) -> list[str]:
    unsigned, waiting = coverage.units_unreached, coverage.units_without_roster
    is_one = coverage.units == 1
    things = (
        (unsigned, "签收" if is_one else f"签收{unsigned}{measure}"),
        (waiting, "填报名册" if is_one else f"填报名册{waiting}{measure}"),
        (coverage.staff_unreached, f"传达到{coverage.staff_unreached}人"),
    )
    return [words for count, words in things if count]


def _pending(figures: DeploymentFigures) -> dict[str, list[str]]:
    pending: dict[str, list[str]] = {}
    forces, channels = figures.task_forces, figures.child_channels
    for names, thing in (
        (forces.missing if forces else (), _NO_FORCE),
        (figures.not_led_by_head, _NOT_LED),
        (channels.missing if channels else (), _NO_CHANNEL),
    ):
        for name in names:
            one, many = _apart(name)
            pending.setdefault(one, []).append(thing + many)
    return pending


def _apart(name: str) -> tuple[str, str]:
    """A unit, and how many behind it are meant: 柳河镇中心校（2所）."""
    found = _BEHIND.search(name)
    return (name[: found.start()], found[0]) if found else (name, "")


def _things(things: list[str]) -> str:
    return "、".join(things) if things else "无"
