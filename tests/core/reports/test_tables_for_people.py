"""What stands in the four workbooks, before any file exists."""

from datetime import date

import pytest

from qingyuan.core.reports.annex1 import annex1_book
from qingyuan.core.reports.annex2 import annex2_book
from qingyuan.core.reports.cleanup import cleanup_book
from qingyuan.core.reports.places import place_words
from qingyuan.core.reports.problems import problems_book
from qingyuan.core.reports.rows import (
    Annex1Row,
    Annex2Row,
    CleanupRow,
    MendRow,
    Place,
    UnreadFile,
)
from qingyuan.core.reports.sheet import Sheet

MADE_ON = date(2023, 7, 20)
PLACE = Place("一小/附件2.xlsx", "Sheet1", 5)


def titles(sheet: Sheet) -> list[str]:
    return [column.title for column in sheet.columns]


def promotion(**changes: str | None) -> Annex1Row:
    values: dict[str, str | None] = {
        "unit": "云溪县第一小学",
        "app_name": "青禾作业",
        "document_name": "关于使用青禾作业的通知",
        "document_number": "云教体〔2023〕5号",
        "department": "教导处",
        "purpose": "布置作业",
        "valid_until": "2023-07-05",
        "filing_number": "教APP备1100001号",
    }
    return Annex1Row(**(values | changes))  # type: ignore[arg-type]


def usage(**changes: object) -> Annex2Row:
    values: dict[str, object] = {
        "school": "云溪县第一小学",
        "app_name": "青禾作业",
        "filing_number": "教APP备1100001号",
        "function": "布置作业",
        "requirement": "mandatory",
        "collective_decision": True,
        "charges": False,
        "verdict": "verified",
    }
    return Annex2Row(**(values | changes))  # type: ignore[arg-type]


def cleanup(responsible: str, clause: str, deadline: date | None = MADE_ON) -> CleanupRow:
    return CleanupRow(
        responsible, "云溪县第一小学", "青禾作业", "", "未查到", clause, deadline, PLACE
    )


def mend(school: str, cell: str = "D5") -> MendRow:
    return MendRow(school, PLACE, cell, "已备案", "没有写备案号", "请填写备案号")


def test_annex_1_keeps_the_columns_of_the_notice_and_adds_the_unit_last() -> None:
    sheet = annex1_book([], unit=None, made_on=MADE_ON).sheets[0]
    assert titles(sheet) == [
        "序号",
        "涉及APP名称",
        "文件(活动)名称",
        "文件编号",
        "牵头科室",
        "工作目的",
        "有效时限",
        "教育APP备案号",
        "填报单位",
        "名录名称",
    ]
    assert [column.added for column in sheet.columns] == [False] * 8 + [True] * 2
    assert sheet.notes[0] == (
        "注：有效时限填写所涉及活动的截止日期，截止日期不明的，填写“无有效期”"
    )
    assert sheet.lines_above == ("填报单位（盖章）：",)


def test_annex_1_of_one_unit_has_the_eight_columns_only() -> None:
    book = annex1_book([promotion()], unit="云溪县", made_on=MADE_ON, several_units=False)
    (row,) = book.sheets[0].rows
    assert len(book.sheets[0].columns) == len(row) == 8


def test_annex_1_words_dates_and_shows_what_was_written_where_there_is_no_number() -> None:
    rows = [
        promotion(),
        promotion(valid_until="none", filing_number=None, filing_number_raw="已备案"),
        promotion(valid_until=None, document_number=None, filing_number=None),
    ]
    printed = list(annex1_book(rows, unit=None, made_on=MADE_ON).sheets[0].rows)
    assert [row[6:8] for row in printed] == [
        ("2023年7月5日", "教APP备1100001号"),
        ("无有效期", "已备案"),
        ("", ""),
    ]
    assert [row[0] for row in printed] == [1, 2, 3]


def test_annex_2_keeps_the_columns_of_the_notice_and_adds_the_verdict_last() -> None:
    sheet = annex2_book([], unit=None, made_on=MADE_ON).sheets[0]
    assert titles(sheet) == [
        "序号",
        "学校名称",
        "APP 名称",
        "APP 备案号",
        "主要功能",
        "推荐使用/强制使用",
        "是否集体决策",
        "是否收费",
        "核验结论",
        "名录名称",
    ]


def test_annex_2_never_turns_silence_into_a_no_nor_absence_into_unfiled() -> None:
    row = usage(requirement=None, collective_decision=None, charges=None, verdict="unregistered")
    (printed,) = annex2_book([row], unit=None, made_on=MADE_ON).sheets[0].rows
    assert printed[5:] == ("待核实", "待核实", "待核实", "本地名录未查到，待官网核验", "")


