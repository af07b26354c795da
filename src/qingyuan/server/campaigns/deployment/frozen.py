"""Figures as they are frozen beside a paper: JSON without a single full telephone number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.reports.deployment_figures import DeploymentFigures, Expected
from qingyuan.server.look.parts import Change
from qingyuan.server.look.words import mask

_KEY = "deployment"


def masked(figures: DeploymentFigures) -> DeploymentFigures:
    """The same with contacts of which just enough stays to recognise them."""
    members = (
        replace(member, contact=mask(member.contact) if member.contact else "")
        for member in figures.members
    )
    return replace(figures, members=tuple(members))


def freeze(figures: DeploymentFigures, *, as_generated: bool) -> dict[str, Any]:
    """What is stored; `as_generated` where the paper is the site's own, unchanged by hand."""
    return {_KEY: msgspec.to_builtins(masked(figures)), "as_generated": as_generated}


def thaw(stored: dict[str, Any]) -> DeploymentFigures | None:
    """The figures of a stored paper; None for one of another kind."""
    if _KEY not in stored:
        return None
    return msgspec.convert(stored[_KEY], DeploymentFigures)


def changes(then: DeploymentFigures, now: DeploymentFigures) -> tuple[Change, ...]:
    """The numbers that are not what they were when the paper went out."""
    before, after = dict(numbers(then)), dict(numbers(now))
    return tuple(
        Change(label, before.get(label, ""), value)
        for label, value in after.items()
        if before.get(label, "") != value
    )


def numbers(figures: DeploymentFigures) -> Iterable[tuple[str, str]]:
    """The numbers of a report, each with its label."""
    coverage: Coverage = figures.coverage
    if figures.children:
        yield "应传达单位", str(coverage.units)
        yield "已签收单位", f"{coverage.units_signed}（{coverage.units_rate}）"
    yield "教职员工", str(coverage.staff)
    yield "已传达", f"{coverage.staff_reached}（{coverage.staff_rate}）"
    yield "印发文件", str(len(figures.documents))
    yield "召开会议", str(len(figures.meetings))
    yield "专班成员", str(len(figures.members))
    yield "主要负责同志挂帅", "是" if figures.led_by_head else "否"
    yield "投诉受理渠道", str(len(figures.channels))
    yield from _of_children("下级已成立专班", figures.task_forces)
    if figures.task_forces:
        yield "下级主要负责同志挂帅", str(figures.children_led_by_head)
    yield from _of_children("下级已公布渠道", figures.child_channels)


def _of_children(label: str, expected: Expected | None) -> Iterable[tuple[str, str]]:
    if expected:
        yield label, f"{expected.present} / {expected.expected}"
