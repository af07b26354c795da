"""Writes the planned lines of a batch: units whole or not at all, people and accounts in pieces.

A piece is one transaction; what it wrote is found again as 没有变化 when a batch is taken up after
a crash, so nothing is written twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.db.models import F

from qingyuan.core.organisations.planning import Planned, Standing
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.actions.accounts import NewAccount, make_accounts
from qingyuan.server.organisations.actions.people import RosterEntry, fill_rosters
from qingyuan.server.organisations.models import ImportBatch, ImportLine, Role, Unit
from qingyuan.server.organisations.unit_import import write_units

_UNITS_A_PIECE = 200
_ACCOUNTS_A_PIECE = 100


def write_lines(batch: ImportBatch, planned: Sequence[Planned], by: Actor, at: datetime) -> None:
    """Writes every line that is new or changed."""
    if batch.subject == ImportBatch.Subject.UNITS:
        write_units(planned, by, at)
    elif batch.subject == ImportBatch.Subject.ROSTER:
        _write_roster(batch, planned, by, at)
    else:
        _write_accounts(batch, planned, by, at)


def _write_roster(batch: ImportBatch, planned: Sequence[Planned], by: Actor, at: datetime) -> None:
    by_unit: defaultdict[int, list[RosterEntry]] = defaultdict(list)
    for plan in planned:
        if plan.standing is Standing.NEW and plan.unit is not None:
            by_unit[plan.unit].append(
                RosterEntry(plan.value("name"), plan.value("number"), plan.value("department"))
            )
    rest = iter(by_unit.items())
    while piece := list(islice(rest, _UNITS_A_PIECE)):
        _write_people(batch, piece, by, at)


@transaction.atomic
def _write_people(
    batch: ImportBatch, piece: list[tuple[int, list[RosterEntry]]], by: Actor, at: datetime
) -> None:
    units = Unit.objects.in_bulk([unit for unit, _ in piece])
    rosters = [(units[unit], entries) for unit, entries in piece]
    fill_rosters(rosters=rosters, by=by, at=at)
    _note_progress(batch, sum(len(entries) for _, entries in piece))


def _write_accounts(
    batch: ImportBatch, planned: Sequence[Planned], by: Actor, at: datetime
) -> None:
    rest = (plan for plan in planned if plan.standing is Standing.NEW)
    while piece := list(islice(rest, _ACCOUNTS_A_PIECE)):
        _make_accounts(batch, piece, by, at)


@transaction.atomic
def _make_accounts(batch: ImportBatch, piece: list[Planned], by: Actor, at: datetime) -> None:
    units = Unit.objects.in_bulk([plan.unit for plan in piece if plan.unit])
    wanted = [
        NewAccount(units[plan.unit or 0], plan.value("name"), Role(plan.value("role")))
        for plan in piece
    ]
    posts = make_accounts(wanted=wanted, by=by, at=at)
    lines = {line.place: line for line in batch.lines.filter(place__in=[p.place for p in piece])}
    for plan, post in zip(piece, posts, strict=True):
        lines[plan.place].post_id = post.pk
    ImportLine.objects.bulk_update(lines.values(), ["post_id"])
    _note_progress(batch, len(piece))


def _note_progress(batch: ImportBatch, count: int) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(written_count=F("written_count") + count)
