from __future__ import annotations

from tests.core.organisations.lists import known, reading

from qingyuan.core.organisations.list_kinds import UNITS
from qingyuan.core.organisations.planning import FieldChange, Planned, Standing
from qingyuan.core.organisations.unit_plan import UnitPlan
from qingyuan.core.tables.grid import CellValue

HEADER = ("单位名称", "上级单位", "标识码", "类型", "区划代码")
Row = tuple[CellValue, ...]


def planned(*rows: Row, foreign: frozenset[str] = frozenset()) -> list[Planned]:
    return UnitPlan(reading(UNITS, HEADER, *rows), known(), 2, foreign).lines()


def only(row: Row, foreign: frozenset[str] = frozenset()) -> Planned:
    (plan,) = planned(row, foreign=foreign)
    return plan


def test_what_names_no_unit_above_lies_directly_below_the_owner() -> None:
    plan = only(("东湖县直属机关幼儿园",))
    assert (plan.standing, plan.unit, plan.value("kind")) == (Standing.NEW, 2, "kindergarten")


def test_a_zone_without_a_code_and_a_department_are_units_too() -> None:
    zone, department = planned(("湖滨新区教育办", None, None, "功能区"), ("基础教育股", "Q1-1"))
    assert (zone.value("kind"), zone.standing) == ("zone", Standing.NEW)
    assert (department.value("kind"), department.unit) == ("department", 2)


def test_units_may_name_one_another_in_any_order() -> None:
    school, tier = planned(("白石乡小学", "白石乡中心校"), ("白石乡中心校", "东湖县教育体育局"))
    assert (school.standing, school.unit, school.parent_place) == (Standing.NEW, None, 1)
    assert tier.unit == 2


def test_what_stands_as_it_is_known_changes_nothing() -> None:
    plan = only(("柳河镇第一小学", "柳河镇中心校", "2141000001", "小学", "411599"))
    assert plan.standing is Standing.SAME


def test_a_known_code_with_another_name_is_a_renaming() -> None:
    plan = only(("柳河镇实验小学", "柳河镇中心校", "2141000001"))
    assert plan.standing is Standing.CHANGED
    assert plan.changes == (FieldChange("unit", "柳河镇第一小学", "柳河镇实验小学"),)


def test_a_known_code_below_another_unit_is_a_move() -> None:
    plan = only(("柳河镇第一小学", "东湖县教育体育局", "2141000001"))
    assert plan.changes == (FieldChange("parent", "柳河镇中心校", "东湖县教育体育局"),)


def test_a_school_with_a_code_of_ours_gets_its_own() -> None:
    plan = only(("东湖县第二初级中学", None, "3141000009"))
    assert plan.target == 6
    assert plan.changes == (FieldChange("code", "Q1-1-2", "3141000009"),)


def test_a_misspelt_unit_above_comes_with_what_was_meant() -> None:
    plan = only(("新村小学", "柳河中心校"))
    assert plan.standing is Standing.BAD
    (fault,) = plan.faults
    assert (fault.cell, fault.suggestion) == ("B2", "柳河镇中心校")
    assert fault.sentence == "名录里没有“柳河中心校”。是“柳河镇中心校”吗？"


def test_two_rows_of_one_school_name_each_other() -> None:
    first, second = planned(("新村小学",), ("新村小学",))
    assert first.faults[0].sentence == "和第 3 行是同一个单位，请留一行"
    assert second.faults[0].sentence == "和第 2 行是同一个单位，请留一行"


def test_a_namesake_elsewhere_is_a_note_and_no_fault() -> None:
    plan = only(("柳河镇第一小学", "东湖县教育体育局"))
    assert plan.standing is Standing.NEW
    assert "柳河镇中心校" in plan.notes[0]


def test_a_code_of_another_county_is_refused_without_saying_whose_it_is() -> None:
    plan = only(("新村小学", None, "2141000077"), foreign=frozenset({"2141000077"}))
    assert plan.faults[0].sentence == "标识码 2141000077 已经是别的单位的，请核对"


def test_codes_regions_and_kinds_are_checked_cell_by_cell() -> None:
    plan = only(("白石学堂", None, "21410001", "书院", "41"))
    assert [fault.cell for fault in plan.faults] == ["C2", "E2", "D2"]


def test_a_closed_school_does_not_come_back_by_its_code() -> None:
    assert "已撤销" in only(("柳河镇第三小学", None, "2141000003")).faults[0].sentence


def test_a_ring_of_units_above_is_found() -> None:
    one, other = planned(("甲小学", "乙小学"), ("乙小学", "甲小学"))
    assert one.standing is other.standing is Standing.BAD
    assert "绕成了圈" in one.faults[0].sentence


def test_a_line_below_one_that_must_be_mended_waits_for_it() -> None:
    above, below = planned(("白石乡中心校", "没有的局"), ("白石乡小学", "白石乡中心校"))
    assert above.standing is below.standing is Standing.BAD
    assert below.faults[0].sentence == "上级单位在第 2 行，那一行还要改"


def test_a_name_that_tells_no_kind_asks_for_one() -> None:
    assert only(("柳河镇中心学校",)).faults[0].field == "kind"
    assert only(("柳河镇中心学校", None, "2141000012")).value("kind") == "school"
