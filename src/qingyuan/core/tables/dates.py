"""有效时限: the end of an activity's validity, in whatever form it was written.

The column asks for the closing date; a range counts by its end, a month or a year by its last
day.  `today` plays no part: what needs it (本学期末) is left open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from qingyuan.core.reading import Problem, Reading
from qingyuan.core.tables.grid import CellValue
from qingyuan.core.tables.text import cell_text, compact, is_dash

NO_END = "none"

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 73051)  # 2000-01-01 to 2100-01-01
_OPEN = re.compile(
    r"无有?效?期?限?(?:限制)?|无限期?|无期限|无时限|无(?:固定|具体|明确)的?(?:期限|时限|时间|日期)|没有(?:期限|有效期|时限|截止.{0,4})?|未(?:明确|注明|规定|定|设定|限定).{0,6}|长期(?:有效|使用|执行|坚持|开展|性)?"
    r"|永久(?:有效)?|永远|不限(?:期|时)?|无截止.{0,4}|截止(?:日期|时间)?不明(?:确)?|不明确?|不详|常年|持续(?:有效|使用|开展)?|长效|一直(?:有效|使用)?|至今|不定期?|常态化?.{0,4}|日常|暂无(?:期限|截止.*)?|待定"
)
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_DATE = re.compile(
    r"[二][〇零0○Oo]([〇零○一二三四五六七八九Oo]{2})年(?:([一二三四五六七八九十]{1,3})月)?(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_DAY = re.compile(
    r"(?<!\d)(20\d\d|19\d\d|\d\d(?=[年]))\s*[-年./\\]\s*(\d{1,2})(?:\s*[-月./\\]\s*(\d{1,2})(?!\d)[日号]?|月份?|(?![\d]))"
)
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_COMPACT_MONTH = re.compile(r"(?<![\d])(20\d\d)(0[1-9]|1[0-2])(?!\d)")
_YEAR_PART = re.compile(
    r"(?<!\d)(20\d\d)年?(?:(上半年|第?[一二三四1-4]季度)|年?(?:底|末|全年|度)?(?=[^\d]|$))"
)
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})月(?:(\d{1,2})[日号]?|份)?")
_PART_OF_MONTH = re.compile(r"(上旬|中旬|初)")
_MISSING = Problem("until_missing", "“有效时限”没有填写，请补填，截止日期不明的填“无有效期”")
_TIME_OF_DAY = re.compile(r"(?<=\d)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_RANGE = re.compile(
    r"[至到~—–－]|(?<=[日月号\d])-+(?=\d{1,2}[月.])|(?<=[日号])-|(?<=月)-(?=20\d\d)"
)
_TERM = re.compile(r"学期|学年|寒假|暑假|假期|毕业|活动结束|结束|放假")
_QUARTERS = {"一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9, "四": 12, "4": 12}

Until = Reading[str | None]


def read_until(value: CellValue) -> Until:
    """ISO date of the end, "none" for 无有效期 and its like, or None.

    >>> read_until("2022.9-2023.6").value, read_until("长期有效").value, read_until(45127).value
    ('2023-06-30', 'none', '2023-07-20')
    >>> read_until("2023年7月1日至9月30日").value
    '2023-09-30'
    """
    if isinstance(value, datetime):
        return Reading(value.date().isoformat())
    if isinstance(value, date):
        return Reading(value.isoformat())
    if isinstance(value, (int, float)) and not isinstance(value, bool) and int(value) in _SERIALS:
        return Reading((_EXCEL_EPOCH + timedelta(days=int(value))).isoformat())
    return _read_text(cell_text(value))


@lru_cache(maxsize=8192)
def _read_text(text: str) -> Until:
    words = compact(_TIME_OF_DAY.sub("", text))
    if not words or is_dash(words):
        return Reading(
            None,
            (Problem("until_missing", "“有效时限”没有填写，请补填，截止日期不明的填“无有效期”"),),
        )
    words = _chinese_to_arabic(words).strip("。.,，;；“”\"'‘’「」《》")
    if words == "无" or _OPEN.fullmatch(words) or (words.isdigit() is False and _is_open(words)):
        return Reading(NO_END)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", words) and int(float(words)) in _SERIALS:
        return Reading((_EXCEL_EPOCH + timedelta(days=int(float(words)))).isoformat())
    end = None if _school_year(words) else _last_date(words)
    if end:
        return Reading(end.isoformat())
    if _TERM.search(words):
        return Reading(
            None, (Problem("until_term", f"“{text}”不是具体日期，请填年月日，或填“无有效期”"),)
        )
    return Reading(
        None, (Problem("until_unclear", f"“{text}”看不出截止日期，请填年月日，或填“无有效期”"),)
    )


def _is_open(words: str) -> bool:
    """长期（自2022年9月起): open words lead, or end a range (2021年9月至今, 2022.3-长期)."""
    return bool(
        re.match(r"(?:长期|无有效期|永久|无限期|常年)", words)
        or re.search(
            r"[-至到~—–－起](?:今|长期|永久|以后)$|起$|(?:长期|永久)有效$|以来$|至今", words
        )
    )


def _school_year(words: str) -> bool:
    return bool(re.search(r"学年|学期", words)) and not re.search(
        r"\d月|\d[./-]\d{1,2}[./-]\d", words
    )


def _last_date(words: str) -> date | None:
    written = [_day(found) for found in _DAY.finditer(words)]
    ends = [day for day in written if day]
    if written and not ends:
        return None  # 2023年13月5日: a slip, and its year alone would be a guess
    if not ends:
        for found in _COMPACT_DAY.finditer(words):
            _append(ends, found.start(), int(found[1]), int(found[2]), int(found[3]))
    if not ends:
        for found in _COMPACT_MONTH.finditer(words):
            _append(ends, found.start(), int(found[1]), int(found[2]), None)
    if ends:
        return _with_yearless_tail(words, ends)
    return _year_end(words)


def _with_yearless_tail(words: str, ends: list[tuple[int, date]]) -> date:
    """2023年7月1日至9月30日: the end borrows the year of the start."""
    place, end = ends[-1]
    tail = words[place:]
    split = re.search(
        r"[至到~—–－]|(?<=[日月号\d])-+(?=\d{1,2}[月.])|(?<=[日号])-|(?<=月)-(?=20\d\d)", tail
    )
    if split:
        rest = tail[split.end() :]
        if re.fullmatch(r"20\d\d年?(?:底|末)?", rest):
            return _year_end(rest) or end
        found = _MONTH_DAY.search(rest) or re.match(r"(\d{1,2})[./](\d{1,2})(?!\d)", rest)
        if found and not re.search(r"20\d\d", rest):
            later = _made(end.year, int(found[1]), int(found[2]) if found[2] else None)
            if later and later >= end.replace(day=1):
                return later
        only_day = re.match(r"(\d{1,2})[日号]", rest)
        if only_day:
            return _made(end.year, end.month, int(only_day[1])) or end
        only_month = re.match(r"(\d{1,2})月?$", rest)
        if only_month and int(only_month[1]) > end.month:
            return _made(end.year, int(only_month[1]), None) or end
    return end


def _day(found: re.Match[str]) -> tuple[int, date] | None:
    year = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
    made = _made(year, int(found[2]), int(found[3]) if found[3] else None)
    if made and not found[3]:
        part = _PART_OF_MONTH.match(found.string[found.end() :].lstrip("份"))
        if part:
            made = made.replace(day=20 if part[1] == "中旬" else 10)
    return (found.start(), made) if made else None


def _append(
    ends: list[tuple[int, date]], place: int, year: int, month: int, day: int | None
) -> None:
    made = _made(year, month, day)
    if made:
        ends.append((place, made))


def _made(year: int, month: int, day: int | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, last)
    return date(year, month, day) if 1 <= day <= last else None


def _year_end(words: str) -> date | None:
    found = list(_YEAR_PART.finditer(words))
    if not found:
        return None
    year, part = int(found[-1][1]), found[-1][2]
    if part == "上半年":
        return date(year, 6, 30)
    if part:
        return _made(year, _QUARTERS[part.removeprefix("第")[0]], None)
    return date(year, 12, 31)


def _chinese_to_arabic(words: str) -> str:
    return _CHINESE_DATE.sub(_arabic_date, words)


def _arabic_date(found: re.Match[str]) -> str:
    year = found[1].replace("○", "〇").upper().replace("O", "〇").translate(_CHINESE)
    month = f"{_small_number(found[2])}月" if found[2] else ""
    day = f"{_small_number(found[3])}日" if found[3] else ""
    return f"20{year}年{month}{day}"


def _small_number(text: str) -> int:
    """One to ninety-nine in Chinese."""
    tens, _, units = text.rpartition("十") if "十" in text else ("", "", text)
    ones = int(units.translate(_CHINESE)) if units else 0
    if "十" not in text:
        return ones
    return (int(tens.translate(_CHINESE)) if tens else 1) * 10 + ones
