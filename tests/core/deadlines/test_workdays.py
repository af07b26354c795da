"""Workdays as the State Council publishes them, and what a place adds."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.deadlines.local_days import (
    InvalidLocalDays,
    LocalDays,
    parse_local_days,
)
from qingyuan.core.deadlines.workdays import (
    add_workdays,
    is_estimated,
    is_workday,
    workday_on_or_before,
    workdays_between,
)

DAYS = st.dates(date(2000, 1, 1), date(2032, 12, 31))
LOCAL = parse_local_days(
    """
    complete_years = [2027]

    [holidays]
    2027-02-05 = "春节"
    2023-09-28 = "县运动会"

    [workdays]
    2027-02-20 = "春节调休上班"
    """
)


@pytest.mark.parametrize(
    ("on", "worked"),
    [
        (date(2023, 6, 21), True),
        (date(2023, 6, 22), False),  # 端午
        (date(2023, 6, 25), True),  # a Sunday, made up for
        (date(2023, 8, 20), False),  # the day of the summary, a Sunday
        (date(2026, 10, 10), True),  # the last day of the last notice known
    ],
)
def test_makeup_days_are_worked_and_holidays_are_not(on: date, worked: bool) -> None:
    assert is_workday(on) is worked
    assert not is_estimated(on)


@pytest.mark.parametrize("year", [2003, 2031, 9999])
def test_a_year_that_is_not_published_goes_by_weekends_and_says_so(year: int) -> None:
    days = [date(year, 3, day) for day in range(1, 15)]
    assert [is_workday(day) for day in days] == [day.weekday() < 5 for day in days]
    assert all(map(is_estimated, days))


def test_the_place_has_the_last_word() -> None:
    assert not is_workday(date(2023, 9, 28), LOCAL)
    assert is_workday(date(2027, 2, 20), LOCAL)
    assert not is_workday(date(2027, 2, 5), LOCAL)


def test_a_year_entered_in_full_is_no_estimate() -> None:
    assert is_estimated(date(2027, 3, 1))
    assert not is_estimated(date(2027, 3, 1), LOCAL)
    assert is_estimated(date(2028, 3, 1), LOCAL)


def test_days_entered_one_by_one_are_known_and_the_rest_of_the_year_is_not() -> None:
    some = LocalDays(holidays={date(2028, 1, 3): "元旦"})
    assert not is_estimated(date(2028, 1, 3), some)
    assert is_estimated(date(2028, 1, 4), some)


def test_a_count_that_touches_an_unknown_year_is_an_estimate() -> None:
    assert not workdays_between(date(2026, 12, 1), date(2026, 12, 31)).estimated
    assert workdays_between(date(2026, 12, 1), date(2027, 1, 1)).estimated
    assert add_workdays(date(2026, 12, 31), 1).estimated
    assert not add_workdays(date(2027, 2, 19), 1, LOCAL).estimated


def test_counting_forth_and_back_goes_over_the_holiday() -> None:
    assert add_workdays(date(2023, 6, 21), 1).on == date(2023, 6, 25)
    assert add_workdays(date(2023, 6, 25), -1).on == date(2023, 6, 21)
    assert add_workdays(date(2023, 8, 20), 0).on == date(2023, 8, 20)
    assert workday_on_or_before(date(2023, 8, 20)) == date(2023, 8, 18)
    assert workday_on_or_before(date(2023, 6, 25)) == date(2023, 6, 25)


@given(DAYS, st.integers(-40, 40).filter(bool))
def test_adding_and_counting_agree(start: date, number: int) -> None:
    found = add_workdays(start, number).on
    assert is_workday(found)
    # Counting back takes in the start and leaves out the day found, and the reverse.
    one = timedelta(days=1)
    ends = (start, found) if number > 0 else (start - one, found - one)
    assert workdays_between(*ends).count == number


def test_every_day_of_twenty_years_is_as_the_package_says() -> None:
    days = [date(2004, 1, 1) + timedelta(days=day) for day in range(8400)]
    assert days[-1].year == 2026
    assert [is_workday(day) for day in days] == [chinese_calendar.is_workday(day) for day in days]


@given(DAYS, DAYS)
def test_the_way_back_is_as_long(one: date, other: date) -> None:
    assert workdays_between(one, other).count == -workdays_between(other, one).count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[holidays", "不是正确的 TOML"),
        ("holiday = 1", "不认识“holiday”"),
        ("holidays = [2027-02-05]", "“holidays”下面应逐行写日期"),
        ('[workdays]\n"2月20日" = "调休"', "“2月20日”不是日期"),
        ("complete_years = 2027", "complete_years 应是年份"),
        ("complete_years = [true]", "complete_years 应是年份"),
        ('[workdays]\n2027-02-05 = ""\n[holidays]\n2027-02-05 = ""', "既写成上班又写成放假"),
    ],
)
def test_a_text_that_cannot_be_used_says_where_and_what_to_do(text: str, words: str) -> None:
    with pytest.raises(InvalidLocalDays, match=words) as raised:
        parse_local_days(text)
    assert "请" in str(raised.value)


def test_no_text_means_no_days() -> None:
    assert parse_local_days("") == LocalDays()
