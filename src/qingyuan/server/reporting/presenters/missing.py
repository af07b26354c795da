"""谁还没做: the rows behind a number, with a text to paste into the chat group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import F
from django.urls import reverse

from qingyuan.core.conveyance.chase import Chase, chase_text
from qingyuan.server.campaigns.models import Receipt, ReportState, UnitProgress
from qingyuan.server.look.parts import Cell, Column, Table
from qingyuan.server.look.words import cn_moment, thousands
from qingyuan.server.organisations.models import Unit
from qingyuan.server.reporting.presenters.below import progress_url
from qingyuan.server.reporting.presenters.standing import Standing

PAGE = 50
_OF_NOTICE = ("unsigned", "unreached", "no_roster", "not_passed_on")


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that units may lack.

    `matter` follows the names of the units in a text to be pasted; `column` heads what is said of
    each unit.
    """

    title: str
    matter: str
    minutes: int
    column: str
    page: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "unsigned": Kind("未签收的单位", "还没有签收活动通知", 2, "送达情况", "notices"),
        "unreached": Kind(
            "还有人没有传达到的单位", "还有教职员工没有确认活动通知", 10, "没有传达到", "notices"
        ),
        "no_roster": Kind(
            "没有教职员工名单的单位", "还没有填报教职员工名册", 10, "送达情况", "notices"
        ),
        "not_passed_on": Kind(
            "没有登记部署的单位", "还没有登记印发文件或召开会议", 5, "送达情况", "notices"
        ),
        "no_task_force": Kind("没有工作专班的单位", "还没有登记工作专班", 10, "", "task_forces"),
        "not_led_by_head": Kind(
            "专班不是主要负责同志挂帅的单位",
            "的工作专班还不是主要负责同志任组长",
            5,
            "",
            "task_forces",
        ),
        "no_channel": Kind(
            "没有公布投诉渠道的单位", "还没有公布投诉受理渠道", 5, "", "task_forces"
        ),
        "no_report": Kind(
            "未报部署报告的单位", "还没有报送工作部署情况报告", 20, "情况", "submissions"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A page of units that lack something."""

    kind: Kind
    table: Table | None
    chase: str
    next_after: str = ""


def missing(standing: Standing, what: str, after: str, due_on: date | None, base: str) -> Missing:
    """One statement: the units in the subtree that lack it, in the order of the tree.

    Args:
        standing: Of the unit whose subtree is looked at.
        what: One of `KINDS`.
        after: The path behind which the rows begin; empty for the first page.
        due_on: Until when it was to be done.
        base: The site's address, for the text that is pasted elsewhere.
    """
    kind = KINDS[what]
    rows = _rows(standing, what, after)
    shown = rows[:PAGE]
    more = shown[-1].path if len(rows) > PAGE else ""
    if not shown:
        return Missing(kind, None, "")
    link = base + reverse(f"campaigns:{kind.page}")
    others = [row for row in shown if row.unit_id != standing.unit.pk]  # nobody chases himself
    chase = _chase(standing, kind, others, due_on, link) if others else ""
    return Missing(kind, _table(standing, what, shown), chase, more)


def _rows(standing: Standing, what: str, after: str) -> list[Any]:
    rows: Any
    if what in _OF_NOTICE:
        main = standing.main_receipt
        rows = Receipt.objects.filter(version=main.version_id if main else None)
    else:
        rows = UnitProgress.objects.filter(campaign=standing.campaign, is_expected=True)
    rows = _LACKING[what](rows).within(standing.unit.path)
    if after:
        rows = rows.filter(path__gt=after)
    return list(rows.select_related("unit__parent").order_by("path")[: PAGE + 1])


_LACKING: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "unsigned": lambda rows: rows.with_gaps().filter(signed_at=None),
        "unreached": lambda rows: rows.with_gaps().filter(own_reached__lt=F("own_staff")),
        "no_roster": lambda rows: rows.with_gaps().filter(own_staff=0),
        "not_passed_on": lambda rows: rows.filter(passed_on_at=None),
        "no_task_force": lambda rows: rows.with_gaps().filter(has_task_force=False),
        "not_led_by_head": lambda rows: rows.filter(has_task_force=True, is_led_by_head=False),
        "no_channel": lambda rows: rows.with_gaps().filter(has_channel=False),
        "no_report": lambda rows: rows.with_gaps().filter(
            report__in=[ReportState.OWED, ReportState.RETURNED]
        ),
    }
)


def _table(standing: Standing, what: str, rows: Sequence[Any]) -> Table:
    kind = KINDS[what]
    columns = [Column("单位"), Column("上级")]
    if kind.column:
        columns.append(Column(kind.column, is_numeric=what == "unreached"))
    lines = []
    for row in rows:
        url = progress_url(standing, row.unit_id)
        cells = [Cell(row.unit.name, url), Cell(_parent_name(row.unit))]
        if kind.column:
            cells.append(_state(what, row))
        lines.append(tuple(cells))
    return Table(kind.title, tuple(columns), tuple(lines), hides_caption=True)


def _parent_name(unit: Unit) -> str:
    return unit.parent.name if unit.parent else "—"


def _state(what: str, row: Any) -> Cell:
    if what == "no_report":
        return Cell("", status=row.get_report_display())
    if what == "unreached":
        return Cell(f"{thousands(row.own_staff - row.own_reached)} / {thousands(row.own_staff)} 人")
    if row.opened_at is not None:
        return Cell(f"{cn_moment(row.opened_at)} 打开", status="已打开")
    return Cell(f"{cn_moment(row.sent_at)} 下发" if row.sent_at else "", status="未打开")


def _chase(
    standing: Standing, kind: Kind, rows: Sequence[Any], due_on: date | None, link: str
) -> str:
    chase = Chase(
        issuer=standing.unit.name,
        campaign=standing.campaign.name,
        matter=kind.matter,
        due_on=due_on or standing.today,
        minutes=kind.minutes,
        link=link,
        names=tuple(row.unit.name for row in rows),
        counted_as="个单位",
    )
    return chase_text(chase, standing.today)
