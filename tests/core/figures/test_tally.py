"""Figures are sums of rows: schools and apps count once, usages each time."""

from qingyuan.core.figures.tally import UNKNOWN_COUNTY, Tally
from qingyuan.core.tables.source_row import Answers

FREE, CHARGING = Answers(charges=False), Answers(charges=True)


def test_an_app_at_two_schools_is_one_app_and_two_usages() -> None:
    tally = Tally()
    tally.add_usage("云溪县", "一小", 1, "verified", FREE)
    tally.add_usage("云溪县", "二小", 1, "verified", CHARGING)
    tally.add_usage("新县", "一小", 1, "unregistered", FREE)
    county, whole = tally.county("云溪县"), tally.whole()
    assert (county.schools, len(county.apps), county.usages, len(county.charging)) == (2, 1, 2, 1)
    assert (len(whole.apps), whole.usages, len(whole.apps_with_number)) == (1, 3, 1)
    assert tally.by_verdict == {"verified": 2, "unregistered": 1}


def test_a_school_is_nil_only_where_nothing_accepted_stands_beside_it() -> None:
    tally = Tally()
    for school in ("一小", "二小"):
        tally.county("云溪县").add_nil(school)
    tally.add_usage("云溪县", "二小", 1, "verified", FREE)
    county = tally.county("云溪县")
    assert (county.schools, county.schools_nil) == (2, 1)


def test_rows_without_a_county_are_counted_under_a_name_that_says_so() -> None:
    tally = Tally()
    tally.add_usage(None, "一小", 1, "verified", FREE)
    assert list(tally.counties) == [UNKNOWN_COUNTY]


def test_promotions_count_by_row_and_their_documents_once() -> None:
    tally = Tally()
    for _ in range(2):
        tally.county("云溪县").add_promotion("教体局", 7)
    whole = tally.whole()
    assert (whole.promotions, len(whole.documents), len(whole.promoting)) == (2, 1, 1)


def test_schools_and_bureaus_that_clean_up_are_counted_apart() -> None:
    tally = Tally()
    tally.county("云溪县").add_breach("一小", 1, is_bureau=False)
    tally.county("云溪县").add_breach("教体局", 1, is_bureau=True)
    whole = tally.whole()
    assert (whole.cleaning, whole.bureaus_cleaning) == ({"一小"}, {"教体局"})
    assert whole.apps_to_clean == {1}


def test_a_row_that_two_clauses_forbid_is_one_problem() -> None:
    tally = Tally()
    tally.add_item("unregistered", ["没有号", "未经研究", "没有号"])
    assert tally.cleanup_items == 1
    assert tally.by_matter == {("没有号", "unregistered"): 1, ("未经研究", "unregistered"): 1}


def test_verdicts_of_promotions_are_not_those_of_apps_in_use() -> None:
    tally = Tally()
    tally.add_usage("云溪县", "一小", 1, "verified", FREE)
    tally.by_verdict["verified"] += 1  # a promotion
    assert tally.usages_by_verdict == {"verified": 1}
