"""Deeds on the tree: open, rename, move, merge, split, close; history is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Substr
from pypinyin import Style, lazy_pinyin

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.following import followers
from qingyuan.server.organisations.models import Unit, UnitChange, UnitKind, UnitName
from qingyuan.server.organisations.models.paths import STEP, child_path, subtree


def initials_of(name: str) -> str:
    """The first letters of a name's syllables.

    >>> initials_of("息县第一小学")
    'xxdyxx'
    """
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default")).lower()[:100]


@transaction.atomic
def open_unit(  # noqa: PLR0913 - a unit has as many sides
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    by: Actor,
    at: datetime,
    code: str = "",
    region_code: str = "",
    opened_on: date | None = None,
) -> Unit:
    """Adds a unit to the tree; without a code of its own it gets one of ours."""
    name = checked_name(name)
    path = next_path(parent)
    check_code_is_free(code)
    unit = Unit.objects.create(
        name=name,
        initials=initials_of(name),
        kind=kind,
        parent=parent,
        path=path,
        code=code or own_code(path),
        region_code=region_code,
        opened_on=opened_on,
    )
    if opened_on:
        _change(unit, UnitChange.Kind.OPENED, on=opened_on)
    above = f"在{parent.name}下" if parent else ""
    _record(unit, "opened", f"{above}新增单位“{name}”", by, at, new={"name": name, "kind": kind})
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, on: date, by: Actor, at: datetime) -> None:
    """Gives a unit a new name; the old one stays findable."""
    name = checked_name(name)
    old = unit.name
    if name == old:
        raise Refused(f"新名称和现在的一样：“{name}”", code="same_name")
    UnitName.objects.create(unit=unit, name=old, until=on)
    unit.name, unit.initials = name, initials_of(name)
    _save_versioned(unit, "name", "initials")
    _change(unit, UnitChange.Kind.RENAMED, on=on, note=f"原名“{old}”")
    _record(unit, "renamed", f"“{old}”更名为“{name}”", by, at, {"name": old}, {"name": name})


@transaction.atomic
def correct_unit(  # noqa: PLR0913 - the facts of a unit
    *, unit: Unit, code: str, kind: UnitKind, region_code: str, by: Actor, at: datetime
) -> None:
    """Puts right what was entered wrongly: code, kind, region; a new name is a renaming."""
    facts = {"code": code or unit.code, "kind": kind, "region_code": region_code}
    old = {name: getattr(unit, name) for name in facts if getattr(unit, name) != facts[name]}
    if not old:
        raise Refused("和现在的一样，没有要改的", code="nothing_changes")
    if "code" in old:
        check_code_is_free(code)
    for name in old:
        setattr(unit, name, facts[name])
    _save_versioned(unit, *old)
    new = {name: str(facts[name]) for name in old}
    words = "、".join(_FACT_WORDS[name] for name in old)
    _record(unit, "corrected", f"更正“{unit.name}”的{words}", by, at, old, new)


_FACT_WORDS = {"code": "标识码", "kind": "类型", "region_code": "区划代码"}


def check_code_is_free(code: str) -> None:
    """Raises `Refused` where a unit has the code; which one may be none of the asker's business."""
    if code and Unit.objects.filter(code=code).exists():
        raise Refused(f"标识码 {code} 已经是别的单位的，请核对", code="code_taken")


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, on: date, by: Actor, at: datetime) -> None:
    """Moves a unit with all below it under another; every row of theirs follows."""
    if unit.contains(parent):
        raise Refused(f"“{parent.name}”就在“{unit.name}”下面，不能反过来", code="circular_move")
    if unit.parent_id == parent.pk:
        raise Refused(f"“{unit.name}”已经在“{parent.name}”下面", code="same_parent")
    before = unit.parent.name if unit.parent else ""
    old_path, new_path = unit.path, next_path(parent)
    _repath(Unit.objects.all(), "path", old_path, new_path)
    unit.parent = parent
    _save_versioned(unit, "parent")
    unit.refresh_from_db()
    for follower in followers():
        for rows, field in follower.rows_with_paths():
            _repath(rows, field, old_path, new_path)
        follower.after_move(unit)
    _change(unit, UnitChange.Kind.MOVED, on=on, other=parent, note=f"原属“{before}”")
    sentence = f"“{unit.name}”由“{before}”调整到“{parent.name}”"
    _record(unit, "moved", sentence, by, at, {"parent": before}, {"parent": parent.name})


def _repath(rows: Any, field: str, old: str, new: str) -> None:
    tail = Substr(field, len(old) + 1)
    rows.filter(subtree(old, field)).update(**{field: Concat(Value(new), tail)})


