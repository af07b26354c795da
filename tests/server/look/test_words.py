"""Numbers, dates and contacts as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qingyuan.server.look import words


def test_a_moment_is_told_in_local_time() -> None:
    at_night = datetime(2023, 7, 19, 16, 5, tzinfo=UTC)
    assert words.cn_moment(at_night) == "7月20日 00:05"
    assert words.cn_date(at_night) == "2023年7月20日（周四）"


def test_a_date_has_no_leading_zeros() -> None:
    assert words.cn_date(date(2023, 6, 1)) == "2023年6月1日（周四）"


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (1, 3, "33.3%"),
        (1, 8, "12.5%"),
        (1865, 1867, "99.9%"),
        (1, 100_000, "0.1%"),
        (99_999, 100_000, "99.9%"),
        (3, 3, "100.0%"),
        (0, 3, "0.0%"),
        (0, 0, "—"),
    ],
)
def test_only_all_is_all_and_only_none_is_none(part: int, whole: int, shown: str) -> None:
    assert words.percent(part, whole) == shown


@pytest.mark.parametrize(
    "number",
    ["13800000042", "0376-0000123", "03760000123", "+8613800000042", "138 0000 0042", "100000001"],
)
def test_four_digits_of_a_number_are_gone(number: str) -> None:
    masked = words.mask(number)
    assert _digits(number) - _digits(masked) >= 4
    assert "*" in masked


@pytest.mark.parametrize("contact", ["wang.li@example.cn", "王小明", "王明", "7", "12345"])
def test_of_other_contacts_only_the_beginning_or_the_end_stays(contact: str) -> None:
    assert words.mask(contact) != contact
    assert "*" in words.mask(contact)


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)
