"""Numbers, dates and contacts as a page writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

_WEEKDAYS = "一二三四五六日"
_PHONE = re.compile(r"(?<!\d)(\d{3})\d{4}(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(\d{3,4}-?)\d{4,5}(\d{3})(?!\d)")


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def cn_date(value: date | datetime) -> str:
    """The long date, with the weekday: a deadline is kept by people who think in weeks.

    >>> cn_date(date(2023, 7, 20))
    '2023年7月20日（周四）'
    """
    day = _local(value)
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def cn_short(value: date | datetime) -> str:
    """The date within this year.

    >>> cn_short(date(2023, 7, 20))
    '7月20日'
    """
    day = _local(value)
    return f"{day.month}月{day.day}日"


def cn_moment(value: datetime) -> str:
    """A date and a time of day.

    >>> cn_moment(datetime(2023, 7, 18, 14, 32))
    '7月18日 14:32'
    """
    moment = _local(value)
    return f"{cn_short(moment)} {moment:%H:%M}"


def thousands(value: int) -> str:
    """A count as people read it.

    >>> thousands(3284)
    '3,284'
    """
    return f"{value:,}"


def percent(part: int, whole: int) -> str:
    """A rate with one decimal; only all is 100 % and only none is 0 %.

    >>> percent(724, 1000), percent(2999, 3000), percent(1, 4000), percent(0, 0)
    ('72.4%', '99.9%', '0.1%', '—')
    """
    if whole <= 0:
        return "—"
    rounded = (Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if 0 < part < whole:
        rounded = min(max(rounded, Decimal("0.1")), Decimal("99.9"))
    return f"{rounded}%"


def mask(contact: str) -> str:
    """A phone number, mailbox or name of which just enough stays to recognise it.

    >>> mask("13800000042"), mask("0376-0000123"), mask("wang.li@example.cn"), mask("王小明")
    ('138****0042', '0376-****123', 'w***@example.cn', '王**')
    """
    if "@" in contact:
        name, _, host = contact.partition("@")
        return f"{name[:1]}***@{host}"
    if any(character.isdigit() for character in contact):
        return _mask_digits(contact)
    return contact[:1] + "*" * (len(contact) - 1)


def _mask_digits(contact: str) -> str:
    masked = _LANDLINE.sub(r"\1****\2", _PHONE.sub(r"\1****\2", contact))
    if masked == contact:  # a number of no known shape: the last two digits stay
        return "*" * max(len(contact) - 2, 2) + contact[-2:] if len(contact) > 4 else "****"
    return masked
