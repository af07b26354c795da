"""What a cell says, and what was odd about it.

A bad cell is normal: functions of core return a value with its problems and raise nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Problem:
    """One odd thing, by its stable code (`number_six_digits`) and in a sentence for the clerk.

    The sentence says what is wrong and then, after "，请", what to do.  `cell` is the address in
    the source (`C5`) and `written` what stands there, both empty until the table reader knows.
    """

    code: str
    message: str
    cell: str = ""
    written: str = ""

    @property
    def what(self) -> str:
        """What is wrong."""
        return self.message.split("，请", 1)[0]

    @property
    def remedy(self) -> str:
        """What to do about it, empty where the sentence does not say."""
        _, found, rest = self.message.partition("，请")
        return f"请{rest}" if found else ""


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value_co]):
    """A value read from untidy text, with whatever was odd about the text."""

    value: Value_co
    problems: tuple[Problem, ...] = ()
