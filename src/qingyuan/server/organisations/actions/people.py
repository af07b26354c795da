"""Deeds on rosters: add, leave, move; a unit's head count stands on the unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.evidence.actions import EventDraft, record, record_all
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.following import followers
from qingyuan.server.organisations.models import Person, Unit


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A member of staff as a list names one: a name or a number at least."""

    name: str = ""
    number: str = ""
    department: str = ""
    phone: str = ""


Roster = tuple[Unit, Sequence[RosterEntry]]
"""A unit and the people to be put on its roster."""

_ROWS_A_STATEMENT = 2_000


@transaction.atomic
def add_people(
    *, unit: Unit, entries: Sequence[RosterEntry], by: Actor, at: datetime
) -> list[Person]:
    """Puts people on a unit's roster; those whose number is there already are left out."""
    if any(not entry.name and not entry.number for entry in entries):
        raise Refused("每个人至少要有姓名或工号", code="nameless_person")
    taken = set(unit.people.active().values_list("number", flat=True)) - {""}
    fresh = [entry for entry in entries if entry.number not in taken]
    people = Person.objects.bulk_create(
        Person(
            unit=unit,
            name=entry.name,
            number=entry.number,
            department=entry.department,
            phone=entry.phone,
        )
        for entry in fresh
    )
    recount_staff(unit)
    if people:
        _tell_joined(unit, people)
        record(
            deed="organisations.roster.added",
            about=("unit", unit.pk),
            sentence=f"教职员工名单新增 {len(people)} 人",
            unit_id=unit.pk,
            by=by,
            at=at,
            new={"people": [person.pk for person in people]},
        )
    return people


@transaction.atomic
def fill_rosters(*, rosters: Sequence[Roster], by: Actor, at: datetime) -> int:
    """As `add_people` for many units, with a few statements for all of them.

    Returns:
        How many people are new.
    """
    units = [unit for unit, _ in rosters]
    numbers = Person.objects.active().filter(unit__in=units).exclude(number="")
    taken = set(numbers.values_list("unit_id", "number"))
    joined = [
        [
            Person(unit=unit, name=one.name, number=one.number, department=one.department)
            for one in entries
            if (unit.pk, one.number) not in taken
        ]
        for unit, entries in rosters
    ]
    Person.objects.bulk_create(
        [one for people in joined for one in people], batch_size=_ROWS_A_STATEMENT
    )
    _recount_many(units)
    events = []
    for unit, people in zip(units, joined, strict=True):
        if people:
            _tell_joined(unit, people)
            events.append(_added(unit, people))
    record_all(events, by=by, at=at)
    return sum(len(people) for people in joined)


def _added(unit: Unit, people: list[Person]) -> EventDraft:
    return EventDraft(
        deed="organisations.roster.added",
        about=("unit", unit.pk),
        sentence=f"教职员工名单新增 {len(people)} 人",
        unit_id=unit.pk,
        new={"people": [person.pk for person in people]},
    )


def _recount_many(units: Sequence[Unit]) -> None:
    here = Person.objects.filter(unit=OuterRef("pk"), left_on__isnull=True).order_by()
    counted = here.values("unit").annotate(count=Count("pk")).values("count")
    Unit.objects.filter(pk__in=[unit.pk for unit in units]).update(
        staff_count=Coalesce(Subquery(counted), 0)
    )


@transaction.atomic
def remove_person(*, person: Person, on: date, by: Actor, at: datetime) -> None:
    """Notes that somebody has left."""
    if person.left_on is not None:
        raise Refused(f"{person} 已经登记为离开", code="already_left")
    person.left_on = on
    person.save(update_fields=["left_on"])
    recount_staff(person.unit)
    _tell_left(person.unit, [person])
    record(
        deed="organisations.roster.left",
        about=("unit", person.unit_id),
        sentence="教职员工名单有 1 人登记为离开",
        unit_id=person.unit_id,
        by=by,
        at=at,
        new={"person": person.pk},
    )


@transaction.atomic
def move_people(*, source: Unit, target: Unit, by: Actor, at: datetime) -> int:
    """Moves a whole roster; a number that is taken at the target is kept as part of the name."""
    taken = set(target.people.active().values_list("number", flat=True)) - {""}
    for person in source.people.active().filter(number__in=taken):
        person.name, person.number = person.name or person.number, ""
        person.save(update_fields=["name", "number"])
    people = list(source.people.active())
    Person.objects.filter(pk__in=[person.pk for person in people]).update(unit=target)
    recount_staff(source)
    recount_staff(target)
    if people:
        _tell_left(source, people)
        _tell_joined(target, people)
        record(
            deed="organisations.roster.moved",
            about=("unit", target.pk),
            sentence=f"“{source.name}”的 {len(people)} 名教职员工转入“{target.name}”",
            unit_id=target.pk,
            by=by,
            at=at,
        )
    return len(people)


def recount_staff(unit: Unit) -> None:
    """Writes the head count of a roster onto its unit."""
    count = Person.objects.filter(unit=unit, left_on__isnull=True).count()
    Unit.objects.filter(pk=unit.pk).update(staff_count=count)
    unit.staff_count = count


def _tell_joined(unit: Unit, people: list[Person]) -> None:
    for follower in followers():
        follower.people_joined(unit, people)


def _tell_left(unit: Unit, people: list[Person]) -> None:
    for follower in followers():
        follower.people_left(unit, people)
