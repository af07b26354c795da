"""时限 as people write it, each shape with the date that a careful clerk takes from it."""

import calendar
from collections.abc import Callable
from datetime import date

NONE_WORDS = (
    "无有效期",
    "长期",
    "长期有效",
    "永久",
    "无期限",
    "无截止日期",
    "长期使用",
    "无有效期限",
    "永久有效",
    "无限期",
    "无有效期。",
    "长 期",
    "“无有效期”",
    "不限期",
    "无固定期限",
)
OPEN_WORDS = (
    "学期末",
    "无",
    "一年",
    "2022-2023学年",
    "本学期",
    "放假前",
    "2023年春季学期",
    "三年",
    "7月20日",
    "活动结束",
    "2023年上半年",
    "毕业",
    "不详",
    "待定",
)
_DIGITS = "〇一二三四五六七八九"


def chinese_year(year: int) -> str:
    """2023 as 二〇二三."""
    return "".join(_DIGITS[int(d)] for d in str(year))


def chinese_small(number: int) -> str:
    """1 to 31 as 一 … 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


def month_end(day: date) -> date:
    """The last day of a month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def year_end(day: date) -> date:
    """The last day of a year."""
    return date(day.year, 12, 31)


def same(day: date) -> date:
    """The day itself."""
    return day


def _before(day: date) -> date:
    year, month = (day.year - 1, day.month + 2) if day.month < 9 else (day.year, day.month - 5)
    return date(year, month, 1)


Shape = tuple[Callable[[date], str], Callable[[date], date]]
SHAPES: tuple[Shape, ...] = (
    (lambda d: f"{d.year}年{d.month}月{d.day}日", same),
    (lambda d: f"{d.year}/{d.month}/{d.day}", same),
    (lambda d: f"{d.year}-{d.month:02d}-{d.day:02d}", same),
    (lambda d: f"{d.year}.{d.month}.{d.day}", same),
    (lambda d: f"{d.year}.{d.month:02d}.{d.day:02d}", same),
    (lambda d: f"{d.year}{d.month:02d}{d.day:02d}", same),
    (lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日", same),
    (lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日", same),
    (lambda d: f"{chinese_year(d.year)}年{chinese_small(d.month)}月{chinese_small(d.day)}日", same),
    (lambda d: f"截至{d.year}年{d.month}月{d.day}日", same),
    (lambda d: f"至{d.year}年{d.month}月{d.day}日", same),
    (lambda d: f"{d.year}年{d.month}月{d.day}日前", same),
    (lambda d: f"{d.year}年{d.month}月{d.day}日截止", same),
    (lambda d: f"{d.year}年{d.month}月{d.day}号", same),
    (lambda d: f"{d.year}-{d.month}-{d.day} 00:00:00", same),
    (lambda d: f"{_before(d).year}年{_before(d).month}月1日至{d.year}年{d.month}月{d.day}日", same),
    (lambda d: f"{_before(d).year}.{_before(d).month}.1-{d.year}.{d.month}.{d.day}", same),
    (lambda d: f"{_before(d).year}/{_before(d).month}/1~{d.year}/{d.month}/{d.day}", same),
    (lambda d: f"{_before(d).year}.{_before(d).month}-{d.year}.{d.month}", month_end),
    (lambda d: f"{_before(d).year}年{_before(d).month}月—{d.year}年{d.month}月", month_end),
    (lambda d: f"{_before(d).year}年{_before(d).month}月至{d.year}年{d.month}月", month_end),
    (lambda d: f"{d.year}年{d.month}月", month_end),
    (lambda d: f"{d.year}.{d.month:02d}", month_end),
    (lambda d: f"{d.year}年{d.month}月底", month_end),
    (lambda d: f"至{d.year}年{d.month}月", month_end),
    (lambda d: f"至{d.year}年底", year_end),
    (lambda d: f"{d.year}年底", year_end),
    (lambda d: f"{d.year}年12月31日", year_end),
    (lambda d: f"{d.year}年年底前", year_end),
    (lambda d: f"{d.year}年{d.month}月{d.day}日（已结束）", same),
)
