"""Names and answers that read like the form's own text, and returns in unusual places."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import ANNEX1, ANNEX2, document, grid, read_grid, workbook, xlsx
from tests.pipelines.audit.inbox import FIRST, SECOND, form, lines, run, summary, usage

from qingyuan.core.tables import row_kinds
from qingyuan.core.tables.cells import read_requirement
from qingyuan.core.tables.dates import read_until
from qingyuan.core.tables.nil import is_nil_statement, is_nil_word
from qingyuan.core.tables.recognise import Recognised, recognise
from qingyuan.core.tables.unit_line import unit_in_path

UNIT = ("填报单位：云溪县第一小学",)
NO_SERIAL = ("APP名称", "备案号", "主要功能", "推荐/强制", "是否集体决策", "是否收费")


def row(app: str, function: str = "布置作业", number: str = "无") -> tuple[int | str, ...]:
    return (1, "云溪县第一小学", app, number, function, "推荐使用", "是", "否")


def apps(found: Recognised) -> list[tuple[str, str]]:
    return [(r.status.value, r.app_cell) for r in found.rows]


# --- test_cells.py: test_recommended_in_words
@pytest.mark.parametrize("text", ["不作强制要求", "没有强制要求", "未强制要求"])
def test_recommended_in_words(text: str) -> None:
    assert read_requirement(text).value == "recommended"


# --- test_dates.py
@pytest.mark.parametrize(("written", "until"), [("2022年9月-2023年", "2023-12-31")])
def test_a_date_in_any_shape(written: str, until: str) -> None:
    assert read_until(written).value == until


# --- test_nil.py: NOT_WORDS
@pytest.mark.parametrize(
    "text",
    ["没有围墙的学校APP"],
)
def test_a_name_that_begins_like_a_denial_is_a_name(text: str) -> None:
    assert not is_nil_word(text)
    assert not is_nil_statement(text)


# --- test_row_kinds.py: FILLED_IN
@pytest.mark.parametrize("text", ["校长在线"])
def test_is_form_text(text: str) -> None:
    assert not row_kinds.is_form_text(text)


def test_is_hint() -> None:
    assert not row_kinds.is_hint("填空题大师")


# --- test_tables_in_grids.py: test_an_app_whose_name_reads_like_the_form_is_an_entry
@pytest.mark.parametrize("app", ["校长在线", "签字王", "公章助手"])
def test_an_app_in_the_first_column_that_reads_like_a_signature(app: str) -> None:
    found = read_grid([UNIT, NO_SERIAL, (app, "无", "布置作业", "推荐", "是", "否")])
    assert apps(found) == [("entry", app)]


@pytest.mark.parametrize(
    ("app", "function", "number"),
    [
        ("青禾作业", "如：布置作业", "无"),
        ("青禾作业", "例如：布置作业", "无"),
        ("填空题大师", "填写健康信息", "无"),
        ("健康码", "填报健康信息", "请选择"),
    ],
)
def test_a_filled_in_row_whose_answers_read_like_hints_or_examples_is_not_lost(
    app: str, function: str, number: str
) -> None:
    assert apps(read_grid([UNIT, ANNEX2, row(app, function, number)])) == [("entry", app)]


# --- test_unit_line.py
@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("云溪县第一小学零报告.docx", "云溪县第一小学"),
        ("云溪县第一小学情况说明.docx", "云溪县第一小学"),
        ("云溪县第一小学李老师.xlsx", "云溪县第一小学"),
        ("云溪县第二高级中学自查报告.docx", "云溪县第二高级中学"),
    ],
)
def test_words_behind_the_school_in_a_files_name(path: str, unit: str) -> None:
    assert unit_in_path(path) == unit


# --- nil returns that are not seen
DENIAL = "我校无涉及APP的文件及活动。"


def test_a_document_that_denies_annex_1_and_fills_in_annex_2() -> None:
    table = grid([ANNEX2, row("青禾作业")], name="1")
    found = recognise(document("附件1", DENIAL, "附件2", UNIT[0], table), "表.docx")
    assert sorted((r.annex, r.status.value) for r in found.rows) == [(1, "nil"), (2, "entry")]


def test_a_document_that_denies_annex_1_below_its_empty_table() -> None:
    first = grid([ANNEX1, (1,), (2,)], name="1")
    second = grid([ANNEX2, row("青禾作业")], name="2")
    found = recognise(document("附件1", first, DENIAL, "附件2", UNIT[0], second), "表.docx")
    assert sorted((r.annex, r.status.value) for r in found.rows) == [(1, "nil"), (2, "entry")]
    assert [table.problems for table in found.tables] == [(), ()]


def test_a_workbook_that_only_says_so() -> None:
    sheet = grid([("附件2",), UNIT, ("我校未使用任何APP",)])
    assert [(r.annex, r.status.value) for r in recognise(workbook(sheet), "表.xlsx").rows] == [
        (2, "nil")
    ]
    line = grid([("经排查，我校未使用任何APP，零报告。",)])
    assert [
        (r.annex, r.status.value) for r in recognise(workbook(line), "云溪县第一小学.csv").rows
    ] == [(2, "nil")]


def test_a_school_that_denies_in_the_column_of_its_name() -> None:
    found = read_grid([ANNEX2, (1, "云溪县第一小学未使用任何APP"), row("青禾作业")])
    assert [r.unit for r in found.rows if r.status.value == "nil"] == ["云溪县第一小学"]


# --- one app under one name is one app, whatever number stands beside it
@pytest.mark.parametrize("number", ["教APP备1100002号", "教APP备1999999号"])
def test_an_app_with_a_wrong_number_is_still_that_app(tmp_path: Path, number: str) -> None:
    xlsx(tmp_path / "i/1.xlsx", form(FIRST, usage(FIRST, "青禾作业", "教APP备1100001号")))
    xlsx(tmp_path / "i/2.xlsx", form(SECOND, usage(SECOND, "青禾作业", number)))
    run(tmp_path / "i", tmp_path / "o", jobs=1)
    assert summary(tmp_path / "o")["apps_in_use"] == 1


@pytest.mark.parametrize("number", ["教APP备1100002号", "教APP备1999999号"])
def test_a_second_copy_with_a_slip_in_the_number_counts_once(tmp_path: Path, number: str) -> None:
    xlsx(tmp_path / "i/1.xlsx", form(FIRST, usage(FIRST, "青禾作业", "教APP备1100001号")))
    xlsx(tmp_path / "i/2.xlsx", form(FIRST, usage(FIRST, "青禾作业", number)))
    run(tmp_path / "i", tmp_path / "o", jobs=1)
    assert [r["status"] for r in lines(tmp_path / "o", "rows.jsonl")] == ["accepted", "duplicate"]
