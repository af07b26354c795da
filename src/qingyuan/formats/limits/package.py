"""A zipped document opened through the gate: its entries by name, one budget for all parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from qingyuan.formats.limits import xmlpart
from qingyuan.formats.limits.refused import Refused, damaged
from qingyuan.formats.limits.sheetinflate import unpack_sheet
from qingyuan.formats.limits.zipwalk import Budget, Entry, entries, is_named_alike, unpack


@dataclass(slots=True)
class Package:
    """Parts by lower-case name with `/` between folders, as office programs match them."""

    data: bytes
    entries: dict[str, Entry]
    budget: Budget = field(default_factory=Budget)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.entries

    def raw(self, name: str) -> bytes:
        """A part's bytes; `Refused` where it is missing, damaged or over a limit."""
        entry = self.entries.get(name.lower())
        if entry is None:
            raise damaged(f"缺少 {name}")
        return unpack(self.data, entry, self.budget)

    def sheet(self, name: str) -> bytes:
        """A worksheet part as plain UTF-8, of a long empty tail only the ends."""
        raw = unpack_sheet(self.data, self.entries[name.lower()], self.budget)
        return xmlpart.plain(raw, name)

    def xml(self, name: str) -> bytes:
        """An XML part as plain UTF-8 without a DTD."""
        return xmlpart.plain(self.raw(name), name)


def open_package(data: bytes) -> Package:
    """Open a zipped document.

    Raises:
        Refused: not a whole zip, too many parts, or two parts of one name (readers disagree on
            which of them counts).
    """
    found: dict[str, Entry] = {}
    for entry in entries(data):
        name = _part_name(entry.name)
        # A part whose name was garbled would be missed in silence, styles for one.
        if not is_named_alike(data, entry):
            raise damaged("内部名称前后不符")
        if name in found:
            raise Refused(
                f"文件内部有两份 {name}，不知以哪份为准，没有读取；请另存为新文件后再放入",
                code="duplicate_part",
            )
        found[name] = entry
    return Package(data, found)


def _part_name(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\\", "/").lstrip("/").lower()
