"""Duties of each day: handed to the worker once, in the transaction that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from qingyuan.server.organisations.quiet import quiet_hours
from qingyuan.server.reporting import jobs
from qingyuan.server.reporting.models import DailyDuty


@dataclass(frozen=True, slots=True)
class _Duty:
    name: str
    job: Any
    is_due: Callable[[datetime], bool]
    days_back: int = 0  # which day it is about


def _always(_at: datetime) -> bool:
    return True


def _in_the_small_hours(at: datetime) -> bool:
    """From two o'clock on: later in the day too, where the site stood still at night."""
    return timezone.localtime(at).hour >= 2


def _when_nobody_is_disturbed(at: datetime) -> bool:
    return not quiet_hours().is_quiet(at)


_DUTIES = (
    _Duty("figures", jobs.keep_yesterdays_figures, _always, days_back=1),
    _Duty("chains", jobs.walk_the_chains, _in_the_small_hours),
    _Duty("reminders", jobs.send_reminders, _when_nobody_is_disturbed),
)


def start_daily(at: datetime) -> None:
    """Hands over what is due today and has not been handed over; called at every tick."""
    today = timezone.localdate(at)
    started = set(DailyDuty.objects.filter(on=today).values_list("name", flat=True))
    for duty in _DUTIES:
        if duty.name not in started and duty.is_due(at):
            _start(duty, at)


@transaction.atomic
def _start(duty: _Duty, at: datetime) -> None:
    """The row comes first: of two clocks one is refused by its constraint."""
    today = timezone.localdate(at)
    _, is_new = DailyDuty.objects.get_or_create(
        name=duty.name, on=today, defaults={"started_at": at}
    )
    if is_new:
        duty.job.enqueue(on=(today - timedelta(days=duty.days_back)).isoformat())
