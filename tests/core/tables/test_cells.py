"""What one cell answers: a false "no charge" lets a school off, a false "required" accuses one."""

import pytest

from qingyuan.core.tables.cells import (
    is_ditto,
    read_charges,
    read_decision,
    read_requirement,
    ticked,
)

YES = [
    "是",
    "有",
    "已",
    "√",
    "✓",
    "✔",
    "☑",
    "Y",
    "y",
    "YES",
    "Ｙ",
    "是的",
    "对",
    "1",
    "TRUE",
    " 是 ",
    "是。",
]
NO = ["否", "不是", "无", "没有", "×", "✗", "X", "x", "N", "NO", "0", "FALSE", "否。", "（否）"]


@pytest.mark.parametrize("text", YES)
def test_a_bare_yes_answers_both_questions(text: str) -> None:
    assert read_decision(text).value is True
    assert read_charges(text).value is True
    assert read_decision(text).problems == ()


@pytest.mark.parametrize("text", NO)
def test_a_bare_no_answers_both_questions(text: str) -> None:
    assert read_decision(text).value is False
    assert read_charges(text).value is False
    assert read_charges(text).problems == ()


@pytest.mark.parametrize("text", ["", "/", "——", "-", "…", "\\"])
def test_a_blank_or_a_stroke_answers_nothing_and_asks_for_an_answer(text: str) -> None:
    for reading in (read_decision(text), read_charges(text), read_requirement(text)):
        assert reading.value is None
        assert [problem.code for problem in reading.problems] == ["answer_missing"]
        assert "请补填" in reading.problems[0].message


@pytest.mark.parametrize(
    ("text", "ticked_option"),
    [
        ("☑是 □否", "是"),
        ("□是 ☑否", "否"),
        ("是☑ 否□", "是"),
        ("是□ 否☑", "否"),
        ("☑是□否", "是"),
        ("是（√） 否（ ）", "是"),
        ("是（  ） 否（√）", "否"),
        ("（√）是 （ ）否", "是"),
        ("( )是 (√)否", "否"),
        ("[x]是 [ ]否", "是"),
        ("是[ ] 否[V]", "否"),
        ("√是 □否", "是"),
        ("□是 √否", "否"),
        ("是√ 否", "是"),
        ("☒推荐使用 ☐强制使用", "推荐使用"),
        ("☐推荐使用 ☒强制使用", "强制使用"),
        ("□推荐使用/☑强制使用", "强制使用"),
        ("推荐使用■ 强制使用□", "推荐使用"),
        ("●推荐 ○强制", "推荐"),
        # Wingdings 2 without its font: R is the ticked box, £ the empty one
        ("R是 £否", "是"),
        ("£是 R否", "否"),
        ("R推荐使用 £强制使用", "推荐使用"),
        ("£推荐使用 R强制使用", "强制使用"),
        ("是R 否£", "是"),
        ("是£ 否R", "否"),
        ("□是\n☑否", "否"),
        ("☑ 是    □ 否", "是"),
        ("□是 □否", ""),
        ("☑是 ☑否", ""),
        ("£是 £否", ""),
        ("是（ ） 否（ ）", ""),
        ("是", None),
        ("推荐使用", None),
        ("Rainbow英语", None),
        ("√", None),  # a lone tick: the column's question decides
    ],
)
def test_the_ticked_box_is_the_answer(text: str, ticked_option: str | None) -> None:
    assert ticked(text) == ticked_option


def test_a_ticked_box_answers_and_an_unticked_pair_is_a_problem() -> None:
    assert read_decision("□是 ☑否").value is False
    assert read_charges("R是 £否").value is True
    assert read_requirement("£推荐使用 R强制使用").value == "mandatory"
    for reading in (read_decision("□是 □否"), read_requirement("□推荐 □强制")):
        assert reading.value is None
        assert [problem.code for problem in reading.problems] == ["box_not_ticked"]


@pytest.mark.parametrize(
    "text",
    ["已集体研究", "经校务会研究通过", "校长办公会决定", "班子会研究同意", "行政会议定", "集体决策",
     "有会议记录", "是（校务会）", "已上会", "党总支会议审议通过", "教代会讨论通过",
     "是否集体决策：是",
     "2023年3月5日校委会研究决定", "教体局统一研究决定"],
)  # fmt: skip
def test_a_decision_in_words(text: str) -> None:
    assert read_decision(text).value is True


@pytest.mark.parametrize(
    "text",
    ["未经集体研究", "没有集体研究", "未上会", "尚未研究", "未开会", "班主任自行推荐",
    "老师个人推荐",
     "否（班主任推荐）", "无集体决策", "没上会", "未集体决策，个人推荐", "不是集体决策",
     "校长口头同意",
     "否，教师自选", "待研究", "是否集体决策：否", "正在补开会议", "非集体决策"],
)  # fmt: skip
def test_no_decision_in_words(text: str) -> None:
    assert read_decision(text).value is False


