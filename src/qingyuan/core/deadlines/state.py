"""How a due date stands on a day: how long is left, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingyuan.core.deadlines import local_days
from qingyuan.core.deadlines.wording import day_words
from qingyuan.core.deadlines.workdays import ESTIMATED_WORDS, is_workday, workdays_between

if TYPE_CHECKING:
    from datetime import date

    from qingyuan.core.deadlines.local_days import LocalDays


@dataclass(frozen=True, slots=True)
class DueState:
    """A due date seen from `today`.

    `days_left` and `workdays_left` count from tomorrow up to and with the due date, so both are 0
    on the day itself and negative after it.  `ends_on_workday` is false where people have to
    act before the date (08-20 was a Sunday).
    """

    due_on: date
    today: date
    days_left: int
    workdays_left: int
    estimated: bool
    ends_on_workday: bool

    @property
    def is_overdue(self) -> bool:
        """Whether 24:00 of the due date has passed."""
        return self.days_left < 0


def due_state(due_on: date, today: date, local: LocalDays = local_days.NONE) -> DueState:
    """Count the days and workdays left."""
    workdays = workdays_between(today, due_on, local)
    return DueState(
        due_on=due_on,
        today=today,
        days_left=(due_on - today).days,
        workdays_left=workdays.count,
        estimated=workdays.estimated,
        ends_on_workday=is_workday(due_on, local),
    )


def due_words(state: DueState, superior: str = "县局") -> str:
    """What the page says of what is still to be done; `superior` sees why something is late.

    >>> from datetime import date
    >>> due_words(due_state(date(2023, 7, 20), date(2023, 7, 18)))
    '还有 2 天（7 月 20 日周四 24:00 截止）'
    >>> due_words(due_state(date(2023, 7, 20), date(2023, 7, 21)), superior="市局")
    '已过截止 1 天。现在提交会标注“逾期”，市局可以看到原因'
    """
    if state.is_overdue:
        late = f"已过截止 {-state.days_left} 天"
        return f"{late}。现在提交会标注“逾期”，{superior}可以看到原因"
    if state.days_left == 0:
        return f"今天 24:00 截止（{_day(state)}{_resting(state)}）"
    return f"还有 {_left(state)}（{_day(state)} 24:00 截止{_resting(state)}{_estimate(state)}）"


def _left(state: DueState) -> str:
    days = f"{state.days_left} 天"
    if state.workdays_left == state.days_left:
        return days
    if state.workdays_left == 0:
        return f"{days}，都不是工作日"
    return f"{days}，其中工作日 {state.workdays_left} 天"


def _day(state: DueState) -> str:
    return day_words(state.due_on, state.today)


def _resting(state: DueState) -> str:
    return "" if state.ends_on_workday else "，当天不是工作日"


def _estimate(state: DueState) -> str:
    return f"；{ESTIMATED_WORDS}" if state.estimated else ""
