"""Which due date stands for a unit at a moment, and until when a notice is to be conveyed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from qingyuan.core.deadlines.workdays import add_workdays
from qingyuan.server.campaigns.models import Deliverable, DueDate, Stage
from qingyuan.server.organisations.models import Unit


def standing_due_date(deliverable: Deliverable, unit: Unit, at: datetime) -> date:
    """The newest date set for the unit itself, else the newest for all, else the notice's own."""
    rows = DueDate.objects.filter(
        Q(unit=unit) | Q(unit=None), deliverable=deliverable, set_at__lte=at
    )
    newest = {row.unit_id is not None: row.due_on for row in rows}
    own, common = newest.get(True), newest.get(False, deliverable.due_on)
    return own if own is not None else common


def with_standing_dates(
    deliverables: QuerySet[Deliverable], unit: Unit, at: datetime
) -> QuerySet[Deliverable]:
    """The same for many deliverables in their own statement, as `stands_on`."""
    set_by_then = DueDate.objects.filter(deliverable=OuterRef("pk"), set_at__lte=at)
    newest = set_by_then.order_by("-set_at", "-pk").values("due_on")
    own, common = newest.filter(unit=unit)[:1], newest.filter(unit=None)[:1]
    return deliverables.annotate(
        stands_on=Coalesce(Subquery(own), Subquery(common), F("due_on"))
    ).order_by("stands_on", "pk")


_WORKDAYS_WITHOUT_A_STAGE = 3


def conveyance_due_on(stages: Iterable[Stage], issued_on: date) -> date:
    """Until when everybody is to know: the end of the stage in which the notice went out.

    一、第一阶段: 确保活动要求传达到每一个学校、每一名教职员工.
    After the last stage there are three workdays.
    """
    ahead = [stage.ends_on for stage in stages if stage.ends_on >= issued_on]
    return min(ahead, default=None) or add_workdays(issued_on, _WORKDAYS_WITHOUT_A_STAGE).on
