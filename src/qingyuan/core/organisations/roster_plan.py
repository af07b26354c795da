"""What importing a roster would do: who is new at which unit, who is there already.

A staff number says who somebody is within a unit.  Without one a name does, together with the
department; two people of one name in one unit are two people, so names are counted, not looked up.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from qingyuan.core.organisations.known_units import KnownUnit, KnownUnits, not_found
from qingyuan.core.organisations.list_reading import ListLine, ListReading, cell_address
from qingyuan.core.organisations.planning import Fault, Planned, Standing

LONGEST = {"name": 40, "number": 30, "department": 60}
_WORDS = {"name": "姓名", "number": "工号", "department": "部门"}

_PRIVATE = re.compile(r"1[3-9]\d{9}|\d{17}[\dXx]")

KnownPerson = tuple[str, str, str]
"""Name, number, department."""


class RosterPlan:
    """Plans the lines of a roster.

    Args:
        reading: The lines.
        known: The units of the subtree.
        root: The unit whose list it is; lines that name no unit belong to it.
    """

    def __init__(self, reading: ListReading, known: KnownUnits, root: int) -> None:
        self._reading, self._known, self._root = reading, known, root
        self._units: dict[str, KnownUnit | tuple[str, str]] = {}

    def units(self) -> set[int]:
        """The units that the lines name."""
        found = (self._unit_of(line) for line in self._reading.lines)
        return {unit.pk for unit in found if isinstance(unit, KnownUnit)}

    def lines(self, people: Mapping[int, Iterable[KnownPerson]]) -> list[Planned]:
        """The plan of every line, given who is on the rosters of `units`."""
        present = {unit: _Present(known) for unit, known in people.items()}
        seen: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for line in self._reading.lines:
            unit = self._unit_of(line)
            if isinstance(unit, KnownUnit) and line.get("number"):
                seen[unit.pk, line.get("number")].append(line.row)
        return [
            self._planned(place, line, present, seen)
            for place, line in enumerate(self._reading.lines)
        ]

    def _unit_of(self, line: ListLine) -> KnownUnit | tuple[str, str]:
        """The unit, or what is wrong and what may have been meant."""
        written = line.get("code") or line.get("unit")
        if not written:
            return self._known.by_pk[self._root]
        if written not in self._units:
            self._units[written] = self._find(written)
        return self._units[written]

    def _find(self, written: str) -> KnownUnit | tuple[str, str]:
        found = self._known.find(written)
        if isinstance(found, KnownUnit):
            return found
        if isinstance(found, str):
            return found, ""
        meant = self._known.suggestion(written)
        return not_found(written, meant), meant

    def _planned(
        self,
        place: int,
        line: ListLine,
        present: Mapping[int, _Present],
        seen: Mapping[tuple[int, str], list[int]],
    ) -> Planned:
        unit = self._unit_of(line)
        faults = self._cell_faults(line)
        if isinstance(unit, tuple):
            column = "code" if line.get("code") else "unit"
            faults.append(self._fault(line, column, *unit))
        elif rows := [
            row for row in seen.get((unit.pk, line.get("number")), ()) if row != line.row
        ]:
            others = "、".join(f"第 {row} 行" for row in rows[:3])
            faults.append(self._fault(line, "number", f"工号和{others}相同，请留一行或改正"))
        values = tuple((n, line.get(n)) for n in ("name", "number", "department") if line.get(n))
        if faults or isinstance(unit, tuple):
            return Planned(place, Standing.BAD, tuple(faults), values=values)
        is_there = unit.pk in present and present[unit.pk].takes(line)
        standing = Standing.SAME if is_there else Standing.NEW
        return Planned(place, standing, unit=unit.pk, values=values)

    def _cell_faults(self, line: ListLine) -> list[Fault]:
        faults = [
            self._fault(
                line, name, f"{_WORDS[name]}最多 {most} 个字，现在是 {len(line.get(name))} 个"
            )
            for name, most in LONGEST.items()
            if len(line.get(name)) > most
        ]
        if not line.get("name") and not line.get("number"):
            faults.append(self._fault(line, "name", "姓名和工号都空着，请至少填一样"))
        if _PRIVATE.fullmatch(line.get("number")):
            sentence = "像是手机号或身份证号。名单不收这些号码，请改填工号或空着"
            faults.append(self._fault(line, "number", sentence))
        return faults

    def _fault(self, line: ListLine, name: str, sentence: str, suggestion: str = "") -> Fault:
        address = cell_address(self._reading.columns, line, name)
        return Fault(address, name, sentence, suggestion)


class _Present:
    """Who is on a roster: numbers as they are, names counted down as lines take them."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        everybody = list(people)
        self._numbers = {number for _, number, _ in everybody if number}
        self._names = Counter(name for name, _, _ in everybody)

    def takes(self, line: ListLine) -> bool:
        """Whether the line is somebody who is there already."""
        number, name = line.get("number"), line.get("name")
        if number:
            return number in self._numbers
        if self._names[name] <= 0:
            return False
        self._names[name] -= 1
        return True
