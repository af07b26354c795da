"""The lines of a batch against what the database knows now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from qingyuan.core.organisations.account_plan import AccountPlan
from qingyuan.core.organisations.known_units import KnownUnit, KnownUnits
from qingyuan.core.organisations.list_reading import ListReading
from qingyuan.core.organisations.planning import Planned
from qingyuan.core.organisations.roster_plan import KnownPerson, RosterPlan
from qingyuan.core.organisations.unit_plan import UnitPlan
from qingyuan.server.organisations.models import ImportBatch, Person, Post, Role, Unit

_NUMBERS_A_QUESTION = 900
_T = TypeVar("_T")
ROLE_WORDS = {role.label: role.value for role in Role}


def plan(batch: ImportBatch, reading: ListReading) -> list[Planned]:
    """What importing each line would do now."""
    return {
        ImportBatch.Subject.UNITS: _plan_units,
        ImportBatch.Subject.ROSTER: plan_roster,
        ImportBatch.Subject.ACCOUNTS: _plan_accounts,
    }[ImportBatch.Subject(batch.subject)](batch.unit, reading)


def known_units(root: Unit) -> KnownUnits:
    """The units of a subtree, those that are closed included."""
    rows = Unit.objects.within(root.path).values_list(
        "pk", "name", "code", "parent_id", "kind", "region_code", "closed_on"
    )
    return KnownUnits(KnownUnit(*row[:6], is_open=row[6] is None) for row in rows.iterator(10_000))


def _plan_units(root: Unit, reading: ListReading) -> list[Planned]:
    known = known_units(root)
    codes = {line.get("code") for line in reading.lines} - known.by_code.keys() - {""}
    taken = {
        code
        for some in _pieces(codes)
        for code in Unit.objects.filter(code__in=some).values_list("code", flat=True)
    }
    return UnitPlan(reading, known, root.pk, taken - known.by_code.keys()).lines()


def plan_roster(root: Unit, reading: ListReading) -> list[Planned]:
    """What a roster of a unit, or of its subtree, would do."""
    plan = RosterPlan(reading, known_units(root), root.pk)
    return plan.lines(_people_of(plan.units()))


def _people_of(units: Iterable[int]) -> dict[int, list[KnownPerson]]:
    people: defaultdict[int, list[KnownPerson]] = defaultdict(list)
    for some in _pieces(units):
        rows = Person.objects.active().filter(unit__in=some)
        for unit, *person in rows.values_list("unit_id", "name", "number", "department"):
            people[unit].append((person[0], person[1], person[2]))
    return people


def _plan_accounts(root: Unit, reading: ListReading) -> list[Planned]:
    posts = Post.objects.within(root.path).filter(ended_at=None, holder__isnull=False)
    held = frozenset(posts.values_list("unit_id", "role", "holder__name"))
    return AccountPlan(reading, known_units(root), root.pk, ROLE_WORDS, held).lines()


def _pieces(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while piece := list(islice(rest, _NUMBERS_A_QUESTION)):
        yield piece
