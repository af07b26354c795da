"""Who did what to a notice or a receipt, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qingyuan.server.campaigns.models import NoticeVersion
from qingyuan.server.evidence.actor import Channel
from qingyuan.server.evidence.models import Event
from qingyuan.server.look.parts import HistoryEntry

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version: what was new in it, and where it stands."""

    name: str
    status: str
    issued_at: datetime | None
    issued_by: str
    changes: str


def version_lines(versions: Sequence[NoticeVersion]) -> tuple[VersionLine, ...]:
    """Newest first."""
    return tuple(
        VersionLine(
            name=f"第 {version.number} 版",
            status=version.get_state_display(),
            issued_at=version.issued_at,
            issued_by=version.issued_by,
            changes=version.changes,
        )
        for version in versions
    )


def history_of(object_type: str, object_id: int) -> tuple[HistoryEntry, ...]:
    """The last events about a record; one question to the database."""
    events = Event.objects.about(object_type, object_id).order_by("-id")[:_SHOWN]
    return tuple(
        HistoryEntry(
            at=event.at,
            by=f"{event.actor_name}（{Channel(event.channel).label}）",
            deed=event.sentence,
        )
        for event in events
    )
