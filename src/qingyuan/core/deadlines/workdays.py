"""Workdays (工作日): which days are worked, how many lie between two, the n-th from a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Final

from qingyuan.core.deadlines import local_days, published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from qingyuan.core.deadlines.local_days import LocalDays

ESTIMATED_WORDS: Final = "放假安排未公布，按周末推算"
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class WorkdayCount:
    """A number of workdays; `estimated` where a day among them rests on weekends alone."""

    count: int
    estimated: bool


@dataclass(frozen=True, slots=True)
class Workday:
    """A workday found by counting; `estimated` as in `WorkdayCount`."""

    on: date
    estimated: bool


def is_workday(on: date, local: LocalDays = local_days.NONE) -> bool:
    """Whether people work on this day: as the place says, as published, or by the weekday.

    >>> from datetime import date
    >>> is_workday(date(2023, 6, 25)), is_workday(date(2023, 6, 22))
    (True, False)
    """
    known = local.workday(on)
    if known is None:
        known = published.published_workday(on)
    return on.weekday() < _SATURDAY if known is None else known


def is_estimated(on: date, local: LocalDays = local_days.NONE) -> bool:
    """Whether only the weekday speaks for this day: nothing is published of its year."""
    if local.workday(on) is not None or on.year in local.complete_years:
        return False
    return not published.is_published(on.year)


def workdays_between(after: date, until: date, local: LocalDays = local_days.NONE) -> WorkdayCount:
    """Workdays after the one day up to and with the other; negative where `until` is earlier.

    >>> from datetime import date
    >>> workdays_between(date(2023, 6, 20), date(2023, 6, 26)).count  # 端午: 22 to 24 free, 25 not
    3
    >>> workdays_between(date(2023, 7, 24), date(2023, 7, 20)).count
    -2
    """
    first, last, sign = (after, until, 1) if after <= until else (until, after, -1)
    days = [first + timedelta(days=day) for day in range(1, (last - first).days + 1)]
    worked = sum(is_workday(day, local) for day in days)
    return WorkdayCount(sign * worked, any(is_estimated(day, local) for day in days))


def add_workdays(start: date, number: int, local: LocalDays = local_days.NONE) -> Workday:
    """The `number`-th workday after `start`, before it where negative; `start` itself for 0.

    >>> from datetime import date
    >>> add_workdays(date(2023, 6, 21), 1).on
    datetime.date(2023, 6, 25)
    """
    left, on, estimated = abs(number), start, False
    days = _days_from(start, 1 if number > 0 else -1)
    while left:
        on = next(days)
        left -= is_workday(on, local)
        estimated = estimated or is_estimated(on, local)
    return Workday(on, estimated)


def workday_on_or_before(on: date, local: LocalDays = local_days.NONE) -> date:
    """The day itself where it is worked, else the last workday before it."""
    return on if is_workday(on, local) else add_workdays(on, -1, local).on


def _days_from(start: date, step: int) -> Iterator[date]:
    return (start + timedelta(days=step * days) for days in count(1))
