"""The lines of the audit's files: keys and meanings are the program's promise to scripts."""

from __future__ import annotations

from datetime import date

import msgspec

from qingyuan.core.tables.source_row import NOTHING_SAID, Answers


class CellNote(msgspec.Struct):
    """An odd cell: code, address, sentence, and what stands there."""

    code: str
    cell: str
    message: str
    written: str = ""


class Judged(msgspec.Struct, array_like=True):
    """One app of one source row, judged; a nil return or a rejected row names no app."""

    annex: int
    table: str
    row: int
    status: str  # accepted | nil | rejected, before duplicates are known
    reason: str | None
    unit: str | None
    county: str | None
    app_name: str | None = None
    app_kind: str | None = None
    app_id: str = ""  # equal for two names of one app
    counted_as: str = ""  # the name of its filing, where it is counted by one
    filing_number: str | None = None
    filing_number_raw: str | None = None
    verdict: str | None = None
    registry_name: str | None = None
    explanation: str = ""
    number_address: str = ""
    number_text: str = ""  # what of the number's cell belongs to this app
    deployed_by: str | None = None
    answers: Answers = NOTHING_SAID
    problems: list[CellNote] = []


class FileLine(msgspec.Struct):
    """A line of `files.jsonl`."""

    file: str
    sha256: str | None
    outcome: str
    reason: str | None
    tables: int


class RowLine(msgspec.Struct):
    """What every line of `rows.jsonl` has."""

    annex: int
    file: str
    table: str
    row: int
    status: str
    reason: str | None
    app_name: str | None
    app_kind: str | None
    filing_number: str | None
    filing_number_raw: str | None
    verdict: str | None
    registry_name: str | None
    problems: list[CellNote]
    county: str | None


class Annex1Line(RowLine):
    """A line of `rows.jsonl` from annex 1."""

    unit: str | None
    document_name: str | None
    document_number: str | None
    department: str | None
    purpose: str | None
    valid_until: str | None


class Annex2Line(RowLine):
    """A line of `rows.jsonl` from annex 2."""

    school: str | None
    function: str | None
    requirement: str | None
    collective_decision: bool | None
    charges: bool | None


class Evidence(msgspec.Struct):
    """Where a finding's fact stands."""

    file: str
    table: str
    row: int


class FindingLine(msgspec.Struct):
    """A line of `findings.jsonl`."""

    rule: str
    clause: str
    school: str | None
    app_name: str
    responsible: str
    evidence: Evidence
    sentence: str


class RegistrySummary(msgspec.Struct):
    """Which registry was asked."""

    entries: int
    as_of: date | None
    sha256: str


def row_line(judged: Judged, file: str, status: str, reason: str | None) -> RowLine:
    """The line of `rows.jsonl` for a judged row."""
    answers = judged.answers
    common = (
        judged.annex,
        file,
        judged.table,
        judged.row,
        status,
        reason,
        judged.app_name,
        judged.app_kind,
        judged.filing_number,
        judged.filing_number_raw,
        judged.verdict,
        judged.registry_name,
        judged.problems,
        judged.county,
        judged.unit,
    )
    if judged.annex == 1:
        return Annex1Line(
            *common,
            answers.document_name,
            answers.document_number,
            answers.department,
            answers.purpose,
            answers.valid_until,
        )
    return Annex2Line(
        *common,
        answers.function,
        answers.requirement,
        answers.collective_decision,
        answers.charges,
    )
