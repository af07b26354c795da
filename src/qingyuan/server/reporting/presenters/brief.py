"""领导简报: one page: how far, who lags, what changed since yesterday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.conveyance.wording import change_words, coverage_words
from qingyuan.core.deadlines.wording import day_words
from qingyuan.server.campaigns.models import Receipt
from qingyuan.server.campaigns.standpoint import coverage_of
from qingyuan.server.look.parts import Cell, Column, Table
from qingyuan.server.look.words import cn_moment, percent, thousands
from qingyuan.server.reporting.daily import figures_before
from qingyuan.server.reporting.models import DailyFigure
from qingyuan.server.reporting.presenters.below import laggards, progress_url
from qingyuan.server.reporting.presenters.standing import Standing

_LAGGARDS = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A line with a bar."""

    label: str
    part: int
    whole: int
    unit: str
    gained: str = ""  # what was added since yesterday


@dataclass(frozen=True, slots=True)
class Brief:
    """The page."""

    headline: str
    change: str
    bars: tuple[Bar, ...]
    laggards: Table | None
    as_of: datetime


def brief_of(standing: Standing) -> Brief:
    """Two statements more than the standing."""
    before = figures_before(standing.campaign, standing.unit.pk, standing.today)
    return Brief(
        headline=_headline(standing.main_receipt),
        change=_change(standing, before),
        bars=tuple(_bars(standing, before)),
        laggards=_laggards(standing),
        as_of=standing.at,
    )


def _headline(receipt: Receipt | None) -> str:
    if receipt is None:
        return "这次行动还没有下发通知"
    return coverage_words(coverage_of(receipt))


def _change(standing: Standing, before: DailyFigure | None) -> str:
    receipt = standing.main_receipt
    if receipt is None or before is None:
        return "还没有昨天的数字，明天起可以看到变化"
    since = day_words(before.on, standing.today)
    earlier = Coverage(
        units=before.units,
        units_signed=before.units_signed,
        staff=before.staff,
        staff_reached=before.staff_reached,
    )
    change = coverage_of(receipt).change_since(earlier)
    if change.is_nothing:
        return f"今日无变化（和 {since}的数字一样）"
    words = change_words(change, since=f" {since}").strip()
    return f"{words}（从 {cn_moment(before.taken_at)} 算起）"


def _bars(standing: Standing, before: DailyFigure | None) -> list[Bar]:
    receipt, row = standing.main_receipt, standing.progress
    bars: list[Bar] = []
    if receipt is not None:
        gained = receipt.units_signed - before.units_signed if before else 0
        bars.append(Bar("单位签收", receipt.units_signed, receipt.units, "个", _plus(gained)))
        gained = receipt.staff_reached - before.staff_reached if before else 0
        bars.append(Bar("教职员工传达", receipt.staff_reached, receipt.staff, "人", _plus(gained)))
    if row is not None:
        gained = row.task_forces - before.task_forces if before else 0
        bars.append(Bar("成立工作专班", row.task_forces, row.units, "个", _plus(gained)))
        gained = row.channels - before.channels if before else 0
        bars.append(Bar("公布投诉渠道", row.channels, row.units, "个", _plus(gained)))
    if row is not None and row.reports_owed:
        gained = row.reports_filed - before.reports_filed if before else 0
        bars.append(Bar("报送部署报告", row.reports_filed, row.reports_owed, "份", _plus(gained)))
    return bars


def _plus(number: int) -> str:
    return f"较昨天 {number:+,}" if number else ""


def _laggards(standing: Standing) -> Table | None:
    rows = laggards(standing, _LAGGARDS)
    if not rows:
        return None
    return Table(
        caption="最需要催的五个单位",
        columns=(
            Column("单位"),
            Column("没有传达到的人", is_numeric=True),
            Column("教职员工传达", is_numeric=True),
            Column("未签收的单位", is_numeric=True),
        ),
        rows=tuple(_lag(standing, row) for row in rows),
        hides_caption=True,
    )


def _lag(standing: Standing, row: Receipt) -> tuple[Cell, ...]:
    url = progress_url(standing, row.unit_id)
    return (
        Cell(row.unit.name, url),
        Cell(thousands(row.staff - row.staff_reached)),
        Cell(percent(row.staff_reached, row.staff)),
        Cell(thousands(row.units - row.units_signed)),
    )