@pytest.mark.parametrize(
    "text",
    ["收费", "部分收费", "自愿付费", "变相收费", "基础功能免费，会员收费", "免费试用，后续需要充值",
     "VIP收费", "每生每年30元", "家长自愿购买", "58元/年", "收取流量费", "增值服务自愿开通",
     "学生自费",
     "家长承担", "不强制收费，自愿购买套餐", "是，20元", "包年120元", "部分", "自愿",
     "是否收费：是",
     "费用由家长承担", "学校不收费，平台向家长收费"],
)  # fmt: skip
def test_partial_voluntary_and_covert_charges_are_charges(text: str) -> None:
    assert read_charges(text).value is True


@pytest.mark.parametrize(
    "text",
    ["不收费", "免费", "未收费", "完全免费", "无收费", "不收取任何费用", "没有收费", "0元",
    "零收费", "公益免费",
     "不向学生收取费用", "否，免费", "学校统一付费", "由财政承担费用", "无任何收费项目", "全部免费",
     "均不收费",
     "不存在收费现象", "是否收费：否", "学校购买，学生免费", "无需付费", "永久免费使用"],
)  # fmt: skip
def test_what_is_free_or_paid_by_the_school_is_no_charge(text: str) -> None:
    assert read_charges(text).value is False


def test_a_form_may_ask_whether_it_is_free() -> None:
    assert read_charges("是", "是否免费").value is False
    assert read_charges("否", "是否免费").value is True
    assert read_charges("免费", "是否免费").value is False
    assert read_charges("是", "是否收费").value is True


@pytest.mark.parametrize(
    "text",
    ["推荐", "推荐使用", "自愿", "家长自愿", "非强制", "不强制", "非强制，自愿使用", "建议使用",
    "鼓励使用", "自主选择",
     "推荐使用（非强制）", "不强制使用，家长自愿下载", "自愿原则",
     "推 荐", "推薦使用", "教师推荐", "不统一要求", "可选用", "并非强制"],
)  # fmt: skip
def test_recommended_in_words(text: str) -> None:
    reading = read_requirement(text)
    assert reading.value == "recommended"
    assert reading.problems == ()


@pytest.mark.parametrize(
    "text",
    ["强制", "强制使用", "必须使用", "要求使用", "统一要求", "统一使用", "必装", "全体学生安装",
    "学校要求统一安装",
     "硬性要求", "上级布置", "强 制", "教体局要求使用", "规定使用", "强制使用（全校）", "一律安装",
     "統一要求使用",
     "统一要求推荐安装"],
)  # fmt: skip
def test_required_in_words(text: str) -> None:
    reading = read_requirement(text)
    assert reading.value == "mandatory"
    assert reading.problems == ()


@pytest.mark.parametrize("text", ["推荐使用/强制使用", "推荐/强制", "推荐使用 强制使用"])
def test_an_unanswered_choice_is_no_answer(text: str) -> None:
    reading = read_requirement(text)
    assert reading.value is None
    assert [problem.code for problem in reading.problems] == ["requirement_both"]


@pytest.mark.parametrize(
    ("text", "question", "requirement"),
    [
        ("是", "是否强制使用", "mandatory"),
        ("否", "是否强制使用", "recommended"),
        ("√", "是否统一要求使用", "mandatory"),
        ("×", "是否强制", "recommended"),
        ("是", "是否推荐使用", "recommended"),
        ("否", "是否推荐使用", None),
        ("是", "推荐使用/强制使用", None),
        ("强制", "是否推荐使用", "mandatory"),
    ],
)
def test_yes_and_no_mean_what_the_column_asks(
    text: str, question: str, requirement: str | None
) -> None:
    assert read_requirement(text, question).value == requirement


@pytest.mark.parametrize("reader", [read_decision, read_charges, read_requirement])
def test_words_that_answer_nothing_are_named_and_not_guessed(reader: object) -> None:
    for text in ("张老师", "三年级", "教学平台"):
        reading = reader(text)  # type: ignore[operator]
        assert reading.value is None
        assert reading.problems[0].code.endswith("_unclear")
        assert "请填" in reading.problems[0].message


@pytest.mark.parametrize(
    "text", ["同上", "〃", "″", '"', "＂", "''", "同上。", "如上", "同前", "〃〃", "同 上", "↑"]
)
def test_marks_that_repeat_the_cell_above(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize(
    "text",
    ["", "同济课堂", "同步课堂", "上", "无", "同学", "/", "上同", "同上一年级的安排", "如上海"],
)
def test_words_that_only_look_like_repeating(text: str) -> None:
    assert not is_ditto(text)
