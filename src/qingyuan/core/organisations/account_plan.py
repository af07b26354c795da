"""What importing a list of accounts would do: whose is made, at which unit, in which role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from qingyuan.core.organisations.known_units import KnownUnit, KnownUnits, not_found
from qingyuan.core.organisations.list_reading import ListLine, ListReading, cell_address
from qingyuan.core.organisations.planning import Fault, Planned, Standing

LONGEST_NAME = 40


class AccountPlan:
    """Plans the lines of a list of accounts.

    Args:
        reading: The lines.
        known: The units of the subtree.
        root: The unit whose list it is.
        roles: The words of each role, such as 管理员, and its key.
        held: Unit, role and holder's name of every post that is held now.
    """

    def __init__(
        self,
        reading: ListReading,
        known: KnownUnits,
        root: int,
        roles: Mapping[str, str],
        held: frozenset[tuple[int, str, str]],
    ) -> None:
        self._reading, self._known, self._root = reading, known, root
        self._roles, self._held = roles, held

    def lines(self) -> list[Planned]:
        """The plan of every line, in their order."""
        seen: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
        planned = [self._planned(place, line) for place, line in enumerate(self._reading.lines)]
        for plan in planned:
            if plan.unit is not None:
                key = (plan.unit, plan.value("role"), plan.value("name"))
                seen[key].append(self._reading.lines[plan.place].row)
        return [self._without_twins(plan, seen) for plan in planned]

    def _planned(self, place: int, line: ListLine) -> Planned:
        faults: list[Fault] = []
        name, role = line.get("name"), self._role(line, faults)
        if not name:
            faults.append(self._fault(line, "name", "没有姓名，请补填"))
        if len(name) > LONGEST_NAME:
            faults.append(self._fault(line, "name", f"姓名最多 {LONGEST_NAME} 个字"))
        unit = self._unit(line, faults)
        values = tuple((n, v) for n, v in (("name", name), ("role", role)) if v)
        if faults or unit is None:
            return Planned(place, Standing.BAD, tuple(faults), values=values)
        is_held = (unit.pk, role, name) in self._held
        standing = Standing.SAME if is_held else Standing.NEW
        return Planned(place, standing, unit=unit.pk, values=values)

    def _role(self, line: ListLine, faults: list[Fault]) -> str:
        written = line.get("role")
        if written in self._roles:
            return self._roles[written]
        offered = "、".join(self._roles)
        said = f"角色“{written}”认不出来" if written else "没有角色"
        faults.append(self._fault(line, "role", f"{said}，请写：{offered}"))
        return ""

    def _unit(self, line: ListLine, faults: list[Fault]) -> KnownUnit | None:
        written = line.get("code") or line.get("unit")
        if not written:
            return self._known.by_pk[self._root]
        found = self._known.find(written)
        if isinstance(found, KnownUnit):
            return found
        meant = "" if isinstance(found, str) else self._known.suggestion(written)
        sentence = found if isinstance(found, str) else not_found(written, meant)
        column = "code" if line.get("code") else "unit"
        faults.append(self._fault(line, column, sentence, meant))
        return None

    def _without_twins(
        self, plan: Planned, seen: Mapping[tuple[int, str, str], list[int]]
    ) -> Planned:
        if plan.unit is None:
            return plan
        line = self._reading.lines[plan.place]
        rows = seen[plan.unit, plan.value("role"), plan.value("name")]
        others = [row for row in rows if row != line.row]
        if not others:
            return plan
        sentence = f"和第 {others[0]} 行是同一个人、同一个角色，请留一行"
        fault = self._fault(line, "name", sentence)
        return Planned(plan.place, Standing.BAD, (fault,), values=plan.values)

    def _fault(self, line: ListLine, name: str, sentence: str, suggestion: str = "") -> Fault:
        address = cell_address(self._reading.columns, line, name)
        return Fault(address, name, sentence, suggestion)
