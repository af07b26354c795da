"""One line of a list of units, its cells checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qingyuan.core.identifiers import region, unit_code
from qingyuan.core.identifiers.invalid import InvalidIdentifier
from qingyuan.core.organisations.kinds import (
    KIND_WORDS,
    kind_in_cell,
    kind_in_code,
    kind_in_name,
)
from qingyuan.core.organisations.list_reading import ListLine

LONGEST_NAME = 100
_OWN_CODE = re.compile(r"Q\d+(?:-\d+)*")
_KINDS_OFFERED = "、".join(KIND_WORDS.values())


@dataclass(slots=True)
class UnitLine:
    """A line as read; `wrong` holds a field and a sentence for each cell that cannot stand."""

    place: int
    line: ListLine
    name: str = ""
    code: str = ""
    parent: str = ""
    kind: str = ""
    kind_is_written: bool = False
    region_code: str = ""
    wrong: list[tuple[str, str, str]] = field(default_factory=list)

    def complain(self, name: str, sentence: str, suggestion: str = "") -> None:
        """Notes that a cell cannot stand."""
        self.wrong.append((name, sentence, suggestion))


def read_unit_line(place: int, line: ListLine) -> UnitLine:
    """Checks each cell by itself."""
    read = UnitLine(place, line, name=line.get("unit"), parent=line.get("parent"))
    if not read.name:
        read.complain("unit", "没有单位名称，请补填")
    if len(read.name) > LONGEST_NAME:
        read.complain("unit", f"单位名称最多 {LONGEST_NAME} 个字，现在是 {len(read.name)} 个")
    _read_code(read, line.get("code"))
    _read_region(read, line.get("region_code"))
    _read_kind(read, line.get("kind"))
    return read


def _read_code(read: UnitLine, text: str) -> None:
    if text in {"", "无"}:
        return
    own = text.upper()
    if _OWN_CODE.fullmatch(own):
        read.code = own
        return
    try:
        read.code = unit_code.validate(text)
    except InvalidIdentifier as invalid:
        read.complain("code", invalid.reason)


def _read_region(read: UnitLine, text: str) -> None:
    if text in {"", "无"}:
        return
    try:
        read.region_code = region.validate(text)
    except InvalidIdentifier as invalid:
        read.complain("region_code", invalid.reason)


def _read_kind(read: UnitLine, text: str) -> None:
    written = kind_in_cell(text) if text else None
    if text and written is None:
        read.complain("kind", f"类型“{text}”认不出来，可以写：{_KINDS_OFFERED}")
    read.kind_is_written = written is not None
    read.kind = written or kind_in_name(read.name) or kind_in_code(read.code) or ""
