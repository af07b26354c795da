import pytest
from benchmarks.matching import names_alone, run_ours, run_peer, score
from benchmarks.matching_noise import make_registry, make_written

from qingyuan.core.naming.similarity import Likeness
from qingyuan.core.registry.filing import Filing
from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.registry.match import find_by_name, match_names

NAMES = (
    "闽教高分", "冀教高分", "优化高分", "湖北教育中学版", "学而乐小学数学", "学而乐小学语文",
    "星火作业本", "星河口算宝", "远航阅读圈", "名校学习", "百词记忆3", "知行中学数学题库",
    "知行化学题库",
)  # fmt: skip
INDEX = RegistryIndex.build(
    Filing(f"教APP备{1100000 + position}号", name) for position, name in enumerate(NAMES)
)


@pytest.mark.parametrize(
    ("written", "registered", "likeness"),
    [
        ("优化高分", "优化高分", Likeness.SAME),
        ("優化高分小程序", "优化高分", Likeness.SAME_APART_FROM_WORDS),
        ("优化高分家长端", "优化高分", Likeness.SAME_PRODUCT),
        ("优化高份", "优化高分", Likeness.SOUNDS_ALIKE),
        ("湖北教育", "湖北教育中学版", Likeness.GENERIC_ENDING),
        ("名校学习平台", "名校学习", Likeness.GENERIC_ENDING),
        ("远航阅读图", "远航阅读圈", Likeness.ONE_SLIP),
        ("远航读阅圈", "远航阅读圈", Likeness.ONE_SLIP),
        ("远航阅圈", "远航阅读圈", Likeness.ONE_SLIP),
        ("远航阅读读圈", "远航阅读圈", Likeness.ONE_SLIP),
    ],
)
def test_a_name_is_found_however_it_was_written(
    written: str, registered: str, likeness: Likeness
) -> None:
    match = find_by_name(INDEX, written)
    assert match is not None
    assert (match.filing.name, match.similarity.likeness) == (registered, likeness)


@pytest.mark.parametrize(
    "written",
    [
        "豫教高分",  # another province's, one character of four
        "学而乐小学英语",
        "学而乐中学数学",
        "星海作业本",  # a brand differs by one character
        "百词记忆4",
        "高分",
        "湖北教育小学版",
        "知行化学数学题库",
        "教高分",  # two brands are equally near
        "",
    ],
)
def test_a_near_neighbour_is_left_alone(written: str) -> None:
    assert find_by_name(INDEX, written) is None


def test_characters_that_stand_together_elsewhere_were_meant() -> None:
    without = RegistryIndex.build([Filing("教APP备1100001号", "知行中学物理")])
    assert find_by_name(without, "知行中学物埋") is not None
    index = RegistryIndex.build(
        [Filing("教APP备1100001号", "知行乐园物品"), Filing("教APP备1100002号", "动物乐园果品")]
    )
    assert find_by_name(index, "知行乐园果品") is None


def test_many_names_are_answered_in_order() -> None:
    matches = match_names(INDEX, ["优化高分", "豫教高分", "优化高分"])
    assert [match.filing.name if match else None for match in matches] == [
        "优化高分",
        None,
        "优化高分",
    ]


def test_matching_is_no_less_accurate_than_comparing_all_pairs() -> None:
    filings = make_registry(3000, seed=7)
    written = make_written(filings, 1500, seed=8)
    names = names_alone(written)
    ours, _ = run_ours(RegistryIndex.build(filings), names)
    peer, _, _ = run_peer(filings, written, names)
    assert score(ours, written).f1 >= score(peer, written).f1
    assert score(ours, written).precision > 0.99