@transaction.atomic
def close_unit(*, unit: Unit, on: date, by: Actor, at: datetime, note: str = "") -> None:
    """Ends a unit; its records stay, and it is expected nowhere any more."""
    below = Unit.objects.within(unit.path).exclude(pk=unit.pk).open_on(on)
    if below.exists():
        first = below.in_order()[0]
        raise Refused(
            f"“{unit.name}”下面还有 {below.count()} 个单位（如“{first.name}”），请先调整或撤销它们",
            code="has_open_units",
        )
    _check_open(unit, on)
    unit.closed_on = on
    _save_versioned(unit, "closed_on")
    _change(unit, UnitChange.Kind.CLOSED, on=on, note=note)
    _record(unit, "closed", f"撤销单位“{unit.name}”", by, at, new={"closed_on": on.isoformat()})


@transaction.atomic
def merge_units(*, units: list[Unit], into: Unit, on: date, by: Actor, at: datetime) -> None:
    """Ends units by taking them into another: their people go there, their records stay theirs."""
    from qingyuan.server.organisations.actions.people import move_people  # noqa: PLC0415 - two nouns, one deed

    for unit in units:
        if unit.pk == into.pk:
            raise Refused(f"“{unit.name}”不能并入自己", code="merge_into_itself")
        check_unchanged(unit)
        _check_open(unit, on)
        move_people(source=unit, target=into, by=by, at=at)
        for child in unit.children.all():
            move_unit(unit=child, parent=into, on=on, by=by, at=at)
        unit.refresh_from_db()
        unit.closed_on = on
        _save_versioned(unit, "closed_on")
        _change(unit, UnitChange.Kind.MERGED, on=on, other=into)
        sentence = f"“{unit.name}”并入“{into.name}”"
        _record(unit, "merged", sentence, by, at, new={"into": into.pk})
        _record(into, "took_in", sentence, by, at, new={"from": unit.pk})


@transaction.atomic
def split_unit(  # noqa: PLR0913 - the sides of a split
    *, unit: Unit, name: str, on: date, by: Actor, at: datetime, code: str = ""
) -> Unit:
    """Founds a new unit out of one that goes on."""
    check_unchanged(unit)
    _check_open(unit, on)
    part = open_unit(
        name=name,
        kind=UnitKind(unit.kind),
        parent=unit.parent,
        code=code,
        region_code=unit.region_code,
        opened_on=on,
        by=by,
        at=at,
    )
    _change(unit, UnitChange.Kind.SPLIT, on=on, other=part)
    _record(unit, "split", f"从“{unit.name}”分设“{name}”", by, at, new={"part": part.pk})
    return part


def checked_name(name: str) -> str:
    """A unit's name without stray spaces.

    Raises:
        Refused: there is none, or it is too long.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("请填写单位名称", code="no_name")
    if len(name) > 100:
        raise Refused(f"单位名称最多 100 个字，现在是 {len(name)} 个", code="name_too_long")
    return name


def next_path(parent: Unit | None) -> str:
    """The path of the next child; numbers are never given twice, not even after a move away."""
    if parent is None:
        return child_path("", Unit.objects.filter(parent=None).count() + 1)
    Unit.objects.select_for_update().get(pk=parent.pk)
    last = Unit.objects.filter(parent=parent).aggregate(last=Max("path"))["last"]
    return child_path(parent.path, int(last[-STEP:]) + 1 if last else 1)


def own_code(path: str) -> str:
    """A code of ours for a unit that has none: the path's numbers, recognisable by its letter."""
    numbers = [str(int(path[start : start + STEP])) for start in range(0, len(path), STEP)]
    return "Q" + "-".join(numbers)


def _check_open(unit: Unit, on: date) -> None:
    if not unit.is_open(on):
        raise Refused(f"“{unit.name}”那一天已经不存在", code="not_open")


def check_unchanged(unit: Unit) -> None:
    """Locks a unit; raises `Refused` where it is not as it was read."""
    if not Unit.objects.select_for_update().filter(pk=unit.pk, version=unit.version).exists():
        raise _changed_meanwhile()


def _changed_meanwhile() -> Refused:
    sentence = "刚才有别人改了这个单位，请刷新后再改。你的修改没有保存"
    return Refused(sentence, code="changed_meanwhile")


def _save_versioned(unit: Unit, *fields: str) -> None:
    """Saves against the version that was read: who comes second is told so."""
    values = {field: getattr(unit, field) for field in fields}
    saved = Unit.objects.filter(pk=unit.pk, version=unit.version).update(
        version=F("version") + 1, **values
    )
    if not saved:
        raise _changed_meanwhile()
    unit.version += 1


def _change(
    unit: Unit, kind: UnitChange.Kind, *, on: date, other: Unit | None = None, note: str = ""
) -> None:
    UnitChange.objects.create(unit=unit, kind=kind, on=on, other=other, note=note)


def _record(  # noqa: PLR0913, PLR0917 - the sides of an event
    unit: Unit,
    verb: str,
    sentence: str,
    by: Actor,
    at: datetime,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
) -> None:
    record(
        deed=f"organisations.unit.{verb}",
        about=("unit", unit.pk),
        sentence=sentence,
        unit_id=unit.pk,
        by=by,
        at=at,
        old=old,
        new=new,
    )
