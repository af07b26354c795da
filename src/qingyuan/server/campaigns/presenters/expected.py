"""应报单位名单: one level at a time, each exclusion with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from qingyuan.server.campaigns.models import Campaign, ExpectedUnit, UnitProgress
from qingyuan.server.look.parts import Cell, Column, Crumb, Table
from qingyuan.server.look.words import thousands
from qingyuan.server.organisations.models import Unit, User

LISTED, LEFT_OUT = "列入", "不列入"


@dataclass(frozen=True, slots=True)
class DriftLine:
    """A unit to be decided on."""

    unit: Unit
    what: str
    reason: str
    url: str


def expected_table(
    campaign: Campaign, rows: Sequence[UnitProgress], reasons: dict[int, str], *, may_run: bool
) -> Table:
    """The units directly below one, with how many of each subtree are expected."""
    columns = [Column("单位"), Column("种类"), Column("名单"), Column("应报单位", is_numeric=True)]
    columns += [Column("原因"), Column("操作")] if may_run else [Column("原因")]
    return Table(
        "应报单位",
        tuple(columns),
        tuple(_row(campaign, row, reasons, may_run=may_run) for row in rows),
        hides_caption=True,
    )


def _row(
    campaign: Campaign, row: UnitProgress, reasons: dict[int, str], *, may_run: bool
) -> tuple[Cell, ...]:
    below = row.units - int(row.is_expected)
    url = f"{reverse('campaigns:expected_units', args=[campaign.pk])}?unit={row.unit_id}"
    cells = [
        Cell(row.unit.name, url if below else ""),
        Cell(row.unit.get_kind_display()),
        Cell(LISTED if row.is_expected else LEFT_OUT),
        Cell(thousands(row.units)),
        Cell(reasons.get(row.unit_id, "")),
    ]
    if may_run:
        change = reverse("campaigns:expected_unit", args=[campaign.pk, row.unit_id])
        cells.append(Cell("修改", change))
    return tuple(cells)


def reasons_of(campaign: Campaign, rows: Sequence[UnitProgress]) -> dict[int, str]:
    """The reasons of the units on a page."""
    units = [row.unit_id for row in rows]
    listed = ExpectedUnit.objects.filter(campaign=campaign, unit__in=units)
    return dict(listed.exclude(reason="").values_list("unit_id", "reason"))


def drift_lines(
    campaign: Campaign, new: Sequence[Unit], gone: Sequence[Unit]
) -> tuple[DriftLine, ...]:
    """What the tree has, beside what the list says."""
    return (
        *(_line(campaign, unit, "新增，不在名单上", "名单冻结后新设") for unit in new),
        *(_line(campaign, unit, "已撤销或并入，还在名单上", "单位已撤销或并入") for unit in gone),
    )


def _line(campaign: Campaign, unit: Unit, what: str, reason: str) -> DriftLine:
    url = reverse("campaigns:expected_unit", args=[campaign.pk, unit.pk])
    return DriftLine(unit, what, reason, url)


def level_crumbs(user: User, base: str, title: str, unit: Unit) -> tuple[Crumb, ...]:
    """From the account's own unit down to one; one question to the database below the first."""
    top = user.unit
    if top is None or top.pk == unit.pk or not top.contains(unit):
        return ()
    between = [one for one in unit.ancestors() if len(one.path) > len(top.path)]
    way = [Crumb(title, base), *(Crumb(one.name, f"{base}?unit={one.pk}") for one in between[:-1])]
    return (*way, Crumb(unit.name))
