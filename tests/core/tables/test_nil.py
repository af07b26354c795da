"""零报告: missing one sends a school back, inventing one hides its apps."""

import pytest

from qingyuan.core.tables.nil import is_nil_statement, is_nil_word

WORDS = [
    "无", "无。", " 无 ", "（无）", "“无”", "無", "没有", "暂无", "均无", "全无", "都没有",
    "无此情况", "无此情况。",
    "无此类情况", "无相关情况", "无该情况", "零报告", "0报告", "零上报", "零", "0", "无涉及",
    "未涉及", "不涉及",
    "未使用", "没有使用", "没使用", "不使用", "未推广", "未推广使用APP", "未使用APP",
    "未使用任何APP", "无APP", "无相关APP",
    "无使用APP", "无推广使用", "无涉及APP的文件", "我校无", "本校无此情况", "我校无此情况",
    "本单位无此情况", "我园无",
    "无任何APP", "没有任何APP", "无此事项", "无相关内容", "无以上情况", "无上述情形", "无记录",
    "此项无", "本表无", "/",
    "——", "-", "N/A", "none", "经排查无", "我校没有使用APP",
]  # fmt: skip
STATEMENTS = [
    "我校未使用任何APP", "我校未使用任何APP。", "经排查，我校未推广使用任何APP。",
    "本校无推广使用的APP，零报告。",
    "我园没有使用任何APP", "我校无在用APP", "经自查，我校不存在推广使用APP的情况。",
    "我校没有要求学生及家长安装使用任何APP",
    "我校未推广使用APP、小程序、公众号", "经摸排，我校没有推荐或强制使用APP的现象", "此表为零报告",
    "无已推广使用的APP",
    "我校未向学生和家长推荐使用任何APP，特此说明。", "经逐班排查，我校无使用APP情况",
    "我校目前没有使用任何教育类APP",
    "我校无涉及APP的文件及活动。", "经排查，我校未下发涉及推广APP的文件，未开展相关活动。",
    "我单位无此类文件及活动",
    "我校自2021年1月以来未印发涉及APP的文件", "我园未开展涉及APP推广的活动",
    "本校没有下发过推广APP的文件",
    "经全面排查，我校不存在涉及APP的文件和活动情况。", "（我校无此情况）", "备注：我校无此情况",
    "我校使用的APP数量为0",
    "经排查，我校未使用任何APP（含小程序、公众号）。", "学校从未推荐或者强制学生使用APP",
    "本园未曾使用过任何APP",
    "我校從未使用任何APP", "无需上报的内容",
]  # fmt: skip
NOT_WORDS = [
    "", "无忧英语", "无限宝", "无忧考APP", "无限宝APP", "无忧英语小程序", "无线校园应用",
    "无障碍电影平台公众号", "没有围墙的学校", "零基础英语", "零点阅读", "空中课堂",
    "空中英语教室", "未来教育",
    "未来教室APP", "未来学堂", "暂定作业帮", "全能作业", "全民K歌", "不背单词", "不挂科", "否",
    "无线宝", "无障碍阅读",
    "0元学", "非凡教育", "没头脑和不高兴", "一起作业", "未名天日语", "同上", "无名小站", "零一课堂",
    "学校通", "校园无忧",
    "乐教乐学", "皆知课堂", "均益智学", "不凡优课", "无尽阅读", "没错题本", "我校通",
]  # fmt: skip
NOT_STATEMENTS = [
    "", "/", "除上述APP外，我校无其他在用APP。", "注：以上为我校全部在用APP，无其他。",
    "我校无强制学生使用APP的情况。",
    "以上APP均无收费情况。", "注：如无此情况，请填写“无”。", "没有的请实行零报告。",
    "我校未使用其他APP", "没有的请填“无”",
    "我校使用的APP均已备案，无违规使用APP情况", "无遗漏，情况属实。", "若无相关APP，填“无”",
    "我校未使用未备案的APP",
    "不存在强制使用APP的情况", "没有收费的APP", "我校没有擅自推广APP的情况",
    "除学习平台外没有使用任何APP",
    "作业发布、成绩查询", "布置作业，不收费",
    "注：有效时限填写所涉及活动的截止日期，截止日期不明的，填写“无有效期”",
    "光山县第一小学", "不涉及的学校也要实行零报告", "无APP的单位须填报零报告", "教师自愿使用",
    "家长自愿安装使用",
    "用于家校沟通", "未备案", "正在办理备案", "无备案号", "以上情况属实",
    "学校目前使用优化高分一款APP",
    "经校务会研究，推荐使用巧考", "我校没有使用未经备案的APP", "我校使用的APP没有收费行为",
    "不得使用未经审批的APP", "严禁使用APP布置作业", "关于禁止使用APP打卡的通知", "负责人：无忧",
    "联系电话：无",
    "不强制使用APP", "未经集体研究使用APP",
]  # fmt: skip


@pytest.mark.parametrize("text", WORDS)
def test_a_cell_that_says_none(text: str) -> None:
    assert is_nil_word(text) or is_nil_statement(text)


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_sentence_that_reports_nothing(text: str) -> None:
    assert is_nil_statement(text)


@pytest.mark.parametrize("text", NOT_WORDS)
def test_a_name_that_begins_like_a_denial_is_a_name(text: str) -> None:
    assert not is_nil_word(text)
    assert not is_nil_statement(text)


@pytest.mark.parametrize("text", NOT_STATEMENTS)
def test_a_sentence_that_denies_something_narrower_is_no_nil_return(text: str) -> None:
    assert not is_nil_statement(text)


def test_the_whole_table_is_long_enough_to_mean_something() -> None:
    assert len(WORDS + STATEMENTS) >= 60
    assert len(NOT_WORDS + NOT_STATEMENTS) >= 40
