"""The State Council's yearly notices on holidays and makeup workdays (放假调休).

The one door to chinesecalendar, which holds whole years and raises beyond them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import chinese_calendar

if TYPE_CHECKING:
    from datetime import date

# The notice of a year names days of that year only, so the last day named gives the last year.
_FIRST_YEAR: Final[int] = min(chinese_calendar.holidays).year
_LAST_YEAR: Final[int] = max(chinese_calendar.holidays).year


def is_published(year: int) -> bool:
    """Whether the arrangement of this year is known.

    >>> is_published(2023), is_published(2003)
    (True, False)
    """
    return _FIRST_YEAR <= year <= _LAST_YEAR


def published_workday(on: date) -> bool | None:
    """Whether people work on this day; None for a year that is not known.

    >>> from datetime import date
    >>> published_workday(date(2023, 6, 25)), published_workday(date(2023, 8, 20))
    (True, False)
    """
    if not is_published(on.year):
        return None
    # The package's own question looks for the years known on each call: a hundred times as slow.
    made_up = on in chinese_calendar.workdays
    return made_up or (on.weekday() < 5 and on not in chinese_calendar.holidays)
