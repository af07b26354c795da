"""The units that are known, found by code or by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from qingyuan.core.organisations.planning import Suggestions


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the tree as a plan needs it."""

    pk: int
    name: str
    code: str
    parent: int | None = None
    kind: str = ""
    region_code: str = ""
    is_open: bool = True


class KnownUnits:
    """Units by number, code and name; those that are closed are found by code only."""

    def __init__(self, units: Iterable[KnownUnit]) -> None:
        self.by_pk: dict[int, KnownUnit] = {}
        self.by_code: dict[str, KnownUnit] = {}
        self._by_name: defaultdict[str, list[KnownUnit]] = defaultdict(list)
        for unit in units:
            self.by_pk[unit.pk] = unit
            self.by_code[unit.code.upper()] = unit
            if unit.is_open:
                self._by_name[unit.name].append(unit)
        self._suggestions = Suggestions(list(self._by_name))

    def named(self, name: str) -> list[KnownUnit]:
        """The open units of a name."""
        return self._by_name.get(name, [])

    def name_of(self, pk: int | None) -> str:
        """The name of a unit; empty for none and for those outside."""
        unit = self.by_pk.get(pk) if pk is not None else None
        return unit.name if unit else ""

    def suggestion(self, text: str) -> str:
        """The name that may have been meant."""
        return self._suggestions.for_text(text)

    def find(self, text: str) -> KnownUnit | str | None:
        """The unit that a cell names by code or name; a sentence where it is not clear which."""
        by_code = self.by_code.get(text.upper())
        if by_code is not None and by_code.is_open:
            return by_code
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        if found:
            above = "、".join(f"{self.name_of(u.parent) or '本级'}（{u.code}）" for u in found[:4])
            return f"名录里有 {len(found)} 个“{text}”，分别属于{above}，请改填标识码"
        return None


def not_found(text: str, suggestion: str) -> str:
    """The sentence for a name that the tree does not have."""
    meant = f"是“{suggestion}”吗？" if suggestion else "请核对名称，或先新增这个单位"
    return f"名录里没有“{text}”。{meant}"
