"""单位名录: the tree beside the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from qingyuan.server.look.parts import Action, ActionKind, Cell, Column, Table, TreeNode
from qingyuan.server.organisations.models import Unit, UnitKind, User
from qingyuan.server.organisations.models.units import UnitQuerySet
from qingyuan.server.organisations.permissions import Deed, may
from qingyuan.server.organisations.presenters.paging import RowsPage, page_of

_MOST_BRANCHES = 200
_BRANCHES = (
    UnitKind.PROVINCE,
    UnitKind.CITY,
    UnitKind.COUNTY,
    UnitKind.ZONE,
    UnitKind.CENTRAL_SCHOOL,
)
_COLUMNS = (
    Column("单位名称"),
    Column("类型"),
    Column("标识码"),
    Column("上级单位"),
    Column("教职员工", is_numeric=True),
    Column("状态"),
)


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """The page of the list."""

    selected: Unit
    nodes: tuple[TreeNode, ...]
    table: Table
    page: RowsPage[Unit]
    is_search: bool
    actions: tuple[Action, ...]
    empty_actions: tuple[Action, ...]


def units_page(user: User, selected: Unit, asked: dict[str, Any], number: str | None) -> UnitsPage:
    """The branch of the tree around a unit, and its children or what was searched for."""
    is_search = bool(asked.get("q") or asked.get("kind"))
    page = page_of(_rows(selected, asked, is_search=is_search), number)
    title = "查到的单位" if is_search else f"{selected.name}的下级单位"
    table = Table(
        title, _COLUMNS, tuple(_row(user, unit) for unit in page.rows), hides_caption=True
    )
    actions = _actions(user, selected)
    return UnitsPage(selected, _tree(user, selected), table, page, is_search, actions, actions[:2])


def _rows(selected: Unit, asked: dict[str, Any], *, is_search: bool) -> UnitQuerySet:
    units: UnitQuerySet = (
        Unit.objects.within(selected.path) if is_search else Unit.objects.filter(parent=selected)
    )
    if asked.get("q"):
        units = units.named_like(" ".join(asked["q"].split()))
    if asked.get("kind"):
        units = units.filter(kind=asked["kind"])
    if asked.get("state") == "closed":
        units = units.filter(closed_on__lte=timezone.localdate())
    elif asked.get("state") != "all":
        units = units.open_on(timezone.localdate())
    return units.select_related("parent").in_order()


def _row(user: User, unit: Unit) -> tuple[Cell, ...]:
    is_open = unit.is_open(timezone.localdate())
    return (
        Cell(unit.name, reverse("organisations:unit", args=[unit.pk])),
        Cell(unit.get_kind_display()),
        Cell(unit.code),
        Cell(parent_name(user, unit)),
        Cell(f"{unit.staff_count:,}", reverse("organisations:roster", args=[unit.pk])),
        Cell("", status="在用" if is_open else "已撤销"),
    )


def parent_name(user: User, unit: Unit) -> str:
    """The name of the unit above, where the account may see it."""
    return unit.parent.name if unit.parent and is_seen(user, unit.parent) else "—"


def is_seen(user: User, unit: Unit) -> bool:
    """Whether a unit lies in an account's scope; without a question to the database."""
    return any(unit.path.startswith(path) for path in user.scope_paths)


def _tree(user: User, selected: Unit) -> tuple[TreeNode, ...]:
    """From the account's own unit down to the selected one, each with the branches below it."""
    way = list(selected.ancestors().visible_to(user))
    today = timezone.localdate()
    branches = Unit.objects.filter(parent__in=[unit.pk for unit in way], kind__in=_BRANCHES)
    below: defaultdict[int, list[Unit]] = defaultdict(list)
    for unit in branches.open_on(today).in_order()[:_MOST_BRANCHES]:
        below[unit.parent_id or 0].append(unit)
    return (_node(way[0], below, selected),) if way else ()


def _node(unit: Unit, below: dict[int, list[Unit]], selected: Unit) -> TreeNode:
    children: Iterable[Unit] = below.get(unit.pk, ())
    return TreeNode(
        label=unit.name,
        url=f"{reverse('organisations:units')}?under={unit.pk}",
        note="当前" if unit.pk == selected.pk else "",
        children=tuple(_node(child, below, selected) for child in children),
        is_open=unit.contains(selected),
    )


def _actions(user: User, selected: Unit) -> tuple[Action, ...]:
    under = f"?under={selected.pk}"
    actions = []
    if may(user, Deed.MANAGE_UNITS, selected):
        actions = [
            Action(
                "导入名录", reverse("organisations:import", args=[selected.pk, "units"]), "upload",
                ActionKind.PRIMARY,
            ),
            Action("新增单位", reverse("organisations:add_unit") + under, "plus-lg"),
        ]  # fmt: skip
    actions.append(Action("导出名录", reverse("organisations:export_units") + under, "download"))
    if may(user, Deed.MANAGE_ACCOUNTS, selected):
        actions.append(Action("账号与角色", reverse("organisations:accounts"), "people"))
    return tuple(actions)
