from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.identifiers.classify import classify
from qingyuan.core.reading import split_sentence
from qingyuan.core.registry.filing import Filing, FilingStatus
from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.registry.verdict import Judgement, Verdict, judge, name_agrees

OFFLINE, WITHDRAWN = FilingStatus.OFFLINE, FilingStatus.WITHDRAWN
INDEX = RegistryIndex.build(
    [
        Filing("教APP备1100827号", "优化高分"),
        Filing("教APP备1100871号", "巧考"),
        Filing("教APP备1100819号", "闽教高分"),
        Filing("教APP备1100837号", "冀教高分"),
        Filing("教APP备1101585号", "辽海高分", aliases=("辽海出版社",)),
        Filing("教APP备1101587号", "湖北教育中学版"),
        Filing("教APP备1200001号", "星云作业", status=OFFLINE, as_of=date(2023, 6, 1)),
        Filing("教APP备1200002号", "远航口算", status=WITHDRAWN),
        Filing("教APP备1200003号", "松峰家校通家长端"),
        Filing("教APP备1200004号", "松峰家校通教师端"),
        Filing("教APP备1200005号", "海湾阅读"),
        Filing("教APP备1200005号", "海湾伴读"),
    ]
)


def judged(name: str, cell: str) -> Judgement:
    return judge(INDEX, name, classify(cell))


@pytest.mark.parametrize(
    ("name", "cell", "verdict", "registry_name"),
    [
        # a well-formed number that the registry has
        ("优化高分", "教APP备1100827号", "verified", "优化高分"),
        ("优化高分", "教App备 1100827", "verified", "优化高分"),
        ("優化高分学生端", "教APP备1100827号", "verified", "优化高分"),
        ("优化高份", "教APP备1100827号", "verified", "优化高分"),
        ("优化高", "教APP备1100827号", "verified", "优化高分"),
        ("辽海出版社", "教APP备1101585号", "verified", "辽海高分"),
        ("湖北教育", "教APP备1101587号", "verified", "湖北教育中学版"),
        ("海湾伴读", "教APP备1200005号", "verified", "海湾伴读"),
        ("松峰家校通学生端", "教APP备1200003号", "verified", "松峰家校通家长端"),
        ("星云作业", "教APP备1200001号", "offline", "星云作业"),
        ("远航口算", "教APP备1200002号", "withdrawn", "远航口算"),
        ("巧考", "教APP备1200002号", "withdrawn", "远航口算"),
        ("巧考", "教APP备1100827号", "number_of_another_app", "优化高分"),
        ("闽教高分", "教APP备1100837号", "number_of_another_app", "冀教高分"),
        ("豫教高分", "教APP备1100837号", "number_of_another_app", "冀教高分"),
        ("松峰家校通教师端", "教APP备1200003号", "number_of_another_app", "松峰家校通家长端"),
        ("从未见过的应用", "教APP备1100827号", "number_of_another_app", "优化高分"),
        # one that it lacks
        ("优化高分", "教APP备1199999号", "number_not_in_registry", "优化高分"),
        ("从未见过的应用", "教APP备1199999号", "number_not_in_registry", None),
        ("远航口算", "教APP备1199999号", "number_not_in_registry", "远航口算"),
        # no well-formed number, a name that the registry has
        ("优化高分", "", "number_missing", "优化高分"),
        ("优化高分", "无", "number_missing", "优化高分"),
        ("优化高分", "蜀ICP备17023824号-1", "number_missing", "优化高分"),
        ("优化高分", "教APP备110082号", "number_missing", "优化高分"),
        ("辽海出版社", "已备案", "number_missing", "辽海高分"),
        ("星云作业", "", "offline", "星云作业"),
        ("远航口算家长端", "正在办理", "withdrawn", "远航口算"),
        # no well-formed number, a name that it lacks
        ("从未见过的应用", "蜀ICP备17023824号-1", "other_kind_of_number", None),
        ("从未见过的应用", "京公网安备11010802035340号", "other_kind_of_number", None),
        ("从未见过的应用", "教APP备110213号", "malformed_number", None),
        ("从未见过的应用", "", "unregistered", None),
        ("从未见过的应用", "已备案", "unregistered", None),
        ("豫教高分", "/", "unregistered", None),
        # several numbers for one app
        ("巧考", "教APP备1100827号、教APP备1100871号", "verified", "巧考"),
        ("从未见过", "教APP备1100827号、教APP备1100871号", "number_of_another_app", "优化高分"),
    ],
)
def test_the_first_verdict_that_applies(
    name: str, cell: str, verdict: str, registry_name: str | None
) -> None:
    judgement = judged(name, cell)
    assert (judgement.verdict, judgement.registry_name) == (verdict, registry_name)


