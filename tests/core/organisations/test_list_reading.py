from __future__ import annotations

from tests.core.organisations.lists import grid, reading

from qingyuan.core.organisations.list_kinds import ACCOUNTS, ROSTER, UNITS
from qingyuan.core.organisations.list_reading import ListReading, cell_address, read_list
from qingyuan.core.tables.grid import Merge


def test_titles_are_known_by_their_synonyms_and_may_stand_below_a_heading() -> None:
    read = reading(
        UNITS,
        ("东湖县学校名录", None, None, None, None),
        ("序号", "学校（机构）标识码", "学校名称", "主管部门", "办学类型"),
        (1, 2141000001.0, "柳河镇第一小学", "柳河镇中心校", "小学"),
    )
    assert read.lines[0].cells == {
        "code": "2141000001",
        "unit": "柳河镇第一小学",
        "parent": "柳河镇中心校",
        "kind": "小学",
    }
    assert cell_address(read.columns, read.lines[0], "unit") == "C3"
    assert read.unread_titles == ("序号",)


def test_sums_notes_repeated_headers_and_blank_rows_are_no_units() -> None:
    read = reading(
        UNITS,
        ("单位名称", "上级单位"),
        ("甲小学", None),
        (None, None),
        ("单位名称", "上级单位"),
        ("合计", "1 所"),
        ("注：以上为公办学校", None),
    )
    assert [line.get("unit") for line in read.lines] == ["甲小学"]


def test_a_merged_unit_cell_holds_for_every_row_beside_it() -> None:
    content = grid(
        ("学校", "姓名"),
        ("甲小学", "王一"),
        (None, "王二"),
        (None, "王三"),
        merges=(Merge(1, 0, 2, 0),),
    )
    read = read_list(content, ROSTER)
    assert isinstance(read, ListReading)
    assert [line.get("unit") for line in read.lines] == ["甲小学", "甲小学", ""]


def test_an_empty_list_written_as_none_has_no_lines() -> None:
    assert reading(UNITS, ("单位名称", "上级单位"), ("无", None)).lines == ()


def test_a_phone_column_is_not_read() -> None:
    read = reading(ROSTER, ("姓名", "工号", "手机号码"), ("王一", "001", "00000000000"))
    assert read.lines[0].cells == {"name": "王一", "number": "001"}
    assert read.unread_titles == ("手机号码",)


def test_without_a_header_it_says_what_is_there_and_what_is_needed() -> None:
    sentence = read_list(grid(("甲", "乙"), ("丙", "丁")), ACCOUNTS)
    assert isinstance(sentence, str)
    assert "甲、乙、丙、丁" in sentence
    assert "“姓名”、“角色”" in sentence
