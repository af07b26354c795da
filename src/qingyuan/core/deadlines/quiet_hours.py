"""Hours in which nobody is disturbed (免打扰)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from qingyuan.core.deadlines import local_days
from qingyuan.core.deadlines.local_days import LocalDays
from qingyuan.core.deadlines.local_time import local_time, moment
from qingyuan.core.deadlines.workdays import is_workday


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` to `ends`, over midnight where it begins later; and on days off.

    Equal times mean no quiet hours.
    """

    begins: time = time(20)
    ends: time = time(8)
    days_off_too: bool = True
    local: LocalDays = local_days.NONE

    def is_quiet(self, at: datetime) -> bool:
        """Whether nothing may be sent at this moment."""
        there = local_time(at)
        day_off = self.days_off_too and not is_workday(there.date(), self.local)
        return day_off or self._covers(there.time())

    def next_open(self, at: datetime) -> datetime:
        """The moment itself, or the first one after it at which something may be sent."""
        there = local_time(at)
        while self.is_quiet(there):
            # Quiet hours end at `ends` or, on a day off, with the day.
            end = moment(there.date(), self.ends)
            midnight = moment(there.date() + timedelta(days=1), time())
            there = end if there < end and self._covers(there.time()) else midnight
        return there

    def _covers(self, clock: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends
