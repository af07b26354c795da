"""Writes planned units and their people in large batches; one event a unit, or one a batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from random import Random
from typing import TypeVar

from django.db import transaction

from qingyuan.server.demo import names
from qingyuan.server.demo.rows import insert_rows
from qingyuan.server.demo.tree import PlannedUnit
from qingyuan.server.demo.watching import Watcher
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.actions.units import initials_of, own_code
from qingyuan.server.organisations.models import Person, Unit
from qingyuan.server.organisations.models.paths import child_path

UNITS_WITH_OWN_EVENTS = 500
_UNITS = 2_000
_PEOPLE = 20_000
Loaded = dict[PlannedUnit, Unit]
_Row = TypeVar("_Row")


def load_units(
    city: PlannedUnit, *, opened_on: date, by: Actor, at: datetime, watcher: Watcher
) -> Loaded:
    """The tree, one depth after the other, so that every parent has its number."""
    watcher.stage("建立单位", sum(1 for _ in city.walk()))
    loaded: Loaded = {}
    level: list[tuple[PlannedUnit, PlannedUnit | None, str]] = [(city, None, child_path("", 1))]
    while level:
        for batch in batches(level, _UNITS):
            _write_units(batch, loaded, opened_on)
            watcher.step(len(batch))
        level = [
            (child, unit, child_path(path, number))
            for unit, _, path in level
            for number, child in enumerate(unit.children, start=1)
        ]
    _record_units(list(loaded.values()), by, at)
    return loaded


def _write_units(
    batch: Sequence[tuple[PlannedUnit, PlannedUnit | None, str]], loaded: Loaded, opened_on: date
) -> None:
    rows = Unit.objects.bulk_create(
        Unit(
            name=planned.name,
            initials=initials_of(planned.name),
            kind=planned.kind,
            code=planned.code or own_code(path),
            region_code=planned.region_code,
            parent=loaded[parent] if parent else None,
            path=path,
            opened_on=opened_on,
            staff_count=planned.staff,
        )
        for planned, parent, path in batch
    )
    for (planned, _, _), row in zip(batch, rows, strict=True):
        loaded[planned] = row


def _record_units(units: Sequence[Unit], by: Actor, at: datetime) -> None:
    for unit in units[:UNITS_WITH_OWN_EVENTS]:
        record(
            deed="organisations.unit.opened",
            about=("unit", unit.pk),
            sentence=f"新增单位“{unit.name}”",
            unit_id=unit.pk,
            by=by,
            at=at,
            new={"name": unit.name, "kind": unit.kind},
        )
    if len(units) > UNITS_WITH_OWN_EVENTS:
        record(
            deed="organisations.unit.loaded",
            about=("unit", units[0].pk),
            sentence=f"批量新增 {len(units)} 个单位",
            unit_id=units[0].pk,
            by=by,
            at=at,
        )


def load_people(
    loaded: Loaded, *, random: Random, by: Actor, at: datetime, watcher: Watcher
) -> int:
    """Everybody on the rosters, each batch in a transaction of its own."""
    watcher.stage("建立教职员工名单", sum(planned.staff for planned in loaded))
    count = 0
    for people in batches(_people(loaded, random), _PEOPLE):
        with transaction.atomic():
            insert_rows(Person, _PERSON, people)
        count += len(people)
        watcher.step(len(people))
    with transaction.atomic():
        _record_rosters(loaded, by, at)
    return count


_PERSON = ("unit_id", "name", "number", "department")


def _people(loaded: Loaded, random: Random) -> Iterator[tuple[int, str, str, str]]:
    for planned, unit in loaded.items():
        for number in range(1, planned.staff + 1):
            name, department = names.person_name(random), random.choice(_DEPARTMENTS)
            yield unit.pk, name, f"{unit.pk:05d}{number:03d}", department


_DEPARTMENTS = ("语文组", "数学组", "英语组", "综合组", "总务处", "教务处", "")


def _record_rosters(loaded: Loaded, by: Actor, at: datetime) -> None:
    with_staff = [unit for planned, unit in loaded.items() if planned.staff]
    own = with_staff if len(loaded) <= UNITS_WITH_OWN_EVENTS else with_staff[:1]
    for unit in own:
        record(
            deed="organisations.roster.added",
            about=("unit", unit.pk),
            sentence=f"教职员工名单新增 {unit.staff_count} 人"
            if own is with_staff
            else f"批量导入 {len(with_staff)} 个单位的教职员工名单",
            unit_id=unit.pk,
            by=by,
            at=at,
        )


def batches(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    """Lists of at most so many."""
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
