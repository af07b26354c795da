"""The figures of a deployment report that come from counters: one level, whatever lies below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db.models import Q

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.reports.deployment_figures import Children, Expected, UnitCoverage
from qingyuan.server.campaigns.models import Campaign, NoticeVersion, Receipt, UnitProgress
from qingyuan.server.organisations.models import Unit, UnitKind

_SCHOOLS = {UnitKind.SCHOOL, UnitKind.KINDERGARTEN, UnitKind.CENTRAL_SCHOOL}
OWN_STAFF = "机关本级"


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit's own rows (None where it has none) and those directly below it."""

    receipt: Receipt | None
    receipts: tuple[Receipt, ...]
    progress: UnitProgress | None
    below: tuple[UnitProgress, ...]

    @property
    def children(self) -> Children | None:
        """Whether schools or units of other kinds too are below; None where nothing is."""
        kinds = {row.unit.kind for row in self.receipts} | {row.unit.kind for row in self.below}
        if not kinds:
            return None
        return Children.SCHOOLS if kinds <= _SCHOOLS else Children.UNITS

    @property
    def coverage(self) -> Coverage:
        """Of all below, with the unit's own staff; of a unit without any below, its own."""
        return reduce(add, (unit.coverage for unit in self.by_unit), Coverage())

    @property
    def by_unit(self) -> tuple[UnitCoverage, ...]:
        """Each unit below with its subtree, then the staff of the reporting unit itself."""
        rows = [UnitCoverage(row.unit.name, _coverage(row)) for row in self.receipts]
        if self.receipt is not None:
            rows.append(UnitCoverage(OWN_STAFF, self._own()))
        return tuple(rows)

    def _own(self) -> Coverage:
        receipt = self.receipt
        if receipt is None:
            return Coverage()
        staff, reached = receipt.own_staff, receipt.own_reached
        if self.children:
            return Coverage(staff=staff, staff_reached=reached)
        signed = int(receipt.signed_at is not None)
        opened = int(receipt.opened_at is not None)
        return Coverage(1, 1, opened, signed, staff, reached, int(staff == 0))

    def expected(self, count: Callable[[UnitProgress], int]) -> Expected | None:
        """How many units below have something, and below which child it is missing."""
        if not self.children:
            return None
        return Expected(
            expected=sum(row.units for row in self.below),
            present=sum(count(row) for row in self.below),
            missing=self.names(lambda row: row.units - count(row)),
        )

    def names(self, lacking: Callable[[UnitProgress], int]) -> tuple[str, ...]:
        """The units below where something lacks; where several stand behind one, how many."""
        measure = self.children.measure if self.children else "个"
        found = [(row, lacking(row)) for row in self.below]
        return tuple(
            row.unit.name
            if row.units == 1 and row.is_expected
            else f"{row.unit.name}（{lack}{measure}）"
            for row, lack in found
            if lack
        )


def counted(campaign: Campaign, unit: Unit) -> Counted:
    """Two questions to the database."""
    at_or_below = Q(path=unit.path) | Q(parent_path=unit.path)
    receipts = Receipt.objects.filter(
        at_or_below,
        version__state=NoticeVersion.State.ISSUED,
        version__notice__campaign=campaign,
        version__notice__issuer=campaign.unit_id,
    ).select_related("unit", "version__notice")
    latest = _of_one_version(list(receipts.order_by("-version", "path")))
    rows = list(
        UnitProgress.objects.filter(at_or_below, campaign=campaign)
        .select_related("unit")
        .order_by("path")
    )
    return Counted(
        receipt=next((row for row in latest if row.path == unit.path), None),
        receipts=tuple(row for row in latest if row.path != unit.path),
        progress=next((row for row in rows if row.path == unit.path), None),
        below=tuple(row for row in rows if row.path != unit.path and row.units),
    )


def _of_one_version(receipts: Sequence[Receipt]) -> list[Receipt]:
    """Where a campaign has several notices, those of the newest."""
    return [row for row in receipts if row.version_id == receipts[0].version_id]


def _coverage(row: Receipt) -> Coverage:
    return Coverage(
        units=row.units,
        units_sent=row.units,
        units_opened=row.units_opened,
        units_signed=row.units_signed,
        staff=row.staff,
        staff_reached=row.staff_reached,
        units_without_roster=row.units_without_roster,
    )
