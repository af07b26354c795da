"""The counters of each receipt: kept with every deed, recounted to prove them.

A page of any level reads one row for its total and one row a child, however large the tree is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from django.db import transaction
from django.db.models import Case, Count, F, Q, Value, When

from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, Receipt
from qingyuan.server.campaigns.models.notices import ReceiptQuerySet
from qingyuan.server.organisations.models.paths import ancestor_paths, nearest_above

_BATCH = 1_000


@dataclass(slots=True)
class Counts:
    """The counters of a subtree."""

    units: int = 0
    units_opened: int = 0
    units_signed: int = 0
    units_passed_on: int = 0
    units_without_roster: int = 0
    staff: int = 0
    staff_reached: int = 0


Own = Mapping[str, tuple[int, int]]
"""Staff and reached staff of units themselves, by path."""

_NAMES = tuple(field.name for field in fields(Counts))
_STORED = (*_NAMES, "own_staff", "own_reached", "has_gap")
HAS_GAP = Q(signed_at__isnull=True) | Q(own_reached__lt=F("own_staff")) | Q(own_staff=0)


def add(version_id: int, path: str, **deltas: int) -> None:
    """Adds to the counters of a unit and of all units above it."""
    if _lock(version_id, path) is not None:
        _add(version_id, path, deltas)


def add_own(version_id: int, path: str, *, staff: int = 0, reached: int = 0) -> None:
    """Adds people to a unit's own counters and to those of the units above it."""
    own = _lock(version_id, path)
    if own is None:  # the unit is not asked by this version
        return
    own_staff, own_reached = own.own_staff + staff, own.own_reached + reached
    without_roster = (own_staff == 0) - (own.own_staff == 0)
    deltas = {"staff": staff, "staff_reached": reached, "units_without_roster": without_roster}
    _add(version_id, path, deltas)
    gap = own.signed_at is None or own_reached < own_staff or own_staff == 0
    Receipt.objects.filter(pk=own.pk).update(
        own_staff=own_staff, own_reached=own_reached, has_gap=gap
    )


def _lock(version_id: int, path: str) -> Receipt | None:
    """Locks the rows from the root down, so that two deeds at once never wait for each other."""
    rows = Receipt.objects.filter(version_id=version_id, path__in=ancestor_paths(path))
    locked = list(rows.select_for_update().order_by("path"))
    return locked[-1] if locked and locked[-1].path == path else None


def _add(version_id: int, path: str, deltas: Mapping[str, int]) -> None:
    changes = {name: F(name) + delta for name, delta in deltas.items() if delta}
    if changes:
        rows = Receipt.objects.filter(version_id=version_id, path__in=ancestor_paths(path))
        rows.update(**changes)


def note_gap(receipts: ReceiptQuerySet) -> None:
    """Writes whether the unit itself still lacks something, by what its row says now."""
    receipts.update(has_gap=Case(When(HAS_GAP, then=Value(True)), default=Value(False)))


def own_counts(version: NoticeVersion) -> dict[str, tuple[int, int]]:
    """Staff and reached staff of each unit itself, from the acknowledgements."""
    rows = (
        Acknowledgement.objects.filter(version=version, excused="")
        .values("path")
        .annotate(staff=Count("pk"), reached=Count("reached_at"))
        .order_by()
    )
    return {row["path"]: (row["staff"], row["reached"]) for row in rows.iterator()}


@transaction.atomic
def rebuild(version: NoticeVersion) -> int:
    """Writes counters counted anew from the acknowledgements; returns how many rows were wrong."""
    rows = _locked(version)  # before the count: a deed that is under way adds to what stands then
    return _write(_disagreeing(rows, own_counts(version)))


@transaction.atomic
def regather(version: NoticeVersion) -> int:
    """As `rebuild`, but trusts what the units themselves have: enough when the tree has changed."""
    rows = _locked(version)
    return _write(_disagreeing(rows, {row.path: (row.own_staff, row.own_reached) for row in rows}))


def hang(version: NoticeVersion) -> None:
    """Puts every receipt under the nearest unit above that has one."""
    rows = list(version.receipts.only("version", "path", "parent_path"))
    paths = {row.path for row in rows}
    moved = []
    for row in rows:
        above = nearest_above(row.path, paths)
        if row.parent_path != above:
            row.parent_path = above
            moved.append(row)
    Receipt.objects.bulk_update(moved, ["parent_path"], batch_size=500)


def _locked(version: NoticeVersion) -> list[Receipt]:
    return list(version.receipts.select_for_update().order_by("path"))


def disagreements(version: NoticeVersion) -> Iterable[Receipt]:
    """The rows whose counters do not equal the recount; they carry the right ones."""
    return _disagreeing(list(version.receipts.select_related("unit")), own_counts(version))


def _disagreeing(rows: list[Receipt], own: Own) -> list[Receipt]:
    """Sets the right counters on every row and keeps those that had others."""
    totals = _totals(rows, own)
    return [row for row in rows if _set(row, totals[row.path], own.get(row.path, (0, 0)))]


def _totals(rows: Iterable[Receipt], own: Own) -> dict[str, Counts]:
    totals: dict[str, Counts] = defaultdict(Counts)
    for row in rows:
        staff, reached = own.get(row.path, (0, 0))
        for above in ancestor_paths(row.path):
            total = totals[above]
            total.units += 1
            total.units_opened += row.opened_at is not None
            total.units_signed += row.signed_at is not None
            total.units_passed_on += row.passed_on_at is not None
            total.units_without_roster += staff == 0
            total.staff += staff
            total.staff_reached += reached
    return totals


def _set(row: Receipt, total: Counts, own: tuple[int, int]) -> bool:
    staff, reached = own
    gap = row.signed_at is None or reached < staff or staff == 0
    right = [getattr(total, name) for name in _NAMES] + [staff, reached, gap]
    if [getattr(row, name) for name in _STORED] == right:
        return False
    for name, value in zip(_STORED, right, strict=True):
        setattr(row, name, value)
    return True


def _write(wrong: list[Receipt]) -> int:
    """One statement a thousand rows: an insert that meets the row and updates it."""
    Receipt.objects.bulk_create(
        wrong,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=_STORED,
    )
    return len(wrong)
