import pytest

from qingyuan.core.identifiers.classify import classify
from qingyuan.core.naming.pairing import pair_numbers

YOUHUA, QIAOKAO, MINJIAO = "教APP备1100827号", "教APP备1100871号", "教APP备1100819号"
REGISTRY = {("优化高分", YOUHUA), ("巧考", QIAOKAO), ("闽教高分", MINJIAO)}


def agrees(name: str, number: str) -> bool:
    return (name, number) in REGISTRY


def numbers(names: list[str], cell: str) -> list[str | None]:
    paired = pair_numbers(names, cell, agrees)
    found = [classify(each.text).filing_numbers for each in paired]
    return [each[0] if each else None for each in found]


@pytest.mark.parametrize(
    "cell",
    [
        f"{YOUHUA}、{QIAOKAO}",
        f"{YOUHUA} {QIAOKAO}",
        f"{YOUHUA}{QIAOKAO}",
        f"{YOUHUA}\n{QIAOKAO}",
        f"{YOUHUA}和{QIAOKAO}",
        f"1.{YOUHUA} 2.{QIAOKAO}",
        f"①{YOUHUA}②{QIAOKAO}",
        "教App备 1100827、1100871",
        "教APP备案号：1100827；教APP备案号：1100871",
        f"优化高分：{YOUHUA}；巧考：{QIAOKAO}",
        f"巧考：{QIAOKAO}；优化高分：{YOUHUA}",
        f"{QIAOKAO}（巧考），{YOUHUA}（优化高分）",
        f"优化高分 {YOUHUA} 巧考 {QIAOKAO}",
    ],
)
def test_each_name_gets_its_own_number(cell: str) -> None:
    assert numbers(["优化高分", "巧考"], cell) == [YOUHUA, QIAOKAO]
    assert not any(each.problems for each in pair_numbers(["优化高分", "巧考"], cell, agrees))


def test_the_registry_says_whose_number_it_is_where_the_cell_does_not() -> None:
    assert numbers(["优化高分", "巧考"], QIAOKAO) == [None, QIAOKAO]
    assert numbers(["优化高分", "星云作业", "巧考"], f"{QIAOKAO}、{YOUHUA}") == [
        YOUHUA,
        None,
        QIAOKAO,
    ]


def test_a_number_that_nothing_tells_goes_to_the_first_and_is_marked() -> None:
    paired = pair_numbers(["优化高分", "巧考"], MINJIAO, agrees)
    assert [each.text for each in paired] == [MINJIAO, ""]
    assert {problem.code for each in paired for problem in each.problems} == {"numbers_not_paired"}


@pytest.mark.parametrize("cell", ["", "无", "已备案", "均已备案", "/", "正在办理"])
def test_words_hold_for_every_name(cell: str) -> None:
    paired = pair_numbers(["优化高分", "巧考"], cell, agrees)
    assert [each.text for each in paired] == [cell, cell]


def test_other_kinds_of_numbers_pair_in_order_too() -> None:
    paired = pair_numbers(["优化高分", "巧考"], f"{YOUHUA}，蜀ICP备17023824号-1", agrees)
    assert [each.text for each in paired] == [YOUHUA, "蜀ICP备17023824号-1"]


def test_more_numbers_than_names_are_marked() -> None:
    paired = pair_numbers(["优化高分", "巧考"], f"{YOUHUA}、{QIAOKAO}、{MINJIAO}", agrees)
    assert any(each.problems for each in paired)


def test_one_name_keeps_the_whole_cell() -> None:
    (only,) = pair_numbers(["优化高分"], f"{YOUHUA}、{QIAOKAO}", agrees)
    assert only.text == f"{YOUHUA}、{QIAOKAO}"
