"""Three questions from the notice; the result is for choosing whom to visit."""

from dataclasses import replace

import pytest

from qingyuan.core.conveyance.quiz import (
    FEWEST_SHOWN,
    Question,
    QuizResult,
    QuizTally,
    score,
    tally_results,
)
from qingyuan.formats.readers.rulepack import read_rulepack

PACK = read_rulepack("xinyang_2023")
ONE = Question("one", "能不能？", ("不能", "能"), 0, "三.2(1)", "凡是……")
QUIZ = (ONE, replace(ONE, id="two", right=1))
RIGHT = QuizResult(("one", "two"), ())
HALF = QuizResult(("one",), ("two",))


def test_the_shipped_quiz_has_three_questions_from_rules_of_the_notice() -> None:
    clauses = {rule.clause for rule in PACK.rules}
    assert len(PACK.quiz) == 3
    assert {question.clause for question in PACK.quiz} <= clauses


def test_the_answer_is_not_always_in_the_same_place() -> None:
    assert {question.right for question in PACK.quiz} == {0, 1, 2}


def test_right_answers_are_those_of_the_notice() -> None:
    assert {question.choices[question.right] for question in PACK.quiz} == {"不能"}


def test_answers_are_scored_and_what_is_left_out_is_not_known() -> None:
    assert score(QUIZ, {"one": 0, "two": 1}) == RIGHT
    assert score(QUIZ, {"one": 0}) == HALF
    assert score(QUIZ, {"one": 1, "two": 5}) == QuizResult((), ("one", "two"))


def test_a_school_sees_no_result_of_a_handful() -> None:
    few = tally_results([HALF] * (FEWEST_SHOWN - 1))
    assert not few.is_shown
    assert few.not_known_by_half() == ()
    assert (few + tally_results([HALF])).not_known_by_half() == ("two",)


def test_what_half_did_not_know_is_asked_again() -> None:
    assert tally_results([HALF] * 3 + [RIGHT] * 3).not_known_by_half() == ("two",)
    assert tally_results([HALF] * 3 + [RIGHT] * 4).not_known_by_half() == ()


def test_schools_add_up() -> None:
    both = tally_results([HALF, RIGHT]) + tally_results([HALF])
    assert both == QuizTally(3, {"two": 2})


def test_a_question_without_its_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="从 0 数起"):
        replace(ONE, right=2)
    with pytest.raises(ValueError, match="相同的选项"):
        replace(ONE, choices=("不能", "不能"))
