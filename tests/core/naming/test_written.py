import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.naming.written import read_app_names

KNOWN = {"优化高分", "巧考", "闽教高分", "和平课堂", "苏科优学中学版", "学习与思考", "口算、听写"}


def read(cell: str) -> list[tuple[str, str]]:
    return [(app.name, app.kind.value) for app in read_app_names(cell, KNOWN.__contains__)]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("优化高分", "优化高分"),
        ("“优化高分”", "优化高分"),
        ("《优化高分》", "优化高分"),
        ("【优化高分】", "优化高分"),
        ('"优化高分"', "优化高分"),
        ("‘优化高分’", "优化高分"),
        ("「優化高分」", "優化高分"),
        (" 优化 高分　", "优化高分"),
        ("优化\u200b高分", "优化高分"),
        ("优化高\n分", "优化高分"),
        ("优化高分APP", "优化高分"),
        ("优化高分 App", "优化高分"),
        ("优化高分ＡＰＰ", "优化高分"),
        ("优化高分（APP）", "优化高分"),
        ("优化高分\nAPP", "优化高分"),
        ("《优化高分》手机APP", "优化高分"),
        ("APP：优化高分", "优化高分"),
        ("1、优化高分", "优化高分"),
        ("（1）优化高分", "优化高分"),
        ("①优化高分", "优化高分"),
        ("优化高分等", "优化高分"),
        ("优化高分；", "优化高分"),
        ("优化高分APP学生端", "优化高分学生端"),
        ("优化高分（学生端）", "优化高分（学生端）"),
        ("优化高分\n（学生端）", "优化高分（学生端）"),
        ("优化高分（学生端、家长端）", "优化高分（学生端、家长端）"),
        ("优化高分家长版", "优化高分家长版"),
        ("优化高分官方版", "优化高分官方版"),
        ("优化高分V3.2", "优化高分V3.2"),
        ("ＨＡＰＰＹ英语ａｐｐ", "HAPPY英语"),
        ("Happy英语", "Happy英语"),
        ("WhatsApp", "WhatsApp"),
        ("Apple课堂", "Apple课堂"),
        ("K12课堂APP", "K12课堂"),
        ("100分闯关", "100分闯关"),
        ("智慧高等APP", "智慧高等"),
        ("A+课堂", "A+课堂"),
        ("学习与思考", "学习与思考"),
        ("口算、听写", "口算、听写"),
        ("星云 作业", "星云作业"),
    ],
)
def test_one_app_gives_its_name_alone(cell: str, name: str) -> None:
    assert read(cell) == [(name, "app")]


@pytest.mark.parametrize(
    ("cell", "name", "kind"),
    [
        ("优化高分小程序", "优化高分", "mini_program"),
        ("优化高分微信小程序", "优化高分", "mini_program"),
        ("优化高分（微信小程序）", "优化高分", "mini_program"),
        ("小程序：优化高分", "优化高分", "mini_program"),
        ("优化高分（微信小程序、学生版）", "优化高分（学生版）", "mini_program"),
        ("企业微信小程序", "企业微信", "mini_program"),
        ("优化高分公众号", "优化高分", "official_account"),
        ("微信公众号“优化高分”", "优化高分", "official_account"),
        ("公众号：优化高分", "优化高分", "official_account"),
        ("优化高分服务号", "优化高分", "official_account"),
        ("优化高分（订阅号）", "优化高分", "official_account"),
        ("小程序员编程", "小程序员编程", "app"),
        ("优化高分APP和小程序", "优化高分", "app"),
    ],
)
def test_the_kind_is_read_and_leaves_the_name(cell: str, name: str, kind: str) -> None:
    assert read(cell) == [(name, kind)]


APP, MINI, OFFICIAL = "app", "mini_program", "official_account"


