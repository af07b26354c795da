"""What a bureau steers by: numbers that are links, and the rate of each unit below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.urls import reverse

from qingyuan.server.campaigns.models import Receipt, ReportState, UnitProgress
from qingyuan.server.look.parts import Cell, Column, FigureCard, Table
from qingyuan.server.look.tones import Tone
from qingyuan.server.look.words import percent, thousands
from qingyuan.server.reporting.presenters.standing import Standing

PAGE = 50
_FROM_RECEIPT = ("units", "units_signed", "staff", "staff_reached")
_COLUMNS = (
    Column("单位"),
    Column("单位签收", is_numeric=True),
    Column("教职员工传达", is_numeric=True),
    Column("没有传达到", is_numeric=True),
    Column("工作专班", is_numeric=True),
    Column("投诉渠道", is_numeric=True),
    Column("部署报告", is_numeric=True),
)


@dataclass(frozen=True, slots=True)
class Below:
    """Figures, the table of units below, and where its next rows are."""

    cards: tuple[FigureCard, ...]
    table: Table | None
    as_of: datetime
    next_url: str = ""
    first_url: str = ""


def below(standing: Standing, after: str, page_url: str) -> Below | None:
    """Two statements more; None where nobody stands below."""
    receipt, row = standing.main_receipt, standing.progress
    if not (row and row.units > row.is_expected) and not (receipt and receipt.units > 1):
        return None
    children = _children(standing, after)
    shown = children[:PAGE]
    more = len(children) > PAGE
    return Below(
        cards=tuple(_cards(standing)),
        table=_table(standing, shown) if shown else None,
        as_of=standing.at,
        next_url=_further(page_url, shown[-1].path) if more else "",
        first_url=page_url if after else "",
    )


def _further(page_url: str, path: str) -> str:
    return f"{page_url}{'&' if '?' in page_url else '?'}after={path}"


def missing_url(standing: Standing, what: str, unit_id: int) -> str:
    """The rows behind a number."""
    url = reverse("reporting:missing", args=[what])
    return f"{url}?campaign={standing.campaign.pk}&unit={unit_id}"


def progress_url(standing: Standing, unit_id: int) -> str:
    """The same page of a unit below."""
    url = reverse("reporting:progress", args=[unit_id])
    return f"{url}?campaign={standing.campaign.pk}"


def _cards(standing: Standing) -> Iterator[FigureCard]:
    receipt, row = standing.main_receipt, standing.progress
    if receipt is not None:
        yield _card(standing, "unsigned", "未签收的单位", receipt.units_signed, receipt.units)
        yield _card(
            standing, "not_passed_on", "没有登记部署", receipt.units_passed_on, receipt.units
        )
        yield _card(standing, "unreached", "没有传达到的人", receipt.staff_reached, receipt.staff)
        if receipt.units_without_roster:
            with_roster = receipt.units - receipt.units_without_roster
            yield _card(standing, "no_roster", "没有教职员工名单", with_roster, receipt.units)
    if row is None:
        return
    yield _card(standing, "no_task_force", "没有专班的单位", row.task_forces, row.units)
    yield _card(
        standing, "not_led_by_head", "不是主要负责同志挂帅", row.led_by_head, row.task_forces
    )
    yield _card(standing, "no_channel", "没有公布投诉渠道", row.channels, row.units)
    if row.reports_owed > (row.report != ReportState.NOT_OWED):  # others than the unit itself
        yield _card(standing, "no_report", "未报部署报告", row.reports_filed, row.reports_owed)
        own = row.report == ReportState.FILED  # the level above answers that one
        waiting = row.reports_filed - row.reports_accepted - own
        if waiting:
            yield FigureCard(
                "待审核",
                thousands(waiting),
                "份部署报告",
                reverse("campaigns:submissions"),
                Tone.WARN,
            )


def _card(standing: Standing, what: str, label: str, part: int, whole: int) -> FigureCard:
    missing = whole - part
    return FigureCard(
        label=label,
        value=thousands(missing),
        note=f"已完成 {thousands(part)} / {thousands(whole)}（{percent(part, whole)}）",
        url=missing_url(standing, what, standing.unit.pk) if missing else "",
        tone=Tone.DANGER if missing else Tone.OK,
        part=part,
        whole=whole or None,
    )


def _children(standing: Standing, after: str) -> list[UnitProgress]:
    """The units directly below with what their receipts say, in one statement."""
    main = standing.main_receipt
    rows = UnitProgress.objects.filter(campaign=standing.campaign, units__gt=0)
    rows = rows.below(standing.unit)
    if after:
        rows = rows.filter(path__gt=after)
    of_main = Q(unit__receipts__version=main.version_id if main else None)
    joined = rows.annotate(receipt=FilteredRelation("unit__receipts", condition=of_main)).annotate(
        **{f"receipt_{name}": F(f"receipt__{name}") for name in _FROM_RECEIPT}
    )
    return list(joined.select_related("unit").order_by("path")[: PAGE + 1])


def _table(standing: Standing, children: Sequence[UnitProgress]) -> Table:
    return Table(
        caption="下级单位进展",
        columns=_COLUMNS,
        rows=tuple(_row(standing, child) for child in children),
        total=_total(standing),
        hides_caption=True,
    )


def _row(standing: Standing, child: UnitProgress) -> tuple[Cell, ...]:
    url = progress_url(standing, child.unit_id)
    name = Cell(child.unit.name, url, note="" if child.is_expected else "（不单列）")
    return (name, *_numbers(standing, child, _receipt_of(child)))


def _receipt_of(child: Any) -> Receipt | None:
    """The counters that came with the row; None where the unit has no receipt."""
    if child.receipt_units is None:
        return None
    return Receipt(**{name: getattr(child, f"receipt_{name}") for name in _FROM_RECEIPT})


def _total(standing: Standing) -> tuple[Cell, ...]:
    if standing.progress is None:
        return ()
    numbers = _numbers(standing, standing.progress, standing.main_receipt)
    return (Cell("合计（含本单位）"), *numbers)


def _numbers(standing: Standing, row: UnitProgress, receipt: Receipt | None) -> Iterator[Cell]:
    """The cells of a unit's subtree; what is lacking leads to who lacks it."""
    unit = row.unit_id
    if receipt is None:
        yield from (Cell("—"), Cell("—"), Cell("—"))
    else:
        yield _rate(standing, "unsigned", unit, receipt.units_signed, receipt.units)
        yield Cell(percent(receipt.staff_reached, receipt.staff))
        missing = receipt.staff - receipt.staff_reached
        url = missing_url(standing, "unreached", unit) if missing else ""
        yield Cell(thousands(missing), url)
    yield _rate(standing, "no_task_force", unit, row.task_forces, row.units)
    yield _rate(standing, "no_channel", unit, row.channels, row.units)
    if row.reports_owed:
        yield _rate(standing, "no_report", unit, row.reports_filed, row.reports_owed)
    else:
        yield Cell("不需报送")


def _rate(standing: Standing, what: str, unit_id: int, part: int, whole: int) -> Cell:
    url = missing_url(standing, what, unit_id) if part < whole else ""
    return Cell(f"{thousands(part)} / {thousands(whole)}", url)


def laggards(standing: Standing, count: int) -> list[Receipt]:
    """The units directly below with the most people not reached."""
    main = standing.main_receipt
    if main is None:
        return []
    rows = Receipt.objects.filter(version=main.version_id, staff_reached__lt=F("staff"))
    lagging = rows.below(standing.unit).select_related("unit")
    return list(lagging.order_by(F("staff_reached") - F("staff"), "path")[:count])
