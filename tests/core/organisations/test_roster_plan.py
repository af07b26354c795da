from __future__ import annotations

from tests.core.organisations.lists import known, reading

from qingyuan.core.organisations.list_kinds import ROSTER
from qingyuan.core.organisations.planning import Standing
from qingyuan.core.organisations.roster_plan import KnownPerson, RosterPlan
from qingyuan.core.tables.grid import CellValue

Row = tuple[CellValue, ...]


def standings(*rows: Row, people: dict[int, list[KnownPerson]] | None = None) -> list[Standing]:
    plan = RosterPlan(reading(ROSTER, ("学校", "姓名", "工号", "部门"), *rows), known(), 4)
    return [line.standing for line in plan.lines(people or {})]


def test_lines_without_a_unit_belong_to_the_owner() -> None:
    plan = RosterPlan(reading(ROSTER, ("姓名",), ("王一",)), known(), 4)
    assert plan.units() == {4}
    assert plan.lines({})[0].unit == 4


def test_a_number_alone_is_enough_and_nothing_at_all_is_not() -> None:
    assert standings((None, None, "007", "语文组"), (None, None, None, "语文组")) == [
        Standing.NEW,
        Standing.BAD,
    ]


def test_whoever_is_on_the_roster_already_stays_as_he_is() -> None:
    people: dict[int, list[KnownPerson]] = {4: [("王一", "001", ""), ("王二", "", "")]}
    rows: list[Row] = [(None, "王一", "001"), (None, "王二"), (None, "王三")]
    assert standings(*rows, people=people) == [Standing.SAME, Standing.SAME, Standing.NEW]


def test_two_people_of_one_name_are_two_people() -> None:
    people: dict[int, list[KnownPerson]] = {4: [("王伟", "", "")]}
    assert standings((None, "王伟"), (None, "王伟"), people=people) == [
        Standing.SAME,
        Standing.NEW,
    ]


def test_one_number_twice_in_a_unit_is_to_be_mended() -> None:
    assert standings((None, "王一", "001"), (None, "王二", "001")) == [Standing.BAD] * 2


def test_one_number_in_two_units_is_fine() -> None:
    rows: list[Row] = [("柳河镇第一小学", "王一", "001"), ("东湖县第二初级中学", "王二", "001")]
    assert standings(*rows) == [Standing.NEW] * 2


def test_an_unknown_unit_comes_with_what_was_meant() -> None:
    plan = RosterPlan(reading(ROSTER, ("学校", "姓名"), ("柳河一小", "王一")), known(), 2)
    (line,) = plan.lines({})
    assert line.faults[0].suggestion == "柳河镇第一小学"
