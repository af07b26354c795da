"""What the audit is asked for, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from qingyuan.core.registry.snapshot import RegistrySnapshot
    from qingyuan.core.rules.pack import RulePack
    from qingyuan.pipelines.audit.records import FileLine


class Progress(Protocol):
    """Told how far the run is."""

    def stage(self, title: str, total: int | None) -> None:
        """A new part of the work begins, of `total` steps where that is known."""

    def step(self, count: int = 1) -> None:
        """So many steps more are done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to audit, by what, and where the results go."""

    inbox: Path
    out: Path
    registry: Path
    pack: RulePack
    made_on: date
    jobs: int = 2
    unit: str | None = None


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    summary: dict[str, object]
    registry: RegistrySnapshot
    unread: list[FileLine] = field(default_factory=list)
    rejected: int = 0
