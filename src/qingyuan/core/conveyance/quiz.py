"""The understanding check (知晓测试): three questions, each with its clause; pure scoring.

What comes of it helps to choose whom an inspection visits.  It is no mark for anybody, and
small groups are not shown, so that no single person can be made out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FEWEST_SHOWN: Final = 5
"""Results of fewer people are not shown."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question from the notice's rules; `right` is the place of the right choice, from 0.

    `because` is what the page says after the answer, in the words of the clause.

    Raises:
        ValueError: no such choice, or one choice twice.
    """

    id: str
    text: str
    choices: tuple[str, ...]
    right: int
    clause: str
    because: str

    def __post_init__(self) -> None:
        if len(set(self.choices)) != len(self.choices):
            raise ValueError(f"题目“{self.id}”有两个相同的选项，请改掉一个")
        if not 0 <= self.right < len(self.choices):
            raise ValueError(f"题目“{self.id}”的 right 不在选项里，请从 0 数起")


@dataclass(frozen=True, slots=True)
class QuizResult:
    """Which questions one person knew, and which not."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]


def score(quiz: Sequence[Question], answers: Mapping[str, int]) -> QuizResult:
    """Score answers by question id; a question left out counts as not known."""
    right = [question.id for question in quiz if answers.get(question.id) == question.right]
    wrong = [question.id for question in quiz if question.id not in right]
    return QuizResult(tuple(right), tuple(wrong))


@dataclass(frozen=True, slots=True)
class QuizTally:
    """The results of a school: how many took part, and how many did not know each question."""

    taken: int = 0
    wrong: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: QuizTally) -> QuizTally:
        return QuizTally(self.taken + other.taken, Counter(self.wrong) + Counter(other.wrong))

    @property
    def is_shown(self) -> bool:
        """Whether enough took part that nobody can be made out."""
        return self.taken >= FEWEST_SHOWN

    def not_known_by_half(self) -> tuple[str, ...]:
        """Questions that at least half did not know: what an inspection might ask again."""
        if not self.is_shown:
            return ()
        return tuple(one for one, count in self.wrong.items() if 2 * count >= self.taken)


def tally_results(results: Iterable[QuizResult]) -> QuizTally:
    """Count results, naming nobody."""
    taken, wrong = 0, Counter[str]()
    for result in results:
        taken += 1
        wrong.update(result.wrong)
    return QuizTally(taken, wrong)
