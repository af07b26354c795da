"""How the rows of one layout are read: which columns answer which field.

Thousands of schools fill in the same form, so the plan of a set of columns is made once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qingyuan.core.tables.columns import Column
from qingyuan.core.tables.fields import Field
from qingyuan.core.tables.headers import title_text
from qingyuan.core.tables.text import is_dash

_TICKS = frozenset("√✓✔☑■●✅ÖVvRr1YyþÜü")
_CROSSES = frozenset("×✗✘xX□☐○否无0N£")
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Option:
    """A column that is one box of a question: a tick in it means `answer`."""

    index: int
    answer: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Where each field of a row stands.

    `first` has a field's best titled column, `several` all of its columns where there is more
    than one; `options` those that are boxes to tick; `questions` a field's title, for answers of
    yes or no that depend on it.  Rows end in an empty cell, which `NOWHERE` reads.
    """

    indexes: tuple[int, ...]
    fields: dict[int, Field]
    first: dict[Field, int]
    several: dict[Field, tuple[int, ...]]
    options: dict[Field, tuple[Option, ...]]
    questions: dict[Field, str]

    def index(self, field: Field, texts: Sequence[str]) -> int:
        """The column that answers a field in a row: the best one that holds anything."""
        first = self.first.get(field, NOWHERE)
        if texts[first] or field not in self.several:
            return first
        return next((index for index in self.several[field] if texts[index]), first)

    def text(self, field: Field, texts: Sequence[str]) -> str:
        """What a row says for a field, "" where it has no such column."""
        if field in self.several:
            return texts[self.index(field, texts)]
        return texts[self.first.get(field, NOWHERE)]

    def answer(self, field: Field, texts: Sequence[str]) -> tuple[str, int]:
        """The answer to a question, in its cell or as the ticked one of several columns."""
        for option in self.options.get(field, ()):
            text = texts[option.index]
            if text and not is_dash(text) and text not in _CROSSES:
                return (option.answer if _is_tick(text, option.answer) else text), option.index
        index = self.index(field, texts)
        return texts[index], index


@lru_cache(maxsize=4096)
def plan_for(columns: tuple[Column, ...]) -> Plan:
    """The plan of a set of columns."""
    ranked = sorted(columns, key=lambda column: (column.rank, column.index))
    by_field: dict[Field, list[int]] = {}
    options: dict[Field, list[Option]] = {}
    for column in ranked:
        if column.option:
            options.setdefault(column.field, []).append(Option(column.index, column.option))
        else:
            by_field.setdefault(column.field, []).append(column.index)
    return Plan(
        indexes=tuple(sorted(column.index for column in columns)),
        fields={column.index: column.field for column in columns},
        first={field: indexes[0] for field, indexes in by_field.items()},
        several={field: tuple(i) for field, i in by_field.items() if len(i) > 1},
        options={field: tuple(sorted(o, key=lambda x: x.index)) for field, o in options.items()},
        questions={c.field: title_text(c.title) for c in reversed(ranked) if not c.option},
    )


def _is_tick(text: str, answer: str) -> bool:
    return text in _TICKS or text in {answer, "是", "有"} or answer.startswith(text)
