"""What changed between two snapshots of the registry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from qingyuan.core.registry.filing import Filing, FilingStatus


class ChangeKind(StrEnum):
    """How a filing differs between the snapshots.

    A filing that the newer one lacks is only "no longer listed": a snapshot may be partial.
    """

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    OFFLINE = "offline"
    RESTORED = "restored"
    RENAMED = "renamed"
    NO_LONGER_LISTED = "no_longer_listed"

    @property
    def words(self) -> str:
        """The Chinese word for it."""
        return _WORDS[self]


_WORDS = {
    ChangeKind.ADDED: "新增",
    ChangeKind.WITHDRAWN: "撤销",
    ChangeKind.OFFLINE: "暂时下线",
    ChangeKind.RESTORED: "恢复",
    ChangeKind.RENAMED: "改名",
    ChangeKind.NO_LONGER_LISTED: "新名录未列出",
}
_BY_STATUS = {
    FilingStatus.WITHDRAWN: ChangeKind.WITHDRAWN,
    FilingStatus.OFFLINE: ChangeKind.OFFLINE,
    FilingStatus.NORMAL: ChangeKind.RESTORED,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; a filing that changed its name and its status gives two."""

    kind: ChangeKind
    number: str
    old: Filing | None
    new: Filing | None


def differences(old: Iterable[Filing], new: Iterable[Filing]) -> list[Change]:
    """All differences, by kind and then by number.

    A number may carry several names (labels of one app), so filings are compared by both.
    """
    before, after = _by_number(old), _by_number(new)
    changes: list[Change] = []
    for number in before.keys() | after.keys():
        changes += _changes_of(number, before.get(number, []), after.get(number, []))
    order = list(ChangeKind)
    return sorted(changes, key=lambda change: (order.index(change.kind), change.number))


def _by_number(filings: Iterable[Filing]) -> dict[str, list[Filing]]:
    found: dict[str, list[Filing]] = {}
    for filing in filings:
        found.setdefault(filing.number, []).append(filing)
    return found


def _changes_of(number: str, old: list[Filing], new: list[Filing]) -> list[Change]:
    old_names, new_names = {f.name: f for f in old}, {f.name: f for f in new}
    gone = [f for name, f in old_names.items() if name not in new_names]
    come = [f for name, f in new_names.items() if name not in old_names]
    both = [(f, new_names[name]) for name, f in old_names.items() if name in new_names]
    renamed = list(zip(gone, come, strict=False))
    changes = [Change(ChangeKind.RENAMED, number, a, b) for a, b in renamed]
    changes += [Change(ChangeKind.NO_LONGER_LISTED, number, f, None) for f in gone[len(renamed) :]]
    changes += [Change(ChangeKind.ADDED, number, None, f) for f in come[len(renamed) :]]
    return changes + [
        Change(_BY_STATUS[b.status], number, a, b)
        for a, b in both + renamed
        if a.status != b.status
    ]
