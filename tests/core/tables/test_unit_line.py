"""Who filled in a form: the 填报单位 line, a heading, a band across the table, the path."""

import pytest

from qingyuan.core.tables.unit_line import (
    clean_unit,
    unit_in_band,
    unit_in_line,
    unit_in_path,
    unit_in_title,
)

SCHOOL = "光山县第一小学"


@pytest.mark.parametrize(
    "line",
    [
        ["填报单位：光山县第一小学"],
        ["填报单位:光山县第一小学"],
        ["填报单位（盖章）：光山县第一小学"],
        ["填报单位(公章)： 光山县第一小学"],
        ["填报单位：光山县第一小学（盖章）"],
        ["填报单位： 光山县 第一小学"],
        ["填报单位：", "光山县第一小学"],
        ["填报单位（盖章）", "光山县第一小学"],
        ["填报单位", "光山县第一小学", "填报时间：2023年7月5日"],
        ["填报单位：光山县第一小学      填报时间：2023年7月5日"],
        ["填报单位：光山县第一小学    联系人：张三   电话：13800000000"],
        ["填报单位：光山县第一小学 2023年7月5日"],
        ["填报单位：__光山县第一小学__"],
        ["填 报 单 位：光山县第一小学"],
        ["填表单位：光山县第一小学"],
        ["报送单位：光山县第一小学"],
        ["上报单位（章）：光山县第一小学"],
        ["单位名称：光山县第一小学"],
        ["单位：光山县第一小学"],
        ["学校：光山县第一小学"],
        ["学校名称（盖章）：光山县第一小学"],
        ["填报学校：光山县第一小学"],
        ["填报时间：2023年7月5日", "填报单位：光山县第一小学"],
        ["填报时间：2023.7.5   填报单位：光山县第一小学"],
        ["填报单位：2141100280 光山县第一小学"],
    ],
)
def test_the_unit_line_names_the_school(line: list[str]) -> None:
    assert unit_in_line(line) == SCHOOL


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["填报单位："],
        ["填报单位（盖章）：______"],
        ["填报单位：", "填报时间：2023年7月5日"],
        ["附件2"],
        ["联系人：张三"],
        ["光山县第一小学", "优化高分", "推荐使用"],
        ["注：填报单位须加盖公章"],
    ],
)
def test_a_line_without_a_name_names_nobody(line: list[str]) -> None:
    assert unit_in_line(line) is None


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("光山县 第一小学（盖章）      填报时间：2023年7月", SCHOOL),
        ("2141100280 光山县第一小学", SCHOOL),
        ("光山县第一\n小学", SCHOOL),
        ("——光山县第一小学——", SCHOOL),
        ("光山县第一小学（东校区）", "光山县第一小学（东校区）"),
        ("________", ""),
    ],
)
def test_a_name_is_freed_of_what_surrounds_it(written: str, unit: str) -> None:
    assert clean_unit(written) == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("光山县第一小学已推广使用的APP统计汇总表", SCHOOL),
        ("附件2 光山县第一小学已推广使用的APP统计汇总表", SCHOOL),
        ("光山县第一小学涉及APP的文件及活动汇总表", SCHOOL),
        ("已推广使用的APP统计汇总表（光山县第一小学）", SCHOOL),
        ("光山县教育体育局涉及APP的文件及活动汇总表", "光山县教育体育局"),
        ("已推广使用的APP统计汇总表", None),
        ("附件1", None),
        ("光山县各级各类学校已推广使用的APP统计汇总表", None),
    ],
)
def test_a_heading_may_name_the_school(title: str, unit: str | None) -> None:
    assert unit_in_title(title) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("一、光山县第一小学", SCHOOL),
        ("（一）光山县第一小学", SCHOOL),
        ("1.光山县第一小学", SCHOOL),
        ("光山县第一小学", SCHOOL),
        ("以上情况属实", None),
        ("合计", None),
        ("2023年7月20日", None),
    ],
)
def test_a_band_across_the_table_names_the_school_below(text: str, unit: str | None) -> None:
    assert unit_in_band(text) == unit


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("光山县第一小学.xlsx", SCHOOL),
        ("光山县/光山县第一小学/附件2.xlsx", SCHOOL),
        ("光山县/第一小学/附件2.xlsx", "第一小学"),
        ("光山县第一小学附件2.docx", SCHOOL),
        ("附件2-光山县第一小学.xls", SCHOOL),
        ("附件1、2（光山县第一小学）.et", SCHOOL),
        ("光山县第一小学_附件2_20230705.csv", SCHOOL),
        ("光山县第一小学排查表（最终版）.xlsx", SCHOOL),
        ("03_光山县第一小学_附件1（最终版）.docx", SCHOOL),
        ("a.zip!/光山县第一小学/附件2 已推广使用的APP统计汇总表.xlsx", SCHOOL),
        ("光山县第一小学.zip!/附件2.xlsx", SCHOOL),
        ("附件2.xlsx", None),
        ("新建文件夹/副本表格.xlsx", None),
        ("Sheet1.csv", None),
    ],
)
def test_the_path_names_the_school_where_nothing_else_does(path: str, unit: str | None) -> None:
    assert unit_in_path(path) == unit
