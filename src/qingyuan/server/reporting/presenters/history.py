"""Events as people read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final

from qingyuan.server.evidence.actor import Channel
from qingyuan.server.evidence.models import Event
from qingyuan.server.look.parts import Change, HistoryEntry

FIELDS: Final = MappingProxyType(
    {
        "name": "名称",
        "kind": "类型",
        "parent": "上级",
        "closed_on": "撤销日期",
        "leaders": "组长",
        "people": "人数",
        "present": "到会人数",
        "from": "来自",
        "into": "并入",
        "part": "分设",
        "due_on": "截止日期",
        "state": "状态",
        "role": "岗位",
        "holder": "任职人",
    }
)


def entries_of(events: Iterable[Event]) -> tuple[HistoryEntry, ...]:
    """A history's lines."""
    return tuple(
        HistoryEntry(
            at=event.at,
            by=f"{event.actor_name}（{Channel(event.channel).label}）",
            deed=event.sentence,
            changes=tuple(_changes(event)),
        )
        for event in events
    )


def _changes(event: Event) -> Iterator[Change]:
    """Only fields that have a name for people; numbers of rows tell nobody anything."""
    for key in sorted({*event.old, *event.new}):
        before, after = _words(event.old.get(key)), _words(event.new.get(key))
        if key in FIELDS and before != after and event.old:
            yield Change(FIELDS[key], before, after)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
