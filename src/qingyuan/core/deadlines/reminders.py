"""When to remind whom (提醒): the unit first, its superior when it stays late, nobody at night.

A plan gives the days of reminders; each falls on a workday, no earlier than the end of the quiet
hours.  What was missed (the server stood still) is made up by one reminder, never by several.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Final

from qingyuan.core.deadlines.local_time import moment
from qingyuan.core.deadlines.quiet_hours import QuietHours
from qingyuan.core.deadlines.workdays import is_workday, workday_on_or_before

if TYPE_CHECKING:
    from collections.abc import Iterator


class Recipient(StrEnum):
    """Whom a reminder goes to."""

    UNIT = "unit"
    SUPERIOR = "superior"


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """When reminders go out.

    `days_before`: calendar days before the due date, earlier where that is a day off.
    `escalate_after`: from this workday past the due date on the superior hears of it; until then
    the unit does on each workday.  `escalated_every`: workdays between two to the superior.
    """

    days_before: tuple[int, ...] = (7, 3, 1, 0)
    escalate_after: int = 2
    escalated_every: int = 5


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that may go out from `at` on."""

    at: datetime
    to: Recipient


STANDARD_PLAN: Final = ReminderPlan()
STANDARD_HOURS: Final = QuietHours()


def next_reminder(  # noqa: PLR0913 - each is a fact of its own
    due_on: date,
    last_sent: datetime | None,
    *,
    at: datetime,
    done: bool = False,
    hours: QuietHours = STANDARD_HOURS,
    plan: ReminderPlan = STANDARD_PLAN,
) -> Reminder | None:
    """The next reminder: to be sent now where its `at` is not after `at`, else planned.

    `last_sent` is the last message about the thing, the assignment itself among them, so that a
    thing assigned late is not followed by a reminder of last week.  Where nothing was ever sent
    the unit hears of it before its superior does.  None once the thing is `done`.
    """
    if done:
        return None
    now = hours.next_open(at)
    missed: Reminder | None = None
    planned = _planned(due_on, hours, plan)
    while (following := next(planned)).at <= now:
        is_sent = last_sent is not None and last_sent >= following.at
        missed = None if is_sent else Reminder(now, following.to)
    if missed and last_sent is None:
        return Reminder(now, Recipient.UNIT)
    return missed or following


def _planned(due_on: date, hours: QuietHours, plan: ReminderPlan) -> Iterator[Reminder]:
    before = {
        workday_on_or_before(due_on - timedelta(days=days), hours.local)
        for days in plan.days_before
    }
    for on in sorted(before):
        yield _reminder(on, Recipient.UNIT, hours)
    for number, on in enumerate(_workdays_after(due_on, hours), start=1):
        past = number - plan.escalate_after
        if past < 0:
            yield _reminder(on, Recipient.UNIT, hours)
        elif past % plan.escalated_every == 0:
            yield _reminder(on, Recipient.SUPERIOR, hours)


def _reminder(on: date, to: Recipient, hours: QuietHours) -> Reminder:
    return Reminder(hours.next_open(moment(on, time())), to)


def _workdays_after(due_on: date, hours: QuietHours) -> Iterator[date]:
    days = (due_on + timedelta(days=days) for days in count(1))
    return (day for day in days if is_workday(day, hours.local))
