"""What the rules judge: one app in use at a school, or promoted in a document or activity."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """A row of annex 2 (usage) or of annex 1 (promotion)."""

    USAGE = "usage"
    PROMOTION = "promotion"


@dataclass(frozen=True, slots=True)
class Facts:
    """One app at one unit.

    `verdict`, `app_kind` and `requirement` are the values of their enums; None is "not said".
    `unit` is the school of a usage or the unit that promoted.  `deployed_by` is what a form says
    of who deployed the app; `ordered_by` the bureau whose document in annex 1 promotes it.
    """

    subject: Subject
    unit: str
    app_name: str
    app_kind: str
    verdict: str
    requirement: str | None = None
    collective_decision: bool | None = None
    charges: bool | None = None
    deployed_by: str | None = None
    ordered_by: str | None = None
    document_name: str | None = None
    explanation: str = ""
