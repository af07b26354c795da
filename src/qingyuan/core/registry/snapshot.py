"""备案名录: all filings as a file had them on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingyuan.core.registry.filing import Filing


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row of the registry's file that gives no filing: its 1-based number and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class RegistrySnapshot:
    """A registry as read: its filings, date, digest, and the rows that gave none.

    `as_of` is the latest date that the file itself gives, None where it gives none.
    `headers` are the titles found, by what they were taken for (name, number, status …).
    """

    filings: tuple[Filing, ...]
    as_of: date | None
    sha256: str
    headers: dict[str, str]
    odd_rows: tuple[OddRow, ...]
