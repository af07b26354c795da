"""Finding the annex tables in whatever a school has made of the form."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from tests.builders import ANNEX1, ANNEX2, Row, document, grid, read_grid, workbook

from qingyuan.core.tables.grid import CellValue, Content
from qingyuan.core.tables.recognise import Recognised, recognise
from qingyuan.core.tables.source_row import RowStatus, SourceRow

TITLE = ("附件2",)
HEADING = ("已推广使用的APP统计汇总表",)
UNIT = ("填报单位：云溪县第一小学",)
FORM = (TITLE, HEADING, UNIT, ANNEX2)


def usage(
    serial: CellValue, school: str, app: str, number: str = "无", decision: str = "是"
) -> tuple[CellValue, ...]:
    return (serial, school, app, number, "布置作业", "推荐使用", decision, "否")


def promotion(serial: CellValue, app: str, document_name: str) -> tuple[CellValue, ...]:
    return (
        serial,
        app,
        document_name,
        "云教体〔2023〕5号",
        "教导处",
        "布置作业",
        "2023年7月20日",
        "无",
    )


def apps(found: Recognised) -> list[str]:
    return [row.app_cell for row in found.rows]


def places(found: Recognised) -> list[tuple[int, str, str | None]]:
    return [(row.row, row.app_cell, row.unit) for row in found.rows]


def only(found: Recognised) -> SourceRow:
    (row,) = found.rows
    return row


def test_the_form_as_the_notice_prints_it() -> None:
    row = only(read_grid([*FORM, usage(1, "云溪县第一小学", "青禾作业", "教APP备1100001号")]))
    assert (row.annex, row.table, row.row, row.status) == (2, "Sheet1", 5, RowStatus.ENTRY)
    assert (row.unit, row.app_cell, row.number_cell) == (
        "云溪县第一小学",
        "青禾作业",
        "教APP备1100001号",
    )
    assert (row.answers.function, row.answers.requirement) == ("布置作业", "recommended")
    assert (row.answers.collective_decision, row.answers.charges) == (True, False)
    assert row.number_address == "D5"
    assert row.problems == ()


def test_annex_1_as_the_notice_prints_it() -> None:
    note = ("注：有效时限填写所涉及活动的截止日期，截止日期不明的，填写“无有效期”",)
    rows: list[Row] = [
        ("附件 1",), ("涉及 APP 的文件及活动汇总表",), ("填报单位(盖章):云溪县教育体育局",),
        ANNEX1, promotion(1, "青禾作业", "关于使用青禾作业的通知"), (2,), (3,), note,
    ]  # fmt: skip
    row = only(read_grid(rows))
    assert (row.annex, row.row, row.unit) == (1, 5, "云溪县教育体育局")
    assert (row.answers.document_name, row.answers.document_number) == (
        "关于使用青禾作业的通知",
        "云教体〔2023〕5号",
    )
    assert (row.answers.department, row.answers.purpose, row.answers.valid_until) == (
        "教导处",
        "布置作业",
        "2023-07-20",
    )


def test_a_school_named_on_the_unit_line_serves_rows_without_one() -> None:
    rows: list[Row] = [*FORM, usage(1, "", "青禾作业"), usage(2, "云溪县第二小学", "星河阅读")]
    assert [unit for _, _, unit in places(read_grid(rows))] == ["云溪县第一小学", "云溪县第二小学"]


def test_the_file_or_its_folder_names_the_school_where_the_form_does_not() -> None:
    rows = [ANNEX2, usage(1, "", "青禾作业")]
    assert only(read_grid(rows, path="云溪县/云溪县第三小学/附件2.xlsx")).unit == "云溪县第三小学"
    assert only(read_grid(rows, path="云溪县第四小学附件2.xlsx")).unit == "云溪县第四小学"
    assert only(read_grid(rows, path="表.xlsx", name="云溪县第五小学")).unit == "云溪县第五小学"
    assert only(read_grid(rows, path="表.xlsx")).unit is None


def test_a_unit_line_below_the_table_is_found_too() -> None:
    rows: list[Row] = [ANNEX2, usage(1, "", "青禾作业"), ("填报单位（盖章）：云溪县第一小学",)]
    assert only(read_grid(rows)).unit == "云溪县第一小学"


def test_columns_in_any_order_with_strangers_between() -> None:
    header = (
        "学校",
        "年级",
        "是否收费",
        "软件名称",
        "联系人",
        "备案编号",
        "用途",
        "集体研究",
        "推荐/强制",
        "备注",
    )
    cells = (
        "云溪县第一小学",
        "三年级",
        "是",
        "青禾作业",
        "张三",
        "无",
        "布置作业",
        "否",
        "强制",
        "共两个班",
    )
    row = only(read_grid([header, cells]))
    assert (row.app_cell, row.number_cell, row.unit) == ("青禾作业", "无", "云溪县第一小学")
    assert (row.answers.requirement, row.answers.collective_decision, row.answers.charges) == (
        "mandatory",
        False,
        True,
    )
    assert row.answers.function == "布置作业"


def test_a_header_of_two_rows_with_boxes_to_tick() -> None:
    rows: list[Row] = [
        (
            "序号",
            "学校名称",
            "APP情况",
            None,
            "主要功能",
            "使用方式",
            None,
            "是否集体决策",
            None,
            "是否收费",
            None,
        ),
        (None, None, "名称", "备案号", None, "推荐使用", "强制使用", "是", "否", "是", "否"),
        (1, "云溪县第一小学", "青禾作业", "无", "布置作业", None, "√", "√", None, None, "√"),
        (2, "云溪县第一小学", "星河阅读", "无", "阅读打卡", "✓", None, None, "√", "√", None),
    ]
    merges = [
        (0, 2, 0, 3),
        (0, 5, 0, 6),
        (0, 7, 0, 8),
        (0, 9, 0, 10),
        (0, 0, 1, 0),
        (0, 1, 1, 1),
        (0, 4, 1, 4),
    ]
    for known in (merges, []):  # csv does not tell which cells are merged
        first, second = read_grid(rows, known).rows
        assert (first.row, first.app_cell) == (3, "青禾作业")
        assert (
            first.answers.requirement,
            first.answers.collective_decision,
            first.answers.charges,
        ) == ("mandatory", True, False)
        assert (
            second.answers.requirement,
            second.answers.collective_decision,
            second.answers.charges,
        ) == ("recommended", False, True)


def test_a_header_that_comes_back_on_every_page_is_no_row() -> None:
    rows: list[Row] = [
        *FORM, usage(1, "", "青禾作业"), usage(2, "", "星河阅读"),
        ANNEX2, usage(3, "", "松峰家校通"), ANNEX2, usage(4, "", "海湾课堂"),
    ]  # fmt: skip
    found = read_grid(rows)
    assert len(found.tables) == 1
    assert [(row.row, row.app_cell) for row in found.rows] == [
        (5, "青禾作业"), (6, "星河阅读"), (8, "松峰家校通"), (10, "海湾课堂"),
    ]  # fmt: skip


def test_both_annexes_on_one_sheet_one_below_the_other() -> None:
    rows: list[Row] = [
        ("附件1",), ("填报单位：云溪县第一小学",), ANNEX1, promotion(1, "青禾作业", "家长会通知"),
        (),
        TITLE, HEADING, UNIT, ANNEX2, usage(1, "云溪县第一小学", "星河阅读"), usage(2,
        "云溪县第一小学", "海湾课堂"),
    ]  # fmt: skip
    found = read_grid(rows)
    assert [table.annex for table in found.tables] == [1, 2]
    assert [(row.annex, row.row, row.app_cell) for row in found.rows] == [
        (1, 4, "青禾作业"), (2, 10, "星河阅读"), (2, 11, "海湾课堂"),
    ]  # fmt: skip


def test_both_annexes_side_by_side() -> None:
    rows: list[Row] = [
        (*ANNEX1, None, *ANNEX2),
        (*promotion(1, "青禾作业", "家长会通知"), None, *usage(1, "云溪县第一小学", "星河阅读")),
        (*((None,) * 8), None, *usage(2, "云溪县第一小学", "海湾课堂")),
    ]
    found = read_grid(rows)
    assert sorted((row.annex, row.row, row.app_cell) for row in found.rows) == [
        (1, 2, "青禾作业"), (2, 2, "星河阅读"), (2, 3, "海湾课堂"),
    ]  # fmt: skip
    assert {row.number_address for row in found.rows if row.annex == 2} == {"M2", "M3"}


def test_side_by_side_where_only_one_table_has_a_second_header_row() -> None:
    split = (*ANNEX2[:5], "推荐使用/强制使用", None, "集体决策", "是否收费")
    rows: list[Row] = [
        (*ANNEX1, None, *split),
        (1, "无", *((None,) * 6), None, *((None,) * 5), "推荐使用", "强制使用"),
        ("说明：本表统计时间自2021年1月起。", *((None,) * 7), None, *usage(
            1, "云溪县第一小学", "星河阅读")[:5], "√", None, "是", "否"),
    ]  # fmt: skip
    found = read_grid(rows, [(0, 14, 0, 15)])
    (entry,) = [row for row in found.rows if row.status is RowStatus.ENTRY]
    assert (entry.row, entry.app_cell) == (3, "星河阅读")
    assert (entry.answers.requirement, entry.answers.collective_decision) == ("recommended", True)


def test_an_empty_column_does_not_cut_a_table_in_two() -> None:
    found = read_grid([
        ("№", "单位名称", "是否集体决策", "联系人", "APP名称", None,
         "是否收费", "主要功能", "备案号", "推荐使用/强制使用", "下载渠道"),
        (1, "云溪县第一小学", "是", "张老师", "星河阅读", None,
         "否", "布置作业", "无", "推荐使用", "扫码"),
    ])  # fmt: skip
    assert len(found.tables) == 1
    assert [(row.app_cell, row.answers.charges) for row in found.rows] == [("星河阅读", False)]


def test_an_instruction_in_the_column_of_names_is_no_app() -> None:
    said = [
        (None, None, text) for text in ("没有的请实行零报告。", "如没有，请填无", "若无也须上报")
    ]
    rows: list[Row] = [ANNEX2, usage(1, "云溪县第一小学", "星河阅读"), *said]
    assert [row.app_cell for row in read_grid(rows).rows] == ["星河阅读"]


def test_a_line_below_the_table_that_names_the_school_is_no_app() -> None:
    found = read_grid([ANNEX2, usage(1, "", "星河阅读"), ("单位", None, "云溪县第一小学")])
    assert places(found) == [(2, "星河阅读", "云溪县第一小学")]


def test_a_column_of_its_own_is_not_taken_for_the_schools() -> None:
    header = ("序号", "使用学段", *ANNEX2[2:])
    found = read_grid([UNIT, header, (1, "高一、高二", *usage(1, "", "星河阅读")[2:])])
    assert [row.unit for row in found.rows] == ["云溪县第一小学"]


def test_an_extra_column_where_a_question_is_missing_answers_nothing() -> None:
    header = (*ANNEX2[:7], "使用学生数", "备注")
    found = read_grid([header, (*usage(1, "云溪县第一小学", "星河阅读")[:7], 643, "自愿")])
    assert [row.answers.charges for row in found.rows] == [None]
    assert [problem.code for problem in found.tables[0].problems] == ["column_missing"]


def test_a_record_whose_answers_read_like_titles_is_no_header() -> None:
    header = (*ANNEX2[1:], "类型")
    record = ("", "「灵叶地理」", "未取得备案号", "图书借阅", "推荐使用√", "集体研究", "否", "APP")
    found = read_grid([UNIT, header, record])
    assert [(row.row, row.app_cell) for row in found.rows] == [(3, "「灵叶地理」")]


def test_a_record_above_a_header_that_comes_again_is_no_part_of_it() -> None:
    header = (
        "序号", "学校名称", "APP 备案号", "APP 名称", "主要功能", "推荐使用/ 强制使用",
        "是否集 体决策", "是否 收费",
    )  # fmt: skip
    record = (None, "云溪县第一小学", "", "远航口算APP", "", "推荐使用", "", "")
    found = read_grid([header, record, header])
    assert places(found) == [(2, "远航口算APP", "云溪县第一小学")]


def test_the_answers_on_a_card_may_be_worded_like_its_labels() -> None:
    found = read_grid([
        ("学校名称", "云溪县第一小学"), ("APP名称", "星河阅读"), ("APP备案号", "不清楚"),
        ("主要功能", "班级通知"), ("推荐使用/强制使用", "强制使用"),
        ("是否集体决策", "由年级组自行决定未上会"), ("是否收费", "免费"),
    ])  # fmt: skip
    (row,) = found.rows
    assert (row.app_cell, row.row) == ("星河阅读", 2)
    answers = row.answers
    assert (answers.requirement, answers.collective_decision, answers.charges) == (
        "mandatory", False, False,
    )  # fmt: skip


def test_a_sheet_per_school_in_the_workbook_of_a_county() -> None:
    sheets = [
        grid([*FORM[:2], (f"填报单位：{school}",), ANNEX2, usage(1, "", app)], name=school)
        for school, app in (("云溪县第一小学", "青禾作业"), ("云溪县第二小学", "星河阅读"))
    ]
    found = recognise(
        workbook(grid([("目录",), ("云溪县第一小学",)], name="目录"), *sheets, grid([])), "县.xlsx"
    )
    assert [(row.table, row.unit, row.app_cell) for row in found.rows] == [
        ("云溪县第一小学", "云溪县第一小学", "青禾作业"),
        ("云溪县第二小学", "云溪县第二小学", "星河阅读"),
    ]


def test_schools_in_merged_cells_stand_for_all_their_rows() -> None:
    rows = [
        ANNEX2, usage(1, "云溪县第一小学", "青禾作业"), usage(2, "", "星河阅读"), usage(3, "",
        "海湾课堂"),
        usage(4, "云溪县第二小学", "松峰家校通"), usage(5, "", "青禾作业"),
    ]  # fmt: skip
    expected = ["云溪县第一小学"] * 3 + ["云溪县第二小学"] * 2
    for merges in ([(1, 1, 3, 1), (4, 1, 5, 1)], []):
        assert [row.unit for row in read_grid(rows, merges).rows] == expected


def test_bands_across_the_table_name_the_school_of_the_rows_below() -> None:
    rows: list[Row] = [
        ANNEX2, ("一、云溪县第一小学",), usage(1, "", "青禾作业"), usage(2, "", "星河阅读"),
        ("二、云溪县第二小学",), usage(1, "", "海湾课堂"),
    ]  # fmt: skip
    assert places(read_grid(rows)) == [
        (3, "青禾作业", "云溪县第一小学"), (4, "星河阅读", "云溪县第一小学"), (6, "海湾课堂",
        "云溪县第二小学"),
    ]  # fmt: skip


def test_a_silent_school_among_others_is_asked_and_an_untouched_form_is_not() -> None:
    rows: list[Row] = [
        ANNEX2, usage(1, "云溪县第一小学", "青禾作业"), (2, "云溪县第二小学"), usage(3,
        "云溪县第三小学", "无"),
    ]  # fmt: skip
    first, silent, nil = read_grid(rows).rows
    assert (first.status, silent.status, nil.status) == (
        RowStatus.ENTRY,
        RowStatus.REJECTED,
        RowStatus.NIL,
    )
    assert (silent.row, silent.unit) == (3, "云溪县第二小学")
    assert "没有登记 APP，也没有写零报告" in (silent.reason or "")
    alone = read_grid([*FORM, (1, "云溪县第一小学")])
    assert alone.rows == []
    assert [problem.code for problem in alone.tables[0].problems] == ["table_empty"]


TEMPLATE_ROWS: list[tuple[str, Sequence[CellValue]]] = [
    ("a numbered blank row", (2,)),
    ("a numbered blank row with strokes of the printer", (2, "", "", "", "", "", "", "")),
    ("an example", ("例", "云溪县示例小学", "示例APP", "教APP备1234567号", "布置作业", "推荐使用",
    "是", "否")),
    ("an example marked beside its number", (1, "（示例）云溪县小学", "青禾作业", "无", "布置作业",
    "推荐", "是", "否")),
    ("an example with crosses for a name", (1, "XX小学", "XXX", "教APP备XXXXXXX号", "布置作业",
    "推荐", "是", "否")),
    ("a total", ("合计", "", "1个", "", "", "", "", "")),
    ("a total in words", ("共计1个APP",)),
    ("hints how to fill in", ("", "填写全称", "填写全称", "没有的填无", "", "请选择", "必填",
    "必填")),
    ("a row of dots", ("……", "……", "……", "……", "……", "……", "……", "……")),
    ("a note", ("注：本表由各学校填写，加盖公章后上报。",)),
    ("a note of the notice", ("填表说明：1.本表一校一表；2.收费包含变相收费。",)),
    ("a numbered note", ("1.本表由各学校填报，加盖公章后于7月25日前上报。",)),
    ("signatures", ("填表人：张三", "", "", "联系电话：13800000000", "", "审核人：李四", "", "")),
    ("a signature", ("单位负责人（签字）：",)),
    ("a date", ("", "", "", "", "", "", "2023年7月5日", "")),
    ("closing words", ("以下空白",)),
]  # fmt: skip


@pytest.mark.parametrize(
    "row", [row for _, row in TEMPLATE_ROWS], ids=[name for name, _ in TEMPLATE_ROWS]
)
def test_what_belongs_to_the_form_is_no_row_before_or_after_the_entry(row: Row) -> None:
    entry = usage(1, "云溪县第一小学", "青禾作业")
    assert places(read_grid([*FORM, entry, row])) == [(5, "青禾作业", "云溪县第一小学")]
    assert places(read_grid([*FORM, row, entry])) == [(6, "青禾作业", "云溪县第一小学")]


@pytest.mark.parametrize(
    "row",
    [
        (1, "云溪县第一小学", "无"),
        (1, "云溪县第一小学", "无", "无", "无", "无", "无", "无"),
        (1, "云溪县第一小学", "/", "/", "/", "/", "/", "/"),
        ("", "", "无此情况", "", "", "", "", ""),
        ("我校未使用任何APP",),
        ("", "经排查，我校未推广使用任何APP，零报告。"),
        (1, "", "零报告"),
        (1, "", "我校无此情况"),
        ("无",),
        (1, "云溪县第一小学", "", "", "我校未使用任何APP", "", "", ""),
    ],
)
def test_a_nil_return_wherever_in_the_table_it_stands(row: Row) -> None:
    nil = only(read_grid([*FORM, row, (2,), (3,)]))
    assert (nil.status, nil.row, nil.unit, nil.annex) == (RowStatus.NIL, 5, "云溪县第一小学", 2)


def test_a_nil_return_above_or_below_an_empty_table() -> None:
    said = ("经排查，我校未使用任何APP。",)
    above = only(read_grid([TITLE, UNIT, said, ANNEX2, (1,), (2,)]))
    below = only(read_grid([TITLE, UNIT, ANNEX2, (1,), (2,), said]))
    assert (above.status, above.row) == (RowStatus.NIL, 3)
    assert (below.status, below.row) == (RowStatus.NIL, 6)


def test_a_denial_of_something_else_below_an_entry_is_no_nil_return() -> None:
    rows: list[Row] = [*FORM, usage(1, "", "青禾作业"), ("除上述APP外，我校无其他在用APP。",)]
    assert [row.status for row in read_grid(rows).rows] == [RowStatus.ENTRY]


def test_no_other_app_is_no_app() -> None:
    rows: list[Row] = [*FORM, usage(1, "", "青禾作业"), ("", "", "无其他APP")]
    assert apps(read_grid(rows)) == ["青禾作业"]


def test_a_row_that_names_no_app_is_rejected_and_says_what_to_do() -> None:
    row = only(
        read_grid(
            [*FORM, (1, "云溪县第一小学", "", "教APP备1100001号", "布置作业", "强制", "否", "是")]
        )
    )
    assert (row.status, row.row, row.number_cell) == (RowStatus.REJECTED, 5, "教APP备1100001号")
    assert row.reason == "第 5 行：这一行没有写 APP 名称，请补填名称后重新报送"


def test_ditto_marks_mean_the_cell_above_down_a_whole_column() -> None:
    rows: list[Row] = [
        ANNEX2,
        (1, "云溪县第一小学", "青禾作业", "无", "布置作业", "强制", "否", "是"),
        (2, "同上", "星河阅读", "无", "〃", "同上", "″", "同上"),
        (3, "″", "海湾课堂", "无", "〃", "同上", "〃", "同上"),
    ]
    third = read_grid(rows).rows[2]
    assert (third.app_cell, third.unit, third.answers.function) == (
        "海湾课堂",
        "云溪县第一小学",
        "布置作业",
    )
    said = third.answers
    assert (said.requirement, said.collective_decision, said.charges) == ("mandatory", False, True)


@pytest.mark.parametrize(
    ("heading", "titles", "annex"),
    [
        ("", ("APP名称", "文件名称", "工作目的"), 1),
        ("", ("学校名称", "APP名称", "是否收费"), 2),
        ("附件1", ("学校名称", "APP名称", "牵头科室", "主要功能"), 1),
        ("附件2", ("学校名称", "APP名称", "牵头科室", "主要功能"), 2),
        ("", ("学校名称", "备案号", "是否收费"), None),
        ("", ("APP名称", "是否收费"), None),
        ("", ("应用名称", "备案号", "提供者", "备案地区"), None),  # the registry itself
    ],
)
def test_the_columns_say_which_annex(heading: str, titles: Row, annex: int | None) -> None:
    found = read_grid([(heading,), titles, ["青禾作业"] * len(titles)])
    assert [table.annex for table in found.tables] == ([annex] if annex else [])


def test_columns_without_a_title_are_read_where_the_notice_has_them() -> None:
    header = (
        "序号",
        None,
        "APP 名称",
        "APP 备案号",
        None,
        "推荐使用/强制使用",
        "是否集体决策",
        None,
    )
    row = only(read_grid([UNIT, header, usage(1, "云溪县第二小学", "青禾作业")]))
    assert (row.unit, row.answers.function) == ("云溪县第二小学", "布置作业")


def test_a_table_that_lost_its_header_is_read_in_the_notices_order() -> None:
    row = only(
        read_grid([("附件2 已推广使用的APP统计汇总表",), usage(1, "云溪县第一小学", "青禾作业")])
    )
    assert (row.annex, row.row, row.app_cell, row.answers.requirement) == (
        2,
        2,
        "青禾作业",
        "recommended",
    )


def test_a_table_that_goes_on_after_a_page_break_in_a_document() -> None:
    found = recognise(
        document(
            "附件2", "填报单位：云溪县第一小学", grid([ANNEX2, usage(1, "", "青禾作业")], name="1"),
            grid([usage(2, "", "星河阅读"), usage(3, "", "海湾课堂")], name="2"),
        ),
        "表.docx",
    )  # fmt: skip
    assert [(row.table, row.row, row.app_cell, row.unit) for row in found.rows] == [
        ("1", 2, "青禾作业", "云溪县第一小学"),
        ("2", 1, "星河阅读", "云溪县第一小学"),
        ("2", 2, "海湾课堂", "云溪县第一小学"),
    ]


@pytest.mark.parametrize(
    ("paragraphs", "annexes"),
    [
        (("云溪县第一小学", "经排查，我校未使用任何APP。"), [2]),
        (("我校自2021年1月以来未下发涉及推广APP的文件。", "我校未使用任何APP。"), [1, 2]),
        (("我校无此情况，零报告。",), [2]),
        (("我校高度重视APP排查整治工作，成立了专班。",), []),
        (("不涉及的学校也要实行零报告。",), []),
    ],
)
def test_a_nil_return_in_the_text_of_a_document(
    paragraphs: tuple[str, ...], annexes: list[int]
) -> None:
    found = recognise(Content(paragraphs, is_document=True), "云溪县第一小学/零报告.docx")
    assert [(row.annex, row.status) for row in found.rows] == [(a, RowStatus.NIL) for a in annexes]
    assert {row.unit for row in found.rows} <= {"云溪县第一小学"}


def test_a_nil_return_in_the_text_around_an_empty_table() -> None:
    table = grid([ANNEX2, (1,), (2,)], name="1")
    found = recognise(
        document("填报单位：云溪县第一小学", table, "经排查，我校未使用任何APP。"), "表.docx"
    )
    nil = only(found)
    assert (nil.annex, nil.table, nil.unit, nil.status) == (2, "1", "云溪县第一小学", RowStatus.NIL)
    assert found.tables[0].problems == ()


def test_a_hidden_sheet_is_not_read_but_named() -> None:
    shown = grid([*FORM, usage(1, "", "青禾作业")])
    draft = grid([*FORM, usage(1, "", "旧的应用")], name="旧表", hidden=True)
    empty = grid([("说明",)], name="说明", hidden=True)
    found = recognise(workbook(shown, draft, empty), "表.xlsx")
    assert apps(found) == ["青禾作业"]
    assert found.hidden == ("旧表",)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("姓名", "电话"), ("张三", "13800000000")],
        [("序号", "姓名", "班级", "成绩"), (1, "张三", "三班", 95)],
        [("关于开展APP排查整治活动的通知",), ("各学校：",), ("请于7月25日前报送附件1、附件2。",)],
        [("学校名称", "学生人数", "教师人数"), ("云溪县第一小学", 800, 50)],
    ],
)
def test_what_is_no_form_has_no_table(rows: Sequence[Row]) -> None:
    found = read_grid(rows)
    assert found.tables == ()
    assert found.rows == []


@pytest.mark.parametrize(
    "app",
    [
        "注音识字",
        "无忧英语",
        "一起作业",
        "共享课堂",
        "时光阅读",
        "例题精讲",
        "合教云",
        "未来教室",
        "学校通",
        "时间管理大师",
        "电话手表",
        "日期计算器",
        "无忧考APP",
        "无限宝APP",
        "无忧英语小程序",
        "XX英语听说",
    ],
)
def test_an_app_whose_name_reads_like_the_form_is_an_entry(app: str) -> None:
    header = ("APP名称", "备案号", "主要功能", "推荐/强制", "是否集体决策", "是否收费")
    rows: list[Row] = [UNIT, header, (app, "无", "布置作业", "推荐", "是", "否")]
    row = only(read_grid(rows))
    assert (row.status, row.app_cell) == (RowStatus.ENTRY, app)


def test_odd_answers_come_with_the_address_of_their_cell() -> None:
    row = only(
        read_grid([*FORM, (1, "", "青禾作业", "无", "布置作业", "推荐使用/强制使用", "张老师", "")])
    )
    assert [(p.code, p.cell, p.written) for p in row.problems] == [
        ("requirement_both", "F5", "推荐使用/强制使用"),
        ("decision_unclear", "G5", "张老师"),
        ("answer_missing", "H5", ""),
    ]


def test_many_formatted_blank_rows_are_nothing() -> None:
    blank = ("",) * 8
    rows: list[Row] = [
        *FORM,
        usage(1, "", "青禾作业"),
        *[blank] * 3000,
        usage(2, "", "星河阅读"),
        *[blank] * 3000,
    ]
    assert [(row.row, row.app_cell) for row in read_grid(rows).rows] == [
        (5, "青禾作业"),
        (3006, "星河阅读"),
    ]


def test_a_list_of_all_schools_of_a_county_with_the_county_in_a_merged_cell() -> None:
    header = (
        "县区",
        "学校名称",
        "APP名称",
        "备案号",
        "主要功能",
        "推荐/强制",
        "是否集体决策",
        "是否收费",
    )
    rows: list[Row] = [
        header,
        ("云溪县", "第一小学", "青禾作业", "无", "布置作业", "推荐", "是", "否"),
        (None, "第二小学", "无", None, None, None, None, None),
    ]
    first, second = read_grid(rows, [(1, 0, 2, 0)]).rows
    assert (first.county, first.unit, first.status) == ("云溪县", "第一小学", RowStatus.ENTRY)
    assert (second.county, second.unit, second.status) == ("云溪县", "第二小学", RowStatus.NIL)


def test_several_forms_below_each_other_each_with_its_own_unit_line() -> None:
    schools = ("云溪县第一小学", "云溪县第二小学", "云溪县第三小学")
    rows: list[Row] = []
    for school in schools:
        rows += [HEADING, (f"填报单位：{school}",), ANNEX2, usage(1, "", "青禾作业"), ()]
    assert places(read_grid(rows)) == [
        (4 + 5 * number, "青禾作业", school) for number, school in enumerate(schools)
    ]


def test_a_second_table_with_other_columns_further_down() -> None:
    header = ("APP名称", "备案号", "主要功能", "推荐/强制", "是否集体决策", "是否收费")
    rows: list[Row] = [*FORM, usage(1, "", "青禾作业"), (), header]
    rows.append(("星河阅读", "无", "阅读", "强制", "否", "是"))
    first, second = read_grid(rows).rows
    assert (first.row, first.app_cell) == (5, "青禾作业")
    assert (second.row, second.app_cell, second.answers.charges) == (8, "星河阅读", True)


@pytest.mark.parametrize(
    "row",
    [
        (1, "无", "无", "无", "无", "无", "无", "无"),
        (1, "", "无"),
        ("我校未下发涉及APP的文件，未开展相关活动。",),
    ],
)
def test_a_nil_return_of_annex_1(row: Row) -> None:
    nil = only(read_grid([UNIT, ANNEX1, row, (2,)]))
    assert (nil.annex, nil.status, nil.unit) == (1, RowStatus.NIL, "云溪县第一小学")


def test_the_blank_form_of_the_notice_holds_two_empty_tables_and_no_row() -> None:
    note = "注：有效时限填写所涉及活动的截止日期，截止日期不明的，填写“无有效期”"
    found = recognise(
        document(
            "附件 1",
            "涉及 APP 的文件及活动汇总表",
            "填报单位(盖章):",
            grid([ANNEX1, (1,), (2,), (3,)], name="1"),
            note,
            "附件 2",
            "填报单位：",
            grid([ANNEX2, ()], name="2"),
        ),
        "通知.docx",
    )
    assert [(table.annex, table.unit) for table in found.tables] == [(1, None), (2, None)]
    assert found.rows == []


def test_values_of_the_spreadsheet_are_read_as_people_see_them() -> None:
    row = only(read_grid([*FORM, (1, "", "青禾作业", 1100001.0, "布置作业", "推荐", True, False)]))
    assert row.number_cell == "1100001"
    assert (row.answers.collective_decision, row.answers.charges) == (True, False)
    dated = only(
        read_grid([ANNEX1, (1, "青禾作业", "通知", "", "", "", datetime(2023, 7, 20), "")])
    )
    assert dated.answers.valid_until == "2023-07-20"
