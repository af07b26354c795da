"""What a cell says, and what was odd about it.

A bad cell is normal: functions of core return a value with its problems and raise nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

_REMEDY = re.compile(r"[，。；]请")
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


def split_sentence(message: str) -> tuple[str, str]:
    """A sentence for the clerk as what is wrong and what to do.

    >>> split_sentence("没有填写备案号，请补填")
    ('没有填写备案号', '请补填')
    """
    found = _REMEDY.search(message)
    return (message[: found.start()], message[found.start() + 1 :]) if found else (message, "")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value_co]):
    """A value read from untidy text, with whatever was odd about the text."""

    value: Value_co
    problems: tuple[Problem, ...] = ()
