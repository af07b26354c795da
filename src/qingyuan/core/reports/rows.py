"""The rows of each table for people, before they are worded.

Named tuples, not dataclasses: a hundred thousand of them go to disk and back, without the names
of their fields in a third of the time.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Annex1Row(NamedTuple):
    """An app in a document or activity (附件1 的一行).

    `valid_until` as in `rows.jsonl`: an ISO date, `"none"` (无有效期), or None.
    `filing_number` is canonical; without one, `filing_number_raw` is what the clerk wrote.
    `registry_name` is the name under which the app was counted, empty where the registry lacks it.
    """

    unit: str
    app_name: str
    document_name: str
    document_number: str | None
    department: str
    purpose: str
    valid_until: str | None
    filing_number: str | None
    filing_number_raw: str = ""
    registry_name: str = ""


class Annex2Row(NamedTuple):
    """An app in use at a school (附件2 的一行), with keys and values as in `rows.jsonl`.

    `registry_name` as in `Annex1Row`.
    """

    school: str
    app_name: str
    filing_number: str | None
    function: str
    requirement: str | None
    collective_decision: bool | None
    charges: bool | None
    verdict: str | None
    filing_number_raw: str = ""
    county: str = ""
    registry_name: str = ""


class Place(NamedTuple):
    """Where a fact stands: file, table (sheet name or number), 1-based row or 0 for the whole."""

    file: str
    table: str
    row: int


class CleanupRow(NamedTuple):
    """One app at one unit that `responsible` has to clean up by `deadline`.

    `filing_number` is what was written where it is not well formed.  `measure` says what to do.
    """

    responsible: str
    school: str
    app_name: str
    filing_number: str
    problem: str
    clause: str
    deadline: date | None
    evidence: Place
    measure: str = ""


class MendRow(NamedTuple):
    """One cell that a school must mend; `cell` is an address (`C5`) or empty for a whole row."""

    school: str
    place: Place
    cell: str
    written: str
    problem: str
    remedy: str


class UnreadFile(NamedTuple):
    """A file that could not be read, and the sentence that says why."""

    file: str
    reason: str
