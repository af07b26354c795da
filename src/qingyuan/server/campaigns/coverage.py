"""The counters of each receipt: kept with every deed, recounted to prove them.

A page of any level reads one row for its total and one row a child, however large the tree is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db.models import Case, Count, F, Q, Value, When

from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, Receipt
from qingyuan.server.organisations.models.paths import ancestor_paths

_BATCH = 1_000


@dataclass(slots=True)
class Counts:
    """The counters of a subtree."""

    units: int = 0
    units_opened: int = 0
    units_signed: int = 0
    staff: int = 0
    staff_reached: int = 0


_NAMES = tuple(field.name for field in fields(Counts))
HAS_GAP = Q(signed_at__isnull=True) | Q(own_reached__lt=F("own_staff"))


def add(version_id: int, path: str, **deltas: int) -> None:
    """Adds to the counters of a unit and of all units above it.

    The rows are locked from the root down, so that two deeds at once never wait for each other.
    """
    rows = Receipt.objects.filter(version_id=version_id, path__in=ancestor_paths(path))
    list(rows.select_for_update().order_by("path").values_list("pk"))
    rows.update(**{name: F(name) + delta for name, delta in deltas.items()})


def add_own(version_id: int, path: str, *, staff: int = 0, reached: int = 0) -> None:
    """Adds people to a unit's own counters and to those of the units above it."""
    add(version_id, path, staff=staff, staff_reached=reached)
    own = Receipt.objects.filter(version_id=version_id, path=path)
    own.update(own_staff=F("own_staff") + staff, own_reached=F("own_reached") + reached)
    note_gap(own)


def note_gap(receipts: object) -> None:
    """Writes whether the unit itself still lacks something, by what its row says now."""
    gap = Case(When(HAS_GAP, then=Value(True)), default=Value(False))
    receipts.update(has_gap=gap)  # type: ignore[attr-defined]


def recounted(version: NoticeVersion) -> dict[str, Counts]:
    """Every subtree's counters, counted anew from the rows behind them; keys are paths."""
    counts: dict[str, Counts] = defaultdict(Counts)
    own = own_counts(version)
    receipts = version.receipts.values_list("path", "opened_at", "signed_at")
    for path, opened_at, signed_at in receipts.iterator():
        staff, reached = own.get(path, (0, 0))
        for above in ancestor_paths(path):
            total = counts[above]
            total.units += 1
            total.units_opened += opened_at is not None
            total.units_signed += signed_at is not None
            total.staff += staff
            total.staff_reached += reached
    return counts


def own_counts(version: NoticeVersion) -> dict[str, tuple[int, int]]:
    """Staff and reached staff of each unit itself, from the acknowledgements."""
    rows = (
        Acknowledgement.objects.filter(version=version, excused="")
        .values("path")
        .annotate(staff=Count("pk"), reached=Count("reached_at"))
        .order_by()
    )
    return {row["path"]: (row["staff"], row["reached"]) for row in rows.iterator()}


def rebuild(version: NoticeVersion) -> int:
    """Writes the recounted counters; returns how many rows were wrong."""
    counts, own = recounted(version), own_counts(version)
    wrong = [row for row in version.receipts.iterator() if not _agrees(row, counts, own)]
    for row in wrong:
        _write(row, counts, own)
    names = [*_NAMES, "own_staff", "own_reached", "has_gap"]
    Receipt.objects.bulk_update(wrong, names, batch_size=_BATCH)
    return len(wrong)


def disagreements(version: NoticeVersion) -> Iterable[Receipt]:
    """The rows whose counters do not equal the recount."""
    counts, own = recounted(version), own_counts(version)
    rows = version.receipts.select_related("unit").iterator()
    return (row for row in rows if not _agrees(row, counts, own))


def _agrees(row: Receipt, counts: dict[str, Counts], own: dict[str, tuple[int, int]]) -> bool:
    total = counts[row.path]
    same = all(getattr(row, name) == getattr(total, name) for name in _NAMES)
    return (
        same
        and (row.own_staff, row.own_reached) == own.get(row.path, (0, 0))
        and (row.has_gap == _gap(row))
    )


def _write(row: Receipt, counts: dict[str, Counts], own: dict[str, tuple[int, int]]) -> None:
    for name in _NAMES:
        setattr(row, name, getattr(counts[row.path], name))
    row.own_staff, row.own_reached = own.get(row.path, (0, 0))
    row.has_gap = _gap(row)


def _gap(row: Receipt) -> bool:
    return row.signed_at is None or row.own_reached < row.own_staff
