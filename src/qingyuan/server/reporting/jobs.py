"""What the worker does once a day; each may run twice, and does then what is left."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django_tasks import task

from qingyuan.server.reporting.checking import check_chains
from qingyuan.server.reporting.daily import keep_figures
from qingyuan.server.reporting.reminders.sending import remind


@task
def keep_yesterdays_figures(on: str) -> int:
    """The figures as the day ended, for the change since then."""
    return keep_figures(on=date.fromisoformat(on), at=timezone.now())


@task
def walk_the_chains(on: str) -> int:  # noqa: ARG001 - every daily duty has its day
    """Every link of every chain; returns how many are broken."""
    return len(check_chains(at=timezone.now()).broken)


@task
def send_reminders(on: str) -> int:  # noqa: ARG001 - what is open is asked of now
    """Whoever still has something to do hears of it."""
    return remind(at=timezone.now())
