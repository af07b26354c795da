"""The figures that Annex 3 and 4 print; each is the sum of rows that can be listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class MatterCount:
    """How many rows have one problem, each row once, however many clauses forbid it.

    `by_verdict` is filled where the registry's verdict alone makes the problem: a part of these
    was only not found, which is no fact yet.
    """

    name: str
    clauses: tuple[str, ...]
    count: int
    by_verdict: tuple[VerdictCount, ...] = ()


@dataclass(frozen=True, slots=True)
class CountyCount:
    """The figures of one county, in the order of the table 分县区情况."""

    county: str
    schools: int
    schools_nil: int
    usages: int
    apps: int
    apps_with_number: int
    schools_charging: int
    promotions: int


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many usages have one verdict, by its code in `rows.jsonl`."""

    verdict: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex3Figures:
    """Everything that the two reports say in numbers.

    `document` is the notice's title, without 《》; `legend` says where its clauses stand.
    `unit` is None where the reporting unit is not known: people fill it in.
    `apps_…` count an app once however many schools use it; `usages…` count rows.
    `apps_number_missing`: the name is in the registry, the number was left out.
    `registry_as_of` is None where the registry file bears no date.
    """

    document: str
    document_number: str
    unit: str | None
    made_on: date
    schools: int
    schools_nil: int
    apps_in_use: int
    apps_with_filing_number: int
    apps_number_missing: int
    usages: int
    schools_charging: int
    promotions: int
    promotion_documents: int
    promoting_units: int
    cleaning_schools: int
    cleaning_bureaus: int
    apps_to_clean: int
    cleanup_items: int
    usages_decided: int
    usages_not_decided: int
    usages_decision_unknown: int
    files_unreadable: int
    rows_rejected: int
    registry_entries: int
    registry_as_of: date | None
    by_matter: tuple[MatterCount, ...] = ()
    by_county: tuple[CountyCount, ...] = ()
    by_verdict: tuple[VerdictCount, ...] = ()
    looks_back_to: date | None = None
    legend: tuple[tuple[str, str], ...] = ()
