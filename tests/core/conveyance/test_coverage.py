"""One number must become zero, and no rate says more than is known."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.conveyance.coverage import Coverage
from qingyuan.core.conveyance.rates import percent_words, permille
from qingyuan.core.conveyance.wording import change_words, coverage_words

ALL = Coverage(40, 40, 40, 40, 1240, 1240)
SOME = Coverage(40, 40, 39, 38, 1240, 1228, units_without_roster=1)


@given(st.integers(0, 2_000_000), st.integers(1, 2_000_000))
def test_a_hundred_percent_means_all_and_zero_means_none(part: int, whole: int) -> None:
    part = min(part, whole)
    rate = permille(part, whole)
    assert rate is not None
    assert (rate == 1000) is (part == whole)
    assert (rate == 0) is (part == 0)
    assert abs(rate - 1000 * part / whole) <= 1


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (9996, 10_000, "99.9%"),
        (999_999, 1_000_000, "99.9%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 16, "6.3%"),  # 6.25 is rounded as a clerk does
        (0, 5, "0.0%"),
        (1, 100_000, "0.1%"),
        (5, 5, "100.0%"),
        (0, 0, "—"),
    ],
)
def test_rates_have_one_decimal(part: int, whole: int, words: str) -> None:
    assert percent_words(part, whole) == words


@pytest.mark.parametrize(("part", "whole"), [(6, 5), (-1, 5)])
def test_more_than_all_is_a_mistake_in_the_counting(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        permille(part, whole)


@pytest.mark.parametrize(
    "field", ["units_sent", "units_opened", "units_signed", "units_without_roster", "staff_reached"]
)
def test_no_part_is_larger_than_its_whole(field: str) -> None:
    with pytest.raises(ValueError, match="larger"):
        replace(Coverage(2, staff=2), **{field: 3})
    with pytest.raises(ValueError, match="larger"):
        replace(Coverage(2, staff=2), **{field: -1})


def test_counties_add_up_to_the_city() -> None:
    assert Coverage(80, 80, 79, 78, 2480, 2468, 1) == ALL + SOME
    assert sum([ALL, SOME], Coverage()) == SOME + ALL


def test_what_is_missing_is_counted_in_units_and_in_people() -> None:
    assert (SOME.units_unreached, SOME.staff_unreached) == (2, 12)
    assert (SOME.units_rate, SOME.staff_rate) == ("95.0%", "99.0%")


def test_a_missing_roster_keeps_the_rate_below_a_hundred() -> None:
    waiting = replace(ALL, units_without_roster=1)
    assert waiting.staff_rate == "99.9%"
    assert not waiting.is_complete
    assert ALL.is_complete


def test_nobody_to_tell_is_not_everybody_told() -> None:
    assert not Coverage().is_complete
    assert coverage_words(Coverage()) == "还没有要传达的单位"


def test_the_sentence_names_everything_that_is_missing() -> None:
    assert coverage_words(SOME) == (
        "还有 2 个单位没有签收，12 名教职员工没有传达到，1 个单位没有教职员工名册。"
        "单位签收率 95.0%，教职员工传达率 99.0%"
    )


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (ALL, "比昨天多 2 个单位签收，多 12 名教职员工传达到"),
        (SOME, "和昨天一样"),
        (replace(SOME, units_signed=37), "比昨天少 1 个单位签收"),
        (replace(SOME, staff=1250), "已传达的和昨天一样，应传达的有变动"),
    ],
)
def test_the_change_since_yesterday_has_words(now: Coverage, words: str) -> None:
    assert change_words(now.change_since(SOME)) == words
