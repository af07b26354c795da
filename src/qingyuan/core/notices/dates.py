"""Dates and periods in running text, with the year worked out where it is not written.

>>> calendar = Calendar(date(2023, 11, 13), "按成文日期")
>>> [(str(p.first), str(p.last)) for p in find_periods("11月20日至12月29日,2月底前", calendar)]
[('2023-11-20', '2023-12-29'), ('2024-02-01', '2024-02-29')]
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

_CHINESE = "〇一二三四五六七八九"
_DIGITS = str.maketrans("零○O" + _CHINESE, "000" + "0123456789")
_NUMERAL_YEAR = r"[〇○零O一二三四五六七八九]{4}"
_YEAR = rf"(?:(?P<year>\d{{4}}|{_NUMERAL_YEAR})年|(?P<which>今年|本年度?|明年|次年|翌年|去年))?"
_PART = r"上旬|中旬|下旬|月?底|月?末|份"
_ITEM = re.compile(
    rf"(?=[\d今本明次翌去〇○零O一二三四五六七八九十])(?:(?P<y>\d{{4}})(?P<sep>[./-])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)"
    rf"|{_YEAR}(?<!\d)(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月"
    rf"(?:(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:[日号]|(?=[-~至到]{{1,3}}\d{{1,2}}[日号]))"
    rf"|(?P<part>{_PART}))?"
    rf"|{_YEAR.replace('year', 'year1').replace('which', 'which1')}"
    rf"(?<!\d)(?P<month1>\d{{1,2}})(?=[-~至到]{{1,3}}\d{{1,2}}月(?!\d))"
    rf"|(?<=[-~至到])(?P<day1>\d{{1,2}})[日号]"
    rf"|(?P<year2>\d{{4}})年(?:(?P<term>[春秋])季学?期?)?)"
)
_BETWEEN = re.compile(r"(?:起|开始)?(?:-|~|至|到){1,3}")
_MOST = 400  # in one paragraph; nobody writes more, and hostile text must cost little
_LATE = 45  # a day that lies further back than this from the notice's date is next year's
_ENDS_OF_PART = {"上旬": (1, 10), "中旬": (11, 20)}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The date that years are worked out from, and the words that say whose date it is."""

    anchor: date
    basis: str
    is_year_only: bool = False

    def year_of(self, month: int, day: int) -> int:
        """The year of a month and day that a notice of this date names for the time to come."""
        year = self.anchor.year
        if self.is_year_only or month >= self.anchor.month:
            return year
        try:
            behind = self.anchor - date(year, month, day)
        except ValueError:
            return year
        return year + 1 if behind > timedelta(days=_LATE) else year


@dataclass(frozen=True, slots=True)
class Period:
    """The days that `flat[start:end]` names: `first` to `last`, one and the same for a day.

    Both are None where the words name no day that exists. `is_day` is whether the last day is
    written as a day; `note` says in Chinese what was inferred.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    is_day: bool
    is_range: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    part: str = ""
    which: str = ""


def number(text: str) -> int:
    """A numeral of up to two digits, Arabic or Chinese.

    >>> number("十二"), number("二十"), number("31")
    (12, 20, 31)
    """
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    units = _CHINESE.index(ones) if ones in _CHINESE and ones else 0
    if not ten:
        return units
    return (_CHINESE.index(tens) if tens and tens in _CHINESE else 1) * 10 + units


def find_periods(flat: str, calendar: Calendar) -> list[Period]:
    """Every day, month, part of a month and range, in order."""
    periods: list[Period] = []
    items = [_item(found) for found in islice(_ITEM.finditer(flat), _MOST)]
    position = 0
    while position < len(items):
        item = items[position]
        after = items[position + 1] if position + 1 < len(items) else None
        if after and after.start - item.end <= 5 and _is_between(flat, item, after):
            periods.append(_range(item, after, calendar))
            position += 2
            continue
        if item.month is not None:
            periods.append(_single(item, calendar))
        elif item.year is not None:
            periods.append(_year(item))
        position += 1
    return periods


def _is_between(flat: str, item: _Item, after: _Item) -> bool:
    return _BETWEEN.fullmatch(flat, item.end, after.start) is not None


def _item(found: re.Match[str]) -> _Item:
    group = found.groupdict()
    year = group["year"] or group["year1"] or group["year2"] or group["y"]
    month = group["month"] or group["month1"] or group["m"]
    day = group["day"] or group["day1"] or group["d"]
    return _Item(
        found.start(),
        found.end(),
        int(year.translate(_DIGITS)) if year else None,
        number(month) if month else None,
        number(day) if day else None,
        group["part"] or group["term"] or "",
        group["which"] or group["which1"] or "",
    )


def _single(item: _Item, calendar: Calendar) -> Period:
    year, note = _year_and_note(item, calendar)
    first, last = _days(year, item)
    return Period(item.start, item.end, first, last, item.day is not None, note=note)


def _year(item: _Item) -> Period:
    year = item.year or 1
    if item.part:
        first = date(year, 9 if item.part == "秋" else 2, 1)
        note = f"学期按{first.month}月1日开始推算"
        return Period(item.start, item.end, first, first, is_day=False, note=note)
    first, last = date(max(year, 1), 1, 1), date(max(year, 1), 12, 31)
    return Period(item.start, item.end, first, last, is_day=False)


def _range(item: _Item, after: _Item, calendar: Calendar) -> Period:
    if item.month is None:
        return _year(item)
    first_year, note = _year_and_note(item, calendar)
    later = replace(after, month=after.month or item.month)
    last_year = later.year or first_year + (later.which in {"次年", "翌年", "明年"})
    first, _ = _days(first_year, item)
    _, last = _days(last_year, later)
    if first and last and last < first and later.year is None:
        _, last = _days(last_year + 1, later)
        note = note or "结束日期按次年推算"
    return Period(
        item.start, after.end, first, last, later.day is not None, is_range=True, note=note
    )


def _year_and_note(item: _Item, calendar: Calendar) -> tuple[int, str]:
    if item.year is not None:
        return item.year, ""
    shift = {"明年": 1, "次年": 1, "翌年": 1, "去年": -1}.get(item.which, 0)
    if item.which:
        return calendar.anchor.year + shift, f"“{item.which}”{calendar.basis}推算"
    return calendar.year_of(item.month or 1, item.day or 28), f"年份{calendar.basis}推算"


def _days(year: int, item: _Item) -> tuple[date | None, date | None]:
    try:
        if item.day is not None:
            day = date(year, item.month or 0, item.day)
            return day, day
        month_end = monthrange(year, item.month or 0)[1]
        first, last = _ENDS_OF_PART.get(item.part, (21 if item.part == "下旬" else 1, month_end))
        return date(year, item.month or 0, first), date(year, item.month or 0, last)
    except ValueError:
        return None, None
