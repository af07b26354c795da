import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.naming.identity import Level, same_name
from qingyuan.core.naming.similarity import Likeness, compare_names
from qingyuan.core.naming.sound import sounds_alike, syllable_of


@pytest.mark.parametrize(
    ("written", "registered", "level"),
    [
        ("優化高分", "优化高分", Level.EXACT),
        ("优化高分APP", "优化高分", Level.LIGHT),
        ("优化高分学生端", "优化高分", Level.LOOSE),
        ("优化高分学生端", "优化高分家长版", Level.LOOSE),
        ("闽教高分", "冀教高分", None),
    ],
)
def test_two_names_are_one_on_the_strictest_level_that_holds(
    written: str, registered: str, level: Level | None
) -> None:
    assert same_name(written, registered) is level


@pytest.mark.parametrize(
    ("written", "registered", "likeness"),
    [
        ("优化高分", "优化高分", Likeness.SAME),
        ("优化高分官方版", "优化高分", Likeness.SAME_APART_FROM_WORDS),
        ("优化高分家长端", "优化高分", Likeness.SAME_PRODUCT),
        ("湖北教育", "湖北教育中学版", Likeness.GENERIC_ENDING),
        ("优化高份", "优化高分", Likeness.SOUNDS_ALIKE),
        ("名校学刁", "名校学习", Likeness.DIFFERENT),
        ("名校学刁圈", "名校学习圈", Likeness.ONE_SLIP),
        ("优化分高", "优化高分", Likeness.ONE_SLIP),
        ("优化高", "优化高分", Likeness.ONE_SLIP),
        ("苏科优学", "苏科优学伴读", Likeness.PART_OF_NAME),
        ("闽教高分", "冀教高分", Likeness.DIFFERENT),
        ("学而乐小学数学", "学而乐中学数学", Likeness.DIFFERENT),
        ("百词记忆三年级", "百词记忆四年级", Likeness.DIFFERENT),
        ("百词记忆3", "百词记忆4", Likeness.DIFFERENT),
        ("巧考", "巧学", Likeness.DIFFERENT),
    ],
)
def test_a_likeness_says_what_differs(written: str, registered: str, likeness: Likeness) -> None:
    similarity = compare_names(written, registered)
    assert similarity.likeness is likeness
    assert similarity.agrees is (likeness is not Likeness.DIFFERENT)
    assert similarity.reason


def test_a_surer_likeness_has_a_higher_score() -> None:
    others = ["优化高分", "优化高分APP", "优化高分家长端", "优化高份", "优化低分", "巧考"]
    scores = [compare_names(other, "优化高分").score for other in others]
    assert scores == sorted(scores, reverse=True)


NAMES = st.text(alphabet="优化高分巧考闽冀教学习0123AP（）端家长", max_size=10)


@given(NAMES, NAMES)
def test_likeness_is_the_same_both_ways_and_scores_stay_between_0_and_1(
    one: str, other: str
) -> None:
    there, back = compare_names(one, other), compare_names(other, one)
    assert there.likeness is back.likeness
    assert 0 <= there.score <= 1


def test_characters_of_one_syllable_sound_alike() -> None:
    assert sounds_alike("课", "可")
    assert sounds_alike("作", "做")
    assert not sounds_alike("闽", "冀")
    assert not sounds_alike("A", "A")
    assert syllable_of("啊") == 1
    assert syllable_of("座") == 396
    assert syllable_of("堃") == 0