@pytest.mark.parametrize(
    ("cell", "apps"),
    [
        ("优化高分、巧考", [("优化高分", APP), ("巧考", APP)]),
        ("星云作业、启明课堂", [("星云作业", APP), ("启明课堂", APP)]),
        ("优化高分；巧考;闽教高分", [("优化高分", APP), ("巧考", APP), ("闽教高分", APP)]),
        ("优化高分，巧考", [("优化高分", APP), ("巧考", APP)]),
        ("优化高分\r\n巧考APP", [("优化高分", APP), ("巧考", APP)]),
        ("优化高分APP、巧考小程序", [("优化高分", APP), ("巧考", MINI)]),
        ("《优化高分》《巧考》", [("优化高分", APP), ("巧考", APP)]),
        ("《优化高分》APP《巧考》小程序", [("优化高分", APP), ("巧考", MINI)]),
        ("“星云作业”和“启明课堂”", [("星云作业", APP), ("启明课堂", APP)]),
        ("“优化高分、巧考”", [("优化高分", APP), ("巧考", APP)]),
        ("优化高分和巧考", [("优化高分", APP), ("巧考", APP)]),
        ("和平课堂和巧考", [("和平课堂", APP), ("巧考", APP)]),
        ("优化高分 巧考", [("优化高分", APP), ("巧考", APP)]),
        ("优化高分+巧考", [("优化高分", APP), ("巧考", APP)]),
        ("星云作业/启明课堂", [("星云作业", APP), ("启明课堂", APP)]),
        ("星云作业APP及启明课堂小程序", [("星云作业", APP), ("启明课堂", MINI)]),
        ("优化高分、巧考等APP", [("优化高分", APP), ("巧考", APP)]),
        ("星云作业和启明课堂两款小程序", [("星云作业", MINI), ("启明课堂", MINI)]),
        ("优化高分、巧考等2款公众号", [("优化高分", OFFICIAL), ("巧考", OFFICIAL)]),
        (
            "微信小程序：优化高分、巧考；公众号：家校通",
            [("优化高分", MINI), ("巧考", MINI), ("家校通", OFFICIAL)],
        ),
        ("1、优化高分 2、巧考", [("优化高分", APP), ("巧考", APP)]),
        ("1.星云作业2.启明课堂", [("星云作业", APP), ("启明课堂", APP)]),
        ("①星云作业②启明课堂", [("星云作业", APP), ("启明课堂", APP)]),
        ("优化高分（学生端、家长端）、巧考", [("优化高分（学生端、家长端）", APP), ("巧考", APP)]),
    ],
)
def test_a_cell_that_names_several_apps_gives_each(cell: str, apps: list[tuple[str, str]]) -> None:
    assert read(cell) == apps
    problems = [problem.code for app in read_app_names(cell) for problem in app.problems]
    assert "several_apps_in_cell" in problems or len(read_app_names(cell)) == 1


@pytest.mark.parametrize(
    "cell",
    ["星云作业和启明课堂", "语文与数学", "祥和作业", "和平课堂", "星云 启明", "学生端/家长端"],
)
def test_what_may_be_one_name_is_not_cut(cell: str) -> None:
    assert [name for name, _ in read(cell)] == [cell.replace(" ", "")]


def test_an_empty_cell_names_nothing_and_a_lone_kind_names_no_app() -> None:
    assert read_app_names(" \u3000") == ()
    (app,) = read_app_names("微信小程序")
    assert (app.name, app.kind.value) == ("", "mini_program")
    assert [problem.code for problem in app.problems] == ["name_missing"]


def test_a_filing_number_in_the_name_cell_is_handed_over() -> None:
    (app,) = read_app_names("优化高分（教APP备1100827号）")
    assert (app.name, app.number_text) == ("优化高分", "教APP备1100827号")
    assert [problem.code for problem in app.problems] == ["number_in_name_cell"]


CELLS = st.text(
    alphabet="优化高分巧考和与、/，；\n 　“”《》（）()1２.①APPａ小程序公众号：等两款教备端版",
    max_size=24,
)


@given(CELLS)
def test_no_cell_breaks_the_reader_and_no_cell_with_text_is_lost(cell: str) -> None:
    apps = read_app_names(cell, KNOWN.__contains__)
    assert bool(apps) == bool(cell.replace("\u200b", "").strip())
    assert not any(mark in app.name for app in apps for mark in "“”《》 　\n")


@given(CELLS)
def test_a_name_once_read_reads_as_itself(cell: str) -> None:
    for app in read_app_names(cell):
        again = read_app_names(app.name)
        assert len(again) <= 1 or any(mark in app.name for mark in "、，；/（）()")


@given(st.lists(st.sampled_from(["星云作业", "启明课堂", "远航口算"]), min_size=1, max_size=4))
def test_names_joined_by_the_enumeration_comma_all_come_back(names: list[str]) -> None:
    assert [app.name for app in read_app_names("、".join(names))] == names


@pytest.mark.parametrize(
    "piece",
    [
        "、",
        "（",
        "“",
        "和",
        "APP和",
        "优化高分和",
        "（”",
        "1、",
        "  ",
        "/",
        "等",
        "教APP备1",
        "小程序（",
    ],
)
def test_a_cell_of_nonsense_costs_no_time(piece: str) -> None:
    started = time.process_time()
    for length in (990, 32_000):
        read_app_names((piece * length)[:length], KNOWN.__contains__)
        read_app_names((piece * length)[:length] + "）”优化高分", KNOWN.__contains__)
    assert time.process_time() - started < 2
