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


class Annex2Row(NamedTuple):
    """An app in use at a school (附件2 的一行), with keys and values as in `rows.jsonl`."""

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


class Place(NamedTuple):
    """Where a fact stands: file, table (sheet name or number), 1-based row or 0 for the whole."""

    file: str
    table: str
    row: int


class CleanupRow(NamedTuple):
    """One breach that `responsible` has to clean up by `deadline`."""

    responsible: str
    school: str
    app_name: str
    filing_number: str
    problem: str
    clause: str
    deadline: date | None
    evidence: Place


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