def test_annex_2_lists_the_county_and_the_schools_without_apps_where_asked() -> None:
    book = annex2_book(
        [usage(county="云溪县", registry_name="青禾作业通")],
        unit=None,
        made_on=MADE_ON,
        with_county=True,
        nil_schools=["二小"],
    )
    table, nil = book.sheets
    assert titles(table)[-2:] == ["县区", "名录名称"]
    assert next(iter(table.rows))[-2:] == ("云溪县", "青禾作业通")
    assert list(nil.rows) == [(1, "二小")]


def test_the_clean_up_list_stands_by_unit_clause_and_deadline() -> None:
    later = date(2023, 8, 1)
    rows = [
        cleanup("教体局", "二.2(3)"),
        cleanup("一小", "二.2(1)"),
        cleanup("教体局", "二.2(1)", None),
        cleanup("教体局", "二.2(1)", later),
    ]
    overview, items = cleanup_book(rows, unit="教体局", made_on=MADE_ON).sheets
    assert list(overview.rows) == [
        (1, "教体局", 3, "2023年7月20日", 1),
        (2, "一小", 1, "2023年7月20日", 1),
    ]
    printed = list(items.rows)
    assert [(row[1], row[7], row[8]) for row in printed] == [
        ("教体局", "二.2(1)", "2023年8月1日"),
        ("教体局", "二.2(1)", ""),
        ("教体局", "二.2(3)", "2023年7月20日"),
        ("一小", "二.2(1)", "2023年7月20日"),
    ]
    assert titles(items)[-1] == "出处"
    assert printed[0][9] == "一小/附件2.xlsx｜表“Sheet1”｜第5行"


def test_the_overview_counts_apps_only_where_they_are_fewer_than_the_items() -> None:
    rows = [cleanup("教体局", "二.2(1)"), cleanup("教体局", "二.2(1)")._replace(app_name="星河")]
    overview, _ = cleanup_book(rows, unit=None, made_on=MADE_ON).sheets
    assert titles(overview) == ["序号", "责任单位", "清理事项", "最早期限"]
    overview, _ = cleanup_book(rows * 2, unit=None, made_on=MADE_ON).sheets
    assert titles(overview)[-1] == "APP个数（不同名称）"
    assert list(overview.rows) == [(1, "教体局", 4, "2023年7月20日", 2)]


def test_an_item_says_what_is_wrong_and_what_to_do_in_sentences_that_join() -> None:
    row = cleanup("一小", "二.2(1)")._replace(
        problem="没有号。；收费。", measure="停止使用；退还。"
    )
    legend = [("二.2(1)", "深度清理第1类")]
    _, items = cleanup_book([row], unit=None, made_on=MADE_ON, legend=legend).sheets
    (printed,) = items.rows
    assert printed[5:7] == ("没有号；收费", "停止使用；退还")
    assert titles(items)[5:7] == ["问题", "清理措施"]
    assert items.notes[-1] == "依据条款：二.2(1)指深度清理第1类"


@pytest.mark.parametrize(
    ("file", "table", "words"),
    [
        ("报送.zip!/附件2.DOCX", "1", "第1个表"),
        ("附件2.xlsx", "1", "表“1”"),
        ("附件2.docx", "附件2", "表“附件2”"),
    ],
)
def test_a_table_of_a_word_document_is_named_by_its_number(
    file: str, table: str, words: str
) -> None:
    assert place_words(Place(file, table, 5)) == f"{file}｜{words}｜第5行"


def test_the_problem_list_names_a_table_of_a_word_document_by_its_number() -> None:
    rows = [mend("一小")._replace(place=Place("附件2.docx", "1", 5)), mend("一小")]
    cells = problems_book(rows, unit=None, made_on=MADE_ON).sheets[1]
    assert [row[3] for row in cells.rows] == ["第1个表", "Sheet1"]


def test_the_problem_list_counts_by_school_and_names_every_cell() -> None:
    book = problems_book(
        [mend("一小"), mend("二小", cell=""), mend("一小")],
        unit="教体局",
        made_on=MADE_ON,
        unread=[UnreadFile("坏.xlsx", "文件已损坏，请重新报送。")],
    )
    overview, cells, unread = book.sheets
    assert list(overview.rows) == [(1, "一小", 2, 1), (2, "二小", 1, 1)]
    assert [row[4] for row in cells.rows] == ["第5行 D5", "第5行 D5", "第5行"]
    assert list(unread.rows) == [(1, "坏.xlsx", "文件已损坏，请重新报送。")]
