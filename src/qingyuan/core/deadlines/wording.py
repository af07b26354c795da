"""Dates as pages and messages write them: 7 月 20 日周四."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

_WEEKDAYS: Final = "一二三四五六日"


def day_words(on: date, today: date) -> str:
    """A day with its weekday; with the year where that is not this year.

    >>> from datetime import date
    >>> day_words(date(2023, 7, 20), date(2023, 7, 18))
    '7 月 20 日周四'
    >>> day_words(date(2024, 1, 5), date(2023, 7, 18))
    '2024 年 1 月 5 日周五'
    """
    return f"{_day(on, today)}{weekday_words(on)}"


def day_in_a_message(on: date, today: date) -> str:
    """The same for a text that is pasted into a chat.

    >>> from datetime import date
    >>> day_in_a_message(date(2023, 7, 20), date(2023, 7, 18))
    '7 月 20 日（周四）'
    """
    return f"{_day(on, today)}（{weekday_words(on)}）"


def weekday_words(on: date) -> str:
    """The weekday."""
    return f"周{_WEEKDAYS[on.weekday()]}"


def _day(on: date, today: date) -> str:
    year = "" if on.year == today.year else f"{on.year} 年 "
    return f"{year}{on.month} 月 {on.day} 日"
