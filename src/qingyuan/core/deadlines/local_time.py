"""The time of China, in which every due date ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Final

# China has kept one time without summer time since 1992; a fixed zone needs no zone files,
# which a Windows computer lacks.
CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")


def local_time(at: datetime) -> datetime:
    """The moment by the clocks of China.

    Raises:
        ValueError: a time without a zone could be any of several moments.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(CHINA)


def local_day(at: datetime) -> date:
    """The day on which the moment falls in China.

    >>> from datetime import UTC
    >>> local_day(datetime(2023, 7, 20, 15, 59, tzinfo=UTC))
    datetime.date(2023, 7, 20)
    >>> local_day(datetime(2023, 7, 20, 16, 0, tzinfo=UTC))
    datetime.date(2023, 7, 21)
    """
    return local_time(at).date()


def moment(on: date, clock: time) -> datetime:
    """A day and a time of day in China as a moment."""
    return datetime.combine(on, clock, tzinfo=CHINA)


def ends_at(due_on: date) -> datetime:
    """24:00 of the day: the first moment that is late."""
    return moment(due_on + timedelta(days=1), time())
