"""What importing a list of units would do to the tree: new, changed, same, or to be mended.

    code known       -> that unit
    name known       -> the unit of that name below the same parent
    neither          -> a new unit below the one named as 上级单位, which may be new itself

Blank cells change nothing.  Two places may each have a 中心小学, so a name known elsewhere is a
note for the reader and no fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qingyuan.core.organisations.kinds import KIND_WORDS
from qingyuan.core.organisations.known_units import KnownUnit, KnownUnits, not_found
from qingyuan.core.organisations.list_reading import ListReading, cell_address
from qingyuan.core.organisations.planning import Fault, FieldChange, Planned, Standing
from qingyuan.core.organisations.unit_lines import UnitLine, read_unit_line

_Key = tuple[str, object, object]


@dataclass(slots=True)
class _Draft:
    """A line on its way to a plan: the unit it means, the unit above it."""

    read: UnitLine
    target: KnownUnit | None = None
    parent: KnownUnit | None = None
    parent_place: int | None = None
    notes: list[str] = field(default_factory=list)


class UnitPlan:
    """Plans the lines of a list against the units of a subtree.

    Args:
        reading: The lines.
        known: The units of the subtree, those that are closed included.
        root: The unit whose list it is; what names no unit above lies directly below it.
        foreign_codes: Codes of the list that units outside the subtree have.
    """

    def __init__(
        self,
        reading: ListReading,
        known: KnownUnits,
        root: int,
        foreign_codes: Collection[str] = (),
    ) -> None:
        self._reading, self._known, self._root = reading, known, root
        self._foreign = foreign_codes
        self._drafts = [
            _Draft(read_unit_line(place, line)) for place, line in enumerate(reading.lines)
        ]
        self._places = self._places_by_name()

    def lines(self) -> list[Planned]:
        """The plan of every line, in their order."""
        for draft in self._drafts:
            self._find_target_by_code(draft)
        for draft in self._drafts:
            self._find_parent(draft)
            self._find_target_by_name(draft)
            self._check_kind(draft)
        self._find_duplicates()
        self._check_ways_up()
        return [self._planned(draft) for draft in self._drafts]

    def _places_by_name(self) -> dict[str, list[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for draft in self._drafts:
            places[draft.read.name].append(draft.read.place)
            if draft.read.code:
                places[draft.read.code].append(draft.read.place)
        return places

    def _find_target_by_code(self, draft: _Draft) -> None:
        read = draft.read
        if not read.code:
            return
        known = self._known.by_code.get(read.code)
        if known is None and read.code in self._foreign:
            read.complain("code", f"标识码 {read.code} 已经是别的单位的，请核对")
        elif known is None and read.code.startswith("Q"):
            read.complain("code", f"没有编号为 {read.code} 的单位。没有标识码就空着")
        elif known is not None and not known.is_open:
            read.complain("code", f"标识码 {read.code} 是已撤销的“{known.name}”的，请核对")
        else:
            draft.target = known

    def _find_parent(self, draft: _Draft) -> None:
        written = draft.read.parent
        target = draft.target
        if not written or (target is not None and target.pk == self._root):
            if target is None:
                draft.parent = self._known.by_pk[self._root]
            return
        if target is not None and written == self._known.name_of(target.parent):
            return
        found = self._known.find(written)
        if isinstance(found, KnownUnit):
            draft.parent = found
        elif isinstance(found, str):
            draft.read.complain("parent", found)
        else:
            self._find_parent_in_list(draft, written)

    def _find_parent_in_list(self, draft: _Draft, written: str) -> None:
        places = self._places.get(written, [])
        if len(places) == 1 and places[0] != draft.read.place:
            draft.parent_place = places[0]
            draft.parent = self._drafts[places[0]].target
        elif len(places) > 1:
            draft.read.complain("parent", f"表里有 {len(places)} 行叫“{written}”，请改填标识码")
        elif places:
            draft.read.complain("parent", "上级单位写成了它自己，请改填上级")
        else:
            meant = self._known.suggestion(written)
            draft.read.complain("parent", not_found(written, meant), meant)

    def _find_target_by_name(self, draft: _Draft) -> None:
        read = draft.read
        if draft.target is not None or not read.name:
            return
        parent = draft.parent.pk if draft.parent else None
        alike = self._known.named(read.name)
        here = [unit for unit in alike if unit.parent == parent]
        if not here and not read.parent and len(alike) == 1:
            here = alike  # the list names no unit above, and there is only one of this name
        if not here:
            self._note_namesakes(draft, alike)
        elif read.code and not here[0].code.startswith("Q"):
            theirs = f"名录里“{read.name}”的标识码是 {here[0].code}，这里是 {read.code}"
            read.complain("code", f"{theirs}，请核对", here[0].code)
        else:
            draft.target, draft.parent = here[0], None

    def _note_namesakes(self, draft: _Draft, alike: Sequence[KnownUnit]) -> None:
        for unit in alike[:2]:
            above = self._known.name_of(unit.parent) or "本级"
            draft.notes.append(
                f"名录里“{above}”下另有一所“{unit.name}”（{unit.code}），请看是不是同一所"
            )

    def _check_kind(self, draft: _Draft) -> None:
        read = draft.read
        if draft.target is None and not read.kind and not any(w[0] == "kind" for w in read.wrong):
            offered = "、".join(KIND_WORDS.values())
            read.complain("kind", f"从名称看不出类型，请在类型一列写：{offered}")

    def _find_duplicates(self) -> None:
        """Two lines that mean one unit: both are shown, each with the other's row."""
        groups: defaultdict[_Key, list[_Draft]] = defaultdict(list)
        for draft in self._drafts:
            for key in self._keys(draft):
                groups[key].append(draft)
        for key, drafts in groups.items():
            for draft in drafts if len(drafts) > 1 else ():
                others = "、".join(f"第 {d.read.line.row} 行" for d in drafts if d is not draft)
                is_code = key[0] == "code"
                what = "标识码" if is_code else "单位"
                draft.read.complain(
                    "code" if is_code else "unit", f"和{others}是同一个{what}，请留一行"
                )

    def _keys(self, draft: _Draft) -> list[_Key]:
        read = draft.read
        if draft.target is not None:
            return [("target", draft.target.pk, None)]
        above = draft.parent.pk if draft.parent else f"place {draft.parent_place}"
        keys: list[_Key] = [("name", read.name, above)] if read.name else []
        return [*keys, ("code", read.code, None)] if read.code else keys

    def _check_ways_up(self) -> None:
        """A new unit above must be fit to be opened, and the way up must end at a known unit."""
        for draft in self._drafts:
            seen, here = {draft.read.place}, draft
            while here.parent_place is not None and here.parent is None:
                here = self._drafts[here.parent_place]
                if here.read.place in seen:
                    draft.read.complain("parent", "几行的上级单位互相指着，绕成了圈，请核对")
                    break
                seen.add(here.read.place)
                if here.read.wrong:
                    row = here.read.line.row
                    draft.read.complain("parent", f"上级单位在第 {row} 行，那一行还要改")
                    break

    def _planned(self, draft: _Draft) -> Planned:
        read = draft.read
        values = tuple(
            (name, value)
            for name, value in (
                ("unit", read.name),
                ("code", read.code),
                ("kind", read.kind),
                ("region_code", read.region_code),
            )
            if value
        )
        if read.wrong:
            return Planned(
                read.place, Standing.BAD, self._faults(read), values=values,
                notes=tuple(draft.notes), target=draft.target.pk if draft.target else None,
            )  # fmt: skip
        place = draft.parent_place if draft.parent is None else None
        unit = draft.parent.pk if draft.parent else None
        notes = tuple(draft.notes)
        if draft.target is None:
            return Planned(
                read.place, Standing.NEW, notes=notes, unit=unit, parent_place=place, values=values
            )
        changes = self._changes(draft, draft.target)
        standing = Standing.CHANGED if changes else Standing.SAME
        return Planned(
            read.place, standing, (), notes, changes, draft.target.pk, unit, place, values
        )

    def _faults(self, read: UnitLine) -> tuple[Fault, ...]:
        return tuple(
            Fault(cell_address(self._reading.columns, read.line, name), name, sentence, suggestion)
            for name, sentence, suggestion in read.wrong
        )

    def _changes(self, draft: _Draft, target: KnownUnit) -> tuple[FieldChange, ...]:
        read = draft.read
        moved = draft.parent_place is not None or (
            draft.parent is not None and draft.parent.pk != target.parent
        )
        written = [
            ("unit", target.name, read.name),
            ("code", target.code, read.code),
            ("region_code", target.region_code, read.region_code),
        ]
        if read.kind_is_written:
            written.append(("kind", KIND_WORDS[target.kind], KIND_WORDS[read.kind]))
        if moved:
            written.append(("parent", self._known.name_of(target.parent), read.parent))
        return tuple(
            FieldChange(name, old, new) for name, old, new in written if new and new != old
        )
