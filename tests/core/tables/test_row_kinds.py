"""Which lines belong to the form itself."""

from collections.abc import Callable

import pytest

from qingyuan.core.tables import row_kinds

KINDS: list[tuple[Callable[[str], bool], list[str], list[str]]] = [
    (
        row_kinds.is_serial,
        ["1", "12", "1.", "（3）", "(3)", "一", "十二", "①", "1、", "３"],
        ["", "一起作业", "100教育", "三三课堂", "1班", "教APP备1100827号"],
    ),
    (
        row_kinds.is_total,
        ["合计", "总计", "小计", "合 计", "合计：", "共计5个", "合计3款APP", "共计：5个", "总数"],
        ["", "共青团", "共享课堂", "合肥一中", "总务处", "汇总表填写说明", "小记者"],
    ),
    (
        row_kinds.is_example_mark,
        ["示例", "例", "（示例）", "例：", "样例", "填写示例", "范例",
        "例1"],
        ["", "例题精讲", "案例库", "如意学堂", "例外"],
    ),
    (
        row_kinds.is_crossed_out,
        ["XX小学", "××学校", "XXX", "×××APP", "某某中学", "XX县XX学校", "**小学", "○○小学",
        "某APP"],
        ["", "XX英语听说", "光山县第一小学", "爱学习", "X", "错题××本"],
    ),
    (
        row_kinds.is_form_text,
        ["注：有效时限填写所涉及活动的截止日期", "备注：无", "填表说明：", "填表人：张三",
        "联系电话：13800000000", "审核人：李四",
         "单位负责人（签字）：", "2023年7月5日", "以下空白", "附件2", "（盖章）", "校长签字：",
         "填报日期：2023.7.5", "本表可续页",
         "以上情况属实", "二〇二三年七月五日"],
        ["", "优化高分", "光山县第一小学", "注音识字", "时间管理大师", "电话手表", "日期计算器通",
        "备课助手",
        "要点速记"],
    ),
    (
        row_kinds.is_long_note,
        ["1.本表由各学校填报，加盖公章后上报。", "（2）有效时限填写所涉及活动的截止日期。"],
        ["1.优化高分", "1", "", "优化高分"],
    ),
    (
        row_kinds.is_hint,
        ["填写全称", "请填写备案号", "必填", "（选填）", "没有的填无", "请选择"],
        ["", "优化高分", "天天练字"],
    ),
]  # fmt: skip
BELONGS = [(kind, text) for kind, texts, _ in KINDS for text in texts]
FILLED_IN = [(kind, text) for kind, _, texts in KINDS for text in texts]


@pytest.mark.parametrize(("kind", "text"), BELONGS)
def test_a_line_of_the_form_is_known(kind: Callable[[str], bool], text: str) -> None:
    assert kind(text)


@pytest.mark.parametrize(("kind", "text"), FILLED_IN)
def test_what_a_school_filled_in_is_not_taken_for_it(
    kind: Callable[[str], bool], text: str
) -> None:
    assert not kind(text)


def test_a_row_of_hints_needs_two_of_them() -> None:
    assert row_kinds.is_hint_row(["填写全称", "请填写备案号", "必填"])
    assert not row_kinds.is_hint_row(["光山县第一小学", "优化高分", "必填"])


def test_a_row_of_dots_stands_for_more_rows_of_the_printed_form() -> None:
    assert row_kinds.is_all_dots(["……", "……", "..."])
    assert not row_kinds.is_all_dots(["……", "优化高分"])


@pytest.mark.parametrize("text", ["例如：优化高分", "示例：XX小学", "如：晨星作业", "（例）巧考"])
def test_a_name_with_the_word_example_before_it_is_an_example(text: str) -> None:
    assert row_kinds.begins_example(text)


@pytest.mark.parametrize("text", ["样例作文", "例题精讲", "如意课堂"])
def test_a_name_that_begins_like_an_example_is_a_name(text: str) -> None:
    assert not row_kinds.begins_example(text)
    assert not row_kinds.is_example_mark(text)


@pytest.mark.parametrize("text", ["以下空白", "以上为全部，无其他", "其他无。", "无其他"])
def test_words_that_end_a_table_are_no_entry(text: str) -> None:
    assert row_kinds.is_closing(text)
