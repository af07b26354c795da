"""Due dates as they were set and changed, and what was on time (按时) by them.

What was on time is judged against the date that stood at the moment of submission: a later
extension makes nothing late into on time, a date brought forward makes nothing on time late.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingyuan.core.deadlines.local_time import local_day
from qingyuan.core.deadlines.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date, from the moment when it was set until another one is.

    `unit` is the key of the one unit that it was set for (延期), None where it is for all.
    """

    due_on: date
    set_at: datetime
    reason: str = ""
    approver: str = ""
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a submission was on time, by which date (None: none stood yet)."""

    submitted_at: datetime
    due: DueDate | None
    days_late: int

    @property
    def is_on_time(self) -> bool:
        """Whether it came before 24:00 of the date that stood."""
        return self.days_late == 0


def standing(due_dates: Iterable[DueDate], at: datetime, unit: str | None = None) -> DueDate | None:
    """The date that stood for `unit` at the moment, whatever the order of `due_dates`.

    An extension takes no time away: where a unit has a date of its own and the date for all
    stands too, the later day counts.
    """
    known = sorted((due for due in due_dates if due.set_at <= at), key=lambda due: due.set_at)
    for_all = [due for due in known if due.unit is None]
    own = [due for due in known if unit is not None and due.unit == unit]
    latest = [*for_all[-1:], *own[-1:]]
    return max(latest, key=lambda due: due.due_on, default=None)


def judge(
    submitted_at: datetime, due_dates: Iterable[DueDate], unit: str | None = None
) -> Judgement:
    """Judge a submission; before any date was set nothing can be late."""
    due = standing(due_dates, submitted_at, unit)
    late = (local_day(submitted_at) - due.due_on).days if due else 0
    return Judgement(submitted_at, due, max(late, 0))


def judgement_words(judgement: Judgement) -> str:
    """Word it: 按时, or 逾期 with by how much, and the date that stood then.

    An extension is named with its reason and who approved it.
    """
    result = "按时" if judgement.is_on_time else f"逾期 {judgement.days_late} 天"
    due = judgement.due
    if due is None:
        return f"{result}（提交时还没有定截止日期）"
    day = day_words(due.due_on, local_day(judgement.submitted_at))
    return f"{result}（提交时的截止是 {day} 24:00{_extension(due)}）"


def _extension(due: DueDate) -> str:
    if due.unit is None:
        return ""
    reason = f"，原因：{due.reason}" if due.reason else ""
    return f"，已延期{reason}" + (f"，{due.approver}批准" if due.approver else "")
