"""Which due date stands for a unit at a moment."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from qingyuan.server.campaigns.models import Deliverable, DueDate
from qingyuan.server.organisations.models import Unit


def standing_due_date(deliverable: Deliverable, unit: Unit, at: datetime) -> date:
    """The newest date set for the unit itself, else the newest for all, else the notice's own."""
    rows = DueDate.objects.filter(
        Q(unit=unit) | Q(unit=None), deliverable=deliverable, set_at__lte=at
    )
    newest = {row.unit_id is not None: row.due_on for row in rows}
    own, common = newest.get(True), newest.get(False, deliverable.due_on)
    return own if own is not None else common
