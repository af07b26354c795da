"""A zipped document opened through the gate: its entries by name, one budget for all parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from qingyuan.formats.limits import published, xmlpart
from qingyuan.formats.limits.refused import Refused, damaged
from qingyuan.formats.limits.sheetinflate import unpack_sheet
from qingyuan.formats.limits.zipwalk import (
    LOCAL_HEAD_BYTES,
    Budget,
    Entry,
    entries,
    packed_bytes,
    unpack,
    unpacked,
)

_SMALL: Final = 32 * 1024
"""Unpacked bytes of a part that may be remembered from one document to the next."""


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
        return unpack(self.data, self._entry(name), self.budget)

    def sheet(self, name: str) -> bytes:
        """A worksheet part as plain UTF-8, of a long empty tail only the ends."""
        raw = unpack_sheet(self.data, self.entries[name.lower()], self.budget)
        return xmlpart.plain(raw, name)

    def xml(self, name: str) -> bytes:
        """An XML part as plain UTF-8 without a DTD."""
        return xmlpart.plain(self.raw(name), name)

    def shared_xml(self, name: str) -> bytes:
        """As `xml`, for parts that are alike in many documents.

        The forms of a county come from one template: their styles and relations are the same
        bytes in every file, which need not be unpacked and looked at thousands of times.
        """
        entry = self._entry(name)
        size = entry.size
        budget = self.budget
        if size > _SMALL or size > budget.left or entry.packed > _SMALL or entry.flags & 1:
            return self.xml(name)
        raw = bytes(packed_bytes(self.data, entry))
        content = _seen_before(raw, entry.method, size, entry.crc, name)
        budget.left -= size
        return content

    def _entry(self, name: str) -> Entry:
        entry = self.entries.get(name) or self.entries.get(name.lower())
        if entry is None:
            raise damaged(f"缺少 {name}")
        return entry


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
        if not data.startswith(entry.name, entry.offset + LOCAL_HEAD_BYTES):
            raise damaged("内部名称前后不符")
        if name in found:
            raise Refused(
                f"文件内部有两份 {name}，不知以哪份为准，没有读取；请另存为新文件后再放入",
                code="duplicate_part",
            )
        found[name] = entry
    return Package(data, found)


@lru_cache(maxsize=64)
def _seen_before(raw: bytes, method: int, size: int, crc: int, name: str) -> bytes:
    """A small part's text; equal packed bytes have equal text, so nothing is trusted here."""
    return xmlpart.plain(unpacked(raw, method, size, crc, published.UNPACKED_BYTES), name)


@lru_cache(maxsize=256)
def _part_name(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\\", "/").lstrip("/").lower()
