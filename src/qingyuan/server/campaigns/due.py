"""Which due date stands for a unit at a moment, and until when a notice is to be conveyed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db.models import DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from qingyuan.core.deadlines import due_dates as dates
from qingyuan.core.deadlines.workdays import add_workdays
from qingyuan.server.campaigns.models import Deliverable, DueDate, Stage
from qingyuan.server.organisations.models import Unit

_FROM_THE_NOTICE = datetime.min.replace(tzinfo=UTC)  # it stood before anybody changed it


def due_dates_of(deliverable: Deliverable, unit: Unit) -> tuple[dates.DueDate, ...]:
    """The notice's own date and every later one, for all and for the unit, as core judges them."""
    rows = DueDate.objects.filter(Q(unit=unit) | Q(unit=None), deliverable=deliverable)
    return (
        dates.DueDate(deliverable.due_on, _FROM_THE_NOTICE),
        *(as_core(row) for row in rows),
    )


def as_core(row: DueDate) -> dates.DueDate:
    """A stored date as core's value."""
    unit = str(row.unit_id) if row.unit_id else None
    return dates.DueDate(row.due_on, row.set_at, row.reason, row.approver, unit)


def judged(deliverable: Deliverable, unit: Unit, at: datetime) -> dates.Judgement:
    """Whether what comes at a moment is on time, by the date that stands at that moment."""
    return dates.judge(at, due_dates_of(deliverable, unit), str(unit.pk))


def standing_due_date(deliverable: Deliverable, unit: Unit, at: datetime) -> date:
    """The newest date for all or the newest for the unit itself, whichever is later."""
    standing = dates.standing(due_dates_of(deliverable, unit), at, str(unit.pk))
    return standing.due_on if standing else deliverable.due_on


def standing_for_all(deliverable: Deliverable, at: datetime) -> date:
    """The date that stands for a unit without an extension."""
    rows = DueDate.objects.filter(unit=None, deliverable=deliverable, set_at__lte=at)
    newest = rows.order_by("-set_at", "-pk").first()
    return newest.due_on if newest else deliverable.due_on


def with_standing_dates(
    deliverables: QuerySet[Deliverable], unit: Unit, at: datetime
) -> QuerySet[Deliverable]:
    """The same for many deliverables in their own statement, as `stands_on`."""
    set_by_then = DueDate.objects.filter(deliverable=OuterRef("pk"), set_at__lte=at)
    newest = set_by_then.order_by("-set_at", "-pk").values("due_on")
    own, common = newest.filter(unit=unit)[:1], newest.filter(unit=None)[:1]
    for_all = Coalesce(Subquery(common), F("due_on"))
    return deliverables.annotate(
        stands_on=Greatest(for_all, Coalesce(Subquery(own), for_all), output_field=DateField())
    ).order_by("stands_on", "pk")


_WORKDAYS_WITHOUT_A_STAGE = 3


def conveyance_due_on(stages: Iterable[Stage], issued_on: date) -> date:
    """Until when everybody is to know: the end of the stage in which the notice went out.

    一、第一阶段: 确保活动要求传达到每一个学校、每一名教职员工.
    After the last stage there are three workdays.
    """
    ahead = [stage.ends_on for stage in stages if stage.ends_on >= issued_on]
    return min(ahead, default=None) or add_workdays(issued_on, _WORKDAYS_WITHOUT_A_STAGE).on
