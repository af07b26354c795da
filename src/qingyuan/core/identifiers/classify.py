"""What a cell of the filing-number column holds, however sloppily it was typed.

Each step takes its characters out of the text, so nothing is read twice: numbers of other kinds
first (their digits must never pass for a filing number), then everything behind 教APP备 and its
variants, then document numbers and licences, then lone digits, and last the words.

>>> classify("教APP备1100871号").kind.value
'education_filing'
>>> classify("阳光作业：教App备 1100871；京ICP备14035507号-25A").others
((<Kind.ICP_APP: 'icp_app'>, '京ICP备14035507号-25A'),)
>>> [problem.code for problem in classify("教APP备110213号").problems]
['number_six_digits']
>>> classify("正在办理").kind.value
'in_progress'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingyuan.core.identifiers import (
    advice,
    attempts,
    bare,
    copyright,  # noqa: A004 - the module of that name, the builtin is not used
    document_number,
    icp,
    licences,
    police,
)
from qingyuan.core.identifiers.answers import read_answer_folded
from qingyuan.core.identifiers.filing import CANONICAL
from qingyuan.core.identifiers.folding import blank_out, fold
from qingyuan.core.identifiers.found import Found
from qingyuan.core.identifiers.kinds import Classified, Kind

if TYPE_CHECKING:
    from qingyuan.core.identifiers.attempts import Attempt
    from qingyuan.core.reading import Problem

__all__ = ["Classified", "Kind", "classify", "locate_filings"]

_DIGIT = re.compile(r"\d")
_canonical = CANONICAL.fullmatch
_EMPTY = Classified(Kind.EMPTY)
_WORD_CODES = {
    Kind.CLAIMED: "number_claimed_only",
    Kind.IN_PROGRESS: "number_in_progress",
    Kind.TEXT: "number_not_recognised",
}
# Words outrank these: "教APP备案号：无", "正在办理，受理号 20230512".
_WORDS_OUTRANK_DIGITS = frozenset({Kind.NONE, Kind.IN_PROGRESS})


@dataclass(slots=True)
class _Scan:
    """The text on its way through the steps; `left` has bars where something was taken."""

    raw: str
    left: str
    attempts: list[Attempt] = field(default_factory=list)
    lone: list[Attempt] = field(default_factory=list)
    others: list[tuple[int, Kind, str]] = field(default_factory=list)


def classify(text: str) -> Classified:
    """Say what the text holds. Pure: the same text always gives the same answer."""
    if _canonical(text):
        return Classified(Kind.EDUCATION_FILING, (text,))
    if not text:
        return _EMPTY
    scan = _scan(text)
    tries = sorted(scan.attempts + scan.lone, key=lambda attempt: attempt.start)
    numbers = tuple(dict.fromkeys(each.number for each in tries if each.number))
    others = tuple(dict.fromkeys((kind, number) for _, kind, number in sorted(scan.others)))
    if numbers:
        return Classified(Kind.EDUCATION_FILING, numbers, others, _problems(tries, len(numbers)))
    if others:
        # The contract of `verdict` puts another kind of number before a malformed one.
        problems = (advice.other_kind(others[0][0]), *_problems(_with_digits(tries), 0))
        return Classified(others[0][0], (), others, problems)
    return _without_numbers(scan, tries)


def locate_filings(text: str) -> list[Found]:
    """Where in a cell the education filing numbers stand, lone digits included.

    For cells that name several apps with a number each.
    """
    scan = _scan(text)
    tries = sorted(scan.attempts + scan.lone, key=lambda attempt: attempt.start)
    return [Found(each.start, each.end, each.number) for each in tries if each.number]


def _scan(text: str) -> _Scan:
    scan = _Scan(text, fold(text))
    _take_others(scan)
    scan.attempts = list(attempts.locate_folded(text, scan.left))
    scan.left = blank_out(scan.left, [(each.start, each.end) for each in scan.attempts])
    if not _DIGIT.search(scan.left):
        return scan
    _take_documents(scan)
    for attempt in bare.locate_folded(text, scan.left):
        if bare.is_police(attempt):
            scan.others.append((attempt.start, Kind.POLICE, police.compact(attempt.digits)))
        else:
            scan.lone.append(attempt)
    return scan


def _take_others(scan: _Scan) -> None:
    found = icp.locate_folded(scan.left)
    scan.others += [(each.start, icp.kind(each.number), each.number) for each in found]
    scan.left = blank_out(scan.left, [(each.start, each.end) for each in found])
    _take(scan, Kind.POLICE, police.locate_folded(scan.left))
    _take(scan, Kind.COPYRIGHT, copyright.locate_folded(scan.left))


def _take_documents(scan: _Scan) -> None:
    _take(scan, Kind.OTHER_NUMBER, licences.locate_folded(scan.left))
    _take(scan, Kind.OTHER_NUMBER, document_number.locate_folded(scan.raw, scan.left))


def _take(scan: _Scan, kind: Kind, found: list[Found]) -> None:
    scan.others += [(each.start, kind, each.number) for each in found]
    scan.left = blank_out(scan.left, [(each.start, each.end) for each in found])


def _without_numbers(scan: _Scan, tries: list[Attempt]) -> Classified:
    words = read_answer_folded(fold(scan.raw))
    certain = [each for each in scan.attempts if each.digits]
    attempted = certain or (scan.lone if words not in _WORDS_OUTRANK_DIGITS else [])
    if not attempted and words is Kind.TEXT:
        attempted = tries
    if attempted:
        return Classified(Kind.MALFORMED_FILING, (), (), _problems(attempted, 0))
    code = _WORD_CODES.get(words)
    return Classified(words, (), (), (advice.problem(code),) if code else ())


def _with_digits(tries: list[Attempt]) -> list[Attempt]:
    return [each for each in tries if each.digits]


def _problems(tries: list[Attempt], count: int) -> tuple[Problem, ...]:
    """One problem per code, in order; of a missing number only where none was found."""
    found: dict[str, Problem] = {}
    for attempt in tries:
        if count and not attempt.digits:
            continue
        for code in attempt.codes:
            found.setdefault(code, advice.problem(code, digits=attempt.digits))
    if count > 1:
        found["several_numbers"] = advice.problem("several_numbers", count=count)
    return tuple(found.values())
