"""A row of an annex as it was filled in, before anybody judged it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qingyuan.core.reading import Problem


class RowStatus(StrEnum):
    """What a source row is; whether it counts is decided later, among all files."""

    ENTRY = "entry"
    NIL = "nil"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a row says of its app: the first four in annex 2, the others in annex 1.

    `requirement` is "recommended" or "mandatory"; `valid_until` an ISO date or "none"; None is
    "not said".
    """

    function: str | None = None
    requirement: str | None = None
    collective_decision: bool | None = None
    charges: bool | None = None
    document_name: str | None = None
    document_number: str | None = None
    department: str | None = None
    purpose: str | None = None
    valid_until: str | None = None


NOTHING_SAID = Answers()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of an annex as it was filled in.

    `app_cell` and `number_cell` are kept as written: who is named there, and how many, needs the
    registry.  `row` is 1-based.
    """

    annex: int
    table: str
    row: int
    status: RowStatus
    reason: str | None = None
    unit: str | None = None
    county: str | None = None
    app_cell: str = ""
    kind_cell: str = ""
    number_cell: str = ""
    number_source: str = ""  # what `number_cell` stands for where it says 同上
    deployed_by: str | None = None
    answers: Answers = NOTHING_SAID
    app_address: str = ""
    number_address: str = ""
    problems: tuple[Problem, ...] = ()
