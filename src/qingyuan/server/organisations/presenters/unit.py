"""The page of one unit: facts, names, changes, posts, roster, history."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from qingyuan.server.evidence.actor import Channel
from qingyuan.server.evidence.models import Event
from qingyuan.server.look.parts import (
    Action,
    ActionKind,
    Cell,
    Change,
    Column,
    Crumb,
    Fact,
    HistoryEntry,
    Table,
)
from qingyuan.server.look.words import cn_date
from qingyuan.server.organisations.models import Post, Unit, UnitChange, UnitName, User
from qingyuan.server.organisations.permissions import Deed, may, may_reshape
from qingyuan.server.organisations.presenters.units import is_seen
from qingyuan.server.organisations.unit_deeds import UNIT_DEEDS

_MOST_EVENTS = 30
_OWN_DEEDS = ("rename", "correct")
_RESHAPING = ("move", "merge", "split", "close")
_FIELDS = {
    "name": "名称",
    "code": "标识码",
    "kind": "类型",
    "region_code": "区划代码",
    "parent": "上级单位",
    "closed_on": "撤销日期",
}


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What the page of a unit shows."""

    unit: Unit
    crumbs: tuple[Crumb, ...]
    is_open: bool
    facts: tuple[Fact, ...]
    posts: Table | None
    changes: Table | None
    history: tuple[HistoryEntry, ...]
    sees_history: bool
    actions: tuple[Action, ...]
    deeds: tuple[Action, ...]


def unit_page(user: User, unit: Unit) -> UnitPage:
    """Everything about a unit, in six questions."""
    way = list(unit.ancestors().visible_to(user))
    posts = list(unit.posts.filter(ended_at=None).select_related("holder").order_by("role", "id"))
    changes = list(unit.changes.select_related("other"))
    former = list(unit.former_names.order_by("-until"))
    sees_history = may(user, Deed.SEE_HISTORY, unit)
    return UnitPage(
        unit=unit,
        crumbs=_crumbs(way),
        is_open=unit.is_open(timezone.localdate()),
        facts=_facts(unit, way, former),
        posts=_posts(user, unit, posts),
        changes=_changes(user, changes),
        history=_history(unit) if sees_history else (),
        sees_history=sees_history,
        actions=_actions(unit),
        deeds=_deeds(user, unit),
    )


def _crumbs(way: list[Unit]) -> tuple[Crumb, ...]:
    units = reverse("organisations:units")
    *above, own = way
    steps = [Crumb(unit.name, f"{units}?under={unit.pk}") for unit in above]
    return (Crumb("单位名录", units), *steps, Crumb(own.name))


def _facts(unit: Unit, way: list[Unit], former: list[UnitName]) -> tuple[Fact, ...]:
    code = f"{unit.code}（内部编号，没有学校标识码）" if unit.code.startswith("Q") else unit.code
    facts = [
        Fact("类型", unit.get_kind_display()),
        Fact("标识码", code),
        Fact("上级单位", way[-2].name if len(way) > 1 else "—"),
        Fact("区划代码", unit.region_code),
        Fact(
            "教职员工", f"{unit.staff_count:,} 人",
            reverse("organisations:roster", args=[unit.pk]), "看名单",
        ),
    ]  # fmt: skip
    if former:
        names = "\n".join(f"{name.name}（到 {cn_date(name.until)}）" for name in former)
        facts.append(Fact("曾用名", names))
    if unit.opened_on:
        facts.append(Fact("设立", cn_date(unit.opened_on)))
    if unit.closed_on:
        facts.append(Fact("撤销", cn_date(unit.closed_on)))
    return tuple(facts)


def _posts(user: User, unit: Unit, posts: list[Post]) -> Table | None:
    if not posts:
        return None
    manages = may(user, Deed.MANAGE_ACCOUNTS, unit)
    columns = (Column("姓名"), Column("角色"), Column("任职起"))
    rows = tuple(
        (
            Cell(
                post.holder.name if post.holder else "（空缺）",
                reverse("organisations:post", args=[post.pk]) if manages else "",
            ),
            Cell(post.get_role_display()),
            Cell(cn_date(post.since)),
        )
        for post in posts
    )
    return Table("岗位", columns, rows, hides_caption=True)


def _changes(user: User, changes: list[UnitChange]) -> Table | None:
    if not changes:
        return None
    rows = tuple(
        (
            Cell(cn_date(change.on)),
            Cell(change.get_kind_display()),
            _other(user, change),
            Cell(change.note),
        )
        for change in changes
    )
    columns = (Column("日期"), Column("变动"), Column("相关单位"), Column("说明"))
    return Table("变动", columns, rows, hides_caption=True)


def _other(user: User, change: UnitChange) -> Cell:
    other = change.other
    if other is None:
        return Cell("")
    if not is_seen(user, other):
        return Cell("别的单位")
    return Cell(other.name, reverse("organisations:unit", args=[other.pk]))


def _history(unit: Unit) -> tuple[HistoryEntry, ...]:
    events = Event.objects.about("unit", unit.pk).order_by("-id")[:_MOST_EVENTS]
    return tuple(
        HistoryEntry(
            at=event.at,
            by=f"{event.actor_name}，{Channel(event.channel).label}",
            deed=event.sentence,
            changes=_field_changes(event),
        )
        for event in events
    )


def _field_changes(event: Event) -> tuple[Change, ...]:
    return tuple(
        Change(_FIELDS[name], str(event.old[name]), str(event.new.get(name, "")))
        for name in event.old
        if name in _FIELDS
    )


def _actions(unit: Unit) -> tuple[Action, ...]:
    roster = reverse("organisations:roster", args=[unit.pk])
    return (Action("教职员工名单", roster, "people", ActionKind.PRIMARY),)


def _deeds(user: User, unit: Unit) -> tuple[Action, ...]:
    if not unit.is_open(timezone.localdate()):
        return ()
    keys = [
        *(_OWN_DEEDS if may(user, Deed.MANAGE_UNITS, unit) else ()),
        *(_RESHAPING if may_reshape(user, unit) else ()),
    ]
    return tuple(
        Action(UNIT_DEEDS[key].title, reverse(f"organisations:{key}_unit", args=[unit.pk]))
        for key in keys
    )
