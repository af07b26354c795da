"""Writes a planned list of units: thousands of new ones in a few statements, changes one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qingyuan.core.organisations.planning import Planned, Standing
from qingyuan.server.evidence.actions import EventDraft, record_all
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.actions.units import (
    correct_unit,
    initials_of,
    move_unit,
    own_code,
    rename_unit,
)
from qingyuan.server.organisations.models import Unit, UnitKind
from qingyuan.server.organisations.models.paths import STEP, child_path

_NUMBERS_A_QUESTION = 900
_ROWS_A_STATEMENT = 2_000


@transaction.atomic
def write_units(planned: Sequence[Planned], by: Actor, at: datetime) -> None:
    """Opens the new units level by level, then changes the known ones; all of it or nothing."""
    opening = _Opening(by, at)
    opening.made.update({plan.place: plan.target for plan in planned if plan.target is not None})
    waiting = [plan for plan in planned if plan.standing is Standing.NEW]
    while waiting:
        ready = [plan for plan in waiting if opening.parent_of(plan) is not None]
        if not ready:
            raise RuntimeError("a plan has units without a way up")
        opening.open_all(ready)
        waiting = [plan for plan in waiting if plan.place not in opening.made]
    for plan in planned:
        if plan.standing is Standing.CHANGED:
            _change(plan, opening.parent_of(plan), by, at)


@dataclass(slots=True)
class _Opening:
    """Units by the place of their line, opened or known, and the next free numbers."""

    by: Actor
    at: datetime
    made: dict[int, int] = field(default_factory=dict)
    _next: dict[int, int] = field(default_factory=dict)

    def parent_of(self, plan: Planned) -> int | None:
        """The unit above, if it is there yet."""
        if plan.parent_place is not None:
            return self.made.get(plan.parent_place)
        return plan.unit

    def open_all(self, plans: Sequence[Planned]) -> None:
        """Opens units whose parents are there."""
        parents = self._locked({self.parent_of(plan) or 0 for plan in plans})
        units = [self._unit(plan, parents[self.parent_of(plan) or 0]) for plan in plans]
        Unit.objects.bulk_create(units, batch_size=_ROWS_A_STATEMENT)
        self.made.update({plan.place: unit.pk for plan, unit in zip(plans, units, strict=True)})
        record_all([_opened(unit, parents) for unit in units], by=self.by, at=self.at)

    def _locked(self, numbers: set[int]) -> dict[int, Unit]:
        """The parents, locked against other openings, with their next free numbers noted."""
        found: dict[int, Unit] = {}
        every = sorted(numbers)
        for start in range(0, len(every), _NUMBERS_A_QUESTION):
            some = every[start : start + _NUMBERS_A_QUESTION]
            found.update({u.pk: u for u in Unit.objects.select_for_update().filter(pk__in=some)})
            children = Unit.objects.filter(parent__in=some)
            lasts = children.values_list("parent_id").annotate(Max("path"))
            self._next.update({pk or 0: int(last[-STEP:]) + 1 for pk, last in lasts})
        return found

    def _unit(self, plan: Planned, parent: Unit) -> Unit:
        number = self._next.get(parent.pk, 1)
        self._next[parent.pk] = number + 1
        path = child_path(parent.path, number)
        name = plan.value("unit")
        return Unit(
            name=name,
            initials=initials_of(name),
            kind=UnitKind(plan.value("kind")),
            parent=parent,
            path=path,
            code=plan.value("code") or own_code(path),
            region_code=plan.value("region_code"),
        )


def _opened(unit: Unit, parents: dict[int, Unit]) -> EventDraft:
    above = parents[unit.parent_id or 0].name
    return EventDraft(
        deed="organisations.unit.opened",
        about=("unit", unit.pk),
        sentence=f"在{above}下新增单位“{unit.name}”（批量导入）",
        unit_id=unit.pk,
        new={"name": unit.name, "kind": unit.kind},
    )


def _change(plan: Planned, parent: int | None, by: Actor, at: datetime) -> None:
    unit = Unit.objects.get(pk=plan.target or 0)
    changed = {change.field for change in plan.changes}
    today = timezone.localdate(at)
    if "unit" in changed:
        rename_unit(unit=unit, name=plan.value("unit"), on=today, by=by, at=at)
    if changed & {"code", "kind", "region_code"}:
        correct_unit(
            unit=unit,
            code=plan.value("code"),
            kind=UnitKind(plan.value("kind") if "kind" in changed else unit.kind),
            region_code=plan.value("region_code") or unit.region_code,
            by=by,
            at=at,
        )
    if "parent" in changed and parent is not None:
        move_unit(unit=unit, parent=Unit.objects.get(pk=parent), on=today, by=by, at=at)
