"""What a place adds to the published calendar: its own days off, its own makeup workdays.

The text is TOML; a year is listed as complete once all its days have been entered:

    complete_years = [2027]

    [holidays]
    2027-02-05 = "春节"

    [workdays]
    2027-02-20 = "春节调休上班"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS: Final = {"complete_years", "holidays", "workdays"}


class InvalidLocalDays(ValueError):  # noqa: N818 - named like InvalidIdentifier
    """The text cannot be used; the sentence says where and what to do."""


@dataclass(frozen=True, slots=True)
class LocalDays:
    """Days by date, each with the words for it; they come before the published ones."""

    workdays: Mapping[date, str] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()

    def workday(self, on: date) -> bool | None:
        """Whether people here work on this day; None where nothing is said of it."""
        if on in self.workdays:
            return True
        return False if on in self.holidays else None


NONE: Final = LocalDays()


def parse_local_days(text: str) -> LocalDays:
    """Read the TOML text.

    Raises:
        InvalidLocalDays: not TOML, an unknown key, no date, or a day both worked and free.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidLocalDays(f"不是正确的 TOML 文本（{error}），请对照样例改好") from error
    unknown = sorted(data.keys() - _KEYS)
    if unknown:
        raise InvalidLocalDays(
            f"不认识“{unknown[0]}”，请只用 complete_years、holidays、workdays 三项"
        )
    days = LocalDays(
        _days(data.get("workdays", {}), "workdays"),
        _days(data.get("holidays", {}), "holidays"),
        _years(data.get("complete_years", [])),
    )
    both = sorted(days.workdays.keys() & days.holidays.keys())
    if both:
        raise InvalidLocalDays(f"{both[0]} 既写成上班又写成放假，请删去一处")
    return days


def _days(section: object, name: str) -> Mapping[date, str]:
    if not isinstance(section, dict):
        raise InvalidLocalDays(f'“{name}”下面应逐行写日期，如 2027-02-20 = "春节调休上班"，请改好')
    return MappingProxyType({_day(key, name): str(words) for key, words in section.items()})


def _day(key: str, name: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError as error:
        raise InvalidLocalDays(
            f"“{name}”下面的“{key}”不是日期，请写成 2027-02-20 的样子"
        ) from error


def _years(value: object) -> frozenset[int]:
    if not isinstance(value, list) or not all(type(year) is int for year in value):
        raise InvalidLocalDays("complete_years 应是年份，如 [2027]，请改好")
    return frozenset(value)
