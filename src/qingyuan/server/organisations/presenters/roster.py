"""教职员工名单: the list of a unit, and what pasted lines would add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from qingyuan.core.organisations.list_reading import ListReading
from qingyuan.core.organisations.planning import Planned, Standing
from qingyuan.server.look.parts import Action, ActionKind, Cell, Column, Crumb, Table
from qingyuan.server.look.words import cn_date
from qingyuan.server.organisations.encrypted import masked_phone
from qingyuan.server.organisations.models import Person, Unit, User
from qingyuan.server.organisations.models.people import PersonQuerySet
from qingyuan.server.organisations.permissions import Deed, may
from qingyuan.server.organisations.presenters.paging import RowsPage, page_of

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class RosterPage:
    """The page of a roster."""

    unit: Unit
    table: Table
    page: RowsPage[Person]
    crumbs: tuple[Crumb, ...]
    actions: tuple[Action, ...]


def roster_crumbs(unit: Unit, last: str = "教职员工名单") -> tuple[Crumb, ...]:
    """The way to a roster."""
    own = Crumb(unit.name, reverse("organisations:unit", args=[unit.pk]))
    roster = Crumb("教职员工名单", reverse("organisations:roster", args=[unit.pk]))
    return (own, Crumb(last)) if last == roster.label else (own, roster, Crumb(last))


def roster_page(user: User, unit: Unit, asked: dict[str, Any], number: str | None) -> RosterPage:
    """The people of a unit; phone numbers are masked for everybody."""
    manages = may(user, Deed.MANAGE_ROSTER, unit)
    page = page_of(_people(unit, asked), number)
    titles = ["姓名", "工号", "部门", "电话", "状态", *(["操作"] if manages else [])]
    rows = tuple(_row(person, manages=manages) for person in page.rows)
    table = Table("教职员工名单", tuple(Column(t) for t in titles), rows, hides_caption=True)
    actions = _actions(unit) if manages else ()
    return RosterPage(unit, table, page, roster_crumbs(unit), actions)


def _people(unit: Unit, asked: dict[str, Any]) -> PersonQuerySet:
    people = Person.objects.filter(unit=unit, left_on__isnull=asked.get("state") != "left")
    words = " ".join((asked.get("q") or "").split())
    if words:
        written = Q(name__contains=words) | Q(number__startswith=words)
        people = people.filter(written | Q(department__contains=words))
    return people.order_by("name", "pk")


def _row(person: Person, *, manages: bool) -> tuple[Cell, ...]:
    cells = (
        Cell(person.name or "（只登记了工号）"),
        Cell(person.number),
        Cell(person.department),
        Cell(masked_phone(person.phone)),
        Cell(f"{cn_date(person.left_on)}离开" if person.left_on else "在岗"),
    )
    if not manages:
        return cells
    url = "" if person.left_on else reverse("organisations:leave", args=[person.pk])
    return (*cells, Cell("登记离开" if url else "", url))


def _actions(unit: Unit) -> tuple[Action, ...]:
    args = [unit.pk]
    return (
        Action(
            "导入名单", reverse("organisations:import", args=[unit.pk, "roster"]), "upload",
            ActionKind.PRIMARY,
        ),
        Action("粘贴名单", reverse("organisations:paste_roster", args=args), "copy"),
        Action("添一个人", reverse("organisations:add_person", args=args), "plus-lg"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PastePreview:
    """What pasted lines would add; `faults` are lines that must be mended first."""

    sentence: str
    people: Table
    faults: tuple[str, ...]
    new_count: int


def paste_preview(reading: ListReading, planned: Sequence[Planned]) -> PastePreview:
    """The preview of a pasted roster."""
    new = [plan for plan in planned if plan.standing is Standing.NEW]
    same = sum(plan.standing is Standing.SAME for plan in planned)
    faults = tuple(
        f"第 {reading.lines[plan.place].row} 行：{fault.sentence}"
        for plan in planned
        for fault in plan.faults
    )
    rows = tuple(
        tuple(Cell(plan.value(name)) for name in ("name", "number", "department"))
        for plan in new[:_SHOWN]
    )
    rest = f"（只列出前 {_SHOWN} 人）" if len(new) > _SHOWN else ""
    sentence = (
        f"共 {len(planned)} 行：新增 {len(new)} 人，{same} 人已在名单上，{len(faults)} 处要改"
    )
    columns = (Column("姓名"), Column("工号"), Column("部门"))
    return PastePreview(sentence, Table(f"会新增的人{rest}", columns, rows), faults, len(new))
