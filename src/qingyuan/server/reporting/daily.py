"""The figures of each bureau as a day ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from qingyuan.server.campaigns.models import Campaign, NoticeVersion, Receipt, UnitProgress
from qingyuan.server.organisations.models.units import BUREAUS
from qingyuan.server.reporting.models import DailyFigure

_ROWS_A_STATEMENT = 1_000


@transaction.atomic
def keep_figures(*, on: date, at: datetime) -> int:
    """Writes down where every bureau stands; a day that has its figures keeps them.

    Returns:
        How many rows were written.
    """
    rows = [
        figure
        for campaign in Campaign.objects.filter(state=Campaign.State.RUNNING)
        if not DailyFigure.objects.filter(campaign=campaign, on=on).exists()
        for figure in _figures(campaign, on, at)
    ]
    return len(DailyFigure.objects.bulk_create(rows, batch_size=_ROWS_A_STATEMENT))


def _figures(campaign: Campaign, on: date, at: datetime) -> Iterator[DailyFigure]:
    progress = UnitProgress.objects.filter(campaign=campaign, unit__kind__in=BUREAUS)
    receipts = _receipts(campaign)
    for row in progress.iterator():
        receipt = receipts.get(row.unit_id, Receipt())
        yield DailyFigure(
            campaign=campaign,
            unit_id=row.unit_id,
            on=on,
            taken_at=at,
            units=receipt.units,
            units_signed=receipt.units_signed,
            staff=receipt.staff,
            staff_reached=receipt.staff_reached,
            units_to_set_up=row.units,
            task_forces=row.task_forces,
            channels=row.channels,
            reports_owed=row.reports_owed,
            reports_filed=row.reports_filed,
        )


def _receipts(campaign: Campaign) -> dict[int, Receipt]:
    """Each bureau's receipt of the notice that its page shows: see `main_receipt`."""
    rows = Receipt.objects.filter(
        version__notice__campaign=campaign,
        version__state=NoticeVersion.State.ISSUED,
        unit__kind__in=BUREAUS,
    ).select_related("version__notice__issuer")
    found: dict[int, list[Receipt]] = {}
    for row in rows.iterator():
        found.setdefault(row.unit_id, []).append(row)
    return {unit: min(receipts, key=main_receipt_order) for unit, receipts in found.items()}


def main_receipt_order(receipt: Receipt) -> tuple[int, int]:
    """The notice by which a unit is judged: that of the highest issuer, the oldest of those."""
    return len(receipt.version.notice.issuer.path), receipt.version.notice_id


def figures_before(campaign: Campaign, unit_id: int, day: date) -> DailyFigure | None:
    """The newest figures of an earlier day."""
    rows = DailyFigure.objects.filter(campaign=campaign, unit=unit_id, on__lt=day)
    return rows.order_by("-on").first()
