"""What the understanding check shows: the answers to one who took it, the rates to a bureau."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from qingyuan.core.conveyance.quiz import FEWEST_SHOWN, Question
from qingyuan.core.conveyance.quiz import QuizResult as Answered
from qingyuan.server.campaigns.models import QuizResult, Receipt
from qingyuan.server.campaigns.standpoint import Standpoint
from qingyuan.server.look.parts import Cell, Column, Table
from qingyuan.server.look.words import percent, thousands

_ROWS = 400  # units below one


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with its right answer and why."""

    text: str
    right_choice: str
    because: str
    clause: str
    is_right: bool


def answer_lines(quiz: Sequence[Question], result: Answered) -> tuple[AnswerLine, ...]:
    """In the order of the questions."""
    return tuple(
        AnswerLine(
            text=question.text,
            right_choice=question.choices[question.right],
            because=question.because,
            clause=question.clause,
            is_right=question.id in result.right,
        )
        for question in quiz
    )


def quiz_table(at: Standpoint, quiz: Sequence[Question]) -> Table:
    """A row a unit below, the unit's whole subtree last; one question for the tallies."""
    units = [(row.unit_id, row.unit.name, row.units) for row in _below(at)]
    tallies = _tallies(at, [unit for unit, _, _ in units])
    columns = (
        Column("单位"),
        Column("参加（人）", is_numeric=True),
        *(Column(f"第 {number} 题答对", is_numeric=True) for number in range(1, len(quiz) + 1)),
    )
    rows = tuple(
        (_name(at, unit, name, count), *_numbers(tallies[unit], quiz))
        for unit, name, count in units
        if tallies[unit]
    )
    total = (Cell("合计"), *_numbers(tallies[at.unit.pk], quiz))
    return Table("知晓小测", columns, rows, total=total, hides_caption=True)


def _below(at: Standpoint) -> list[Receipt]:
    rows = at.below().exclude(unit=at.unit).select_related("unit").order_by("path")
    return list(rows[:_ROWS])


def _tallies(at: Standpoint, units: Sequence[int]) -> Mapping[int, dict[str, QuizResult]]:
    found: dict[int, dict[str, QuizResult]] = defaultdict(dict)
    rows = QuizResult.objects.filter(version=at.version, unit__in=[at.unit.pk, *units])
    for row in rows:
        found[row.unit_id][row.question] = row
    return found


def _name(at: Standpoint, unit: int, name: str, count: int) -> Cell:
    url = reverse("campaigns:notice_quiz", args=[at.notice.pk])
    return Cell(name, url=f"{url}?unit={unit}" if count > 1 else "")


def _numbers(tally: Mapping[str, QuizResult], quiz: Sequence[Question]) -> tuple[Cell, ...]:
    """Rates, unless so few took part that somebody could be made out."""
    taken = max((row.asked for row in tally.values()), default=0)
    if taken < FEWEST_SHOWN:
        few = f"不足 {FEWEST_SHOWN} 人，不显示" if taken else ""
        return (Cell(thousands(taken) if taken else "0"), *(Cell(few) for _ in quiz))
    return (Cell(thousands(taken)), *(_rate(tally.get(question.id)) for question in quiz))


def _rate(row: QuizResult | None) -> Cell:
    return Cell(percent(row.right, row.asked) if row else "")