def test_the_number_is_the_canonical_one_that_decided() -> None:
    assert judged("优化高分", "教App备1100827").filing_number == "教APP备1100827号"
    several = judged("巧考", "教APP备1100827号、教APP备1100871号")
    assert several.filing_number == "教APP备1100871号"
    assert judged("优化高分", "已备案").filing_number is None


def test_a_verdict_explains_itself() -> None:
    assert judged("优化高分", "教APP备1100827号").explanation == (
        "教APP备1100827号在本地名录中，名称一致"
    )
    assert "同音字" in judged("优化高份", "教APP备1100827号").explanation
    assert "网站ICP备案号" in judged("优化高分", "蜀ICP备17023824号-1").explanation
    assert "2023-06-01" in judged("星云作业", "").explanation
    assert "教APP备1100827号" in judged("优化高分", "教APP备1199999号").explanation


@pytest.mark.parametrize(
    ("name", "cell", "what", "remedy"),
    [
        (
            "从未见过",
            "",
            "没有填写教育类 APP 备案号，该名称本地名录未查到，待官网核验",
            "请到官网按名称查询：查到的补填备案号，查不到的按清理清单办理",
        ),
        (
            "从未见过",
            "正在办理",
            "填报为正在办理，还没有教育类 APP 备案号，该名称本地名录未查到，待官网核验",
            "请到官网按名称查询：查到的补填备案号，查不到的按清理清单办理",
        ),
        (
            "从未见过",
            "教APP备1199999号",
            "备案号教APP备1199999号格式正确，本地名录未查到，待官网核验",
            "请到官网核对：核对一致的不用改，不一致的改正",
        ),
        (
            "优化高分",
            "",
            "漏填备案号：名录中“优化高分”的备案号是教APP备1100827号",
            "请核对后补填",
        ),
    ],
)
def test_what_is_wrong_and_what_to_do_stand_apart(
    name: str, cell: str, what: str, remedy: str
) -> None:
    assert split_sentence(judged(name, cell).explanation) == (what, remedy)


CELLS = st.sampled_from(
    ["", "无", "已备案", "正在办理", "教APP备1199999号", "教APP备1100827号", "教APP备110213号",
     "蜀ICP备17023824号-1", "2023SR0123456"]
)  # fmt: skip


@given(st.text(alphabet="优化高分巧考闽教星云作业远航口算APP（）家长端", max_size=10), CELLS)
def test_no_sentence_takes_absence_for_a_fact(name: str, cell: str) -> None:
    judgement = judged(name, cell)
    assert "未备案" not in judgement.explanation
    assert "。" not in judgement.explanation
    assert judgement.explanation.count("请") == (judgement.verdict is not Verdict.VERIFIED)
    what, remedy = split_sentence(judgement.explanation)
    assert remedy.startswith("请") or judgement.verdict is Verdict.VERIFIED
    assert "请" not in what
    assert 0 <= judgement.score <= 1
    if judgement.filing is None:
        assert "本地名录未查到，待官网核验" in judgement.explanation


def test_a_name_agrees_with_its_own_number_only() -> None:
    assert name_agrees(INDEX, "优化高分学生端", "教APP备1100827号")
    assert not name_agrees(INDEX, "巧考", "教APP备1100827号")
    assert not name_agrees(INDEX, "巧考", "教APP备1199999号")
