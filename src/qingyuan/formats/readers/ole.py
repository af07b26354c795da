"""The top level of an OLE compound file: enough to tell xls from doc from an encrypted xlsx.

Layout: [MS-CFB], sections 2.2 (header) and 2.6 (directory).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES: Final = 128
_LAST_SECTOR: Final = 0xFFFFFFFA
_NOBODY: Final = 0xFFFFFFFF
_MOST_SECTORS: Final = 4096


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    left: int
    right: int
    child: int


def stream_names(data: bytes) -> frozenset[str]:
    """Names of the streams and storages directly under the root; empty where it is garbled."""
    try:
        items = _items(data)
    except (struct.error, IndexError):
        return frozenset()
    return _siblings(items, items[0].child) if items else frozenset()


def _items(data: bytes) -> list[_Item]:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        return []
    size = 1 << shift
    sector = struct.unpack_from("<L", data, 48)[0]
    table = _allocation(data, size)
    items: list[_Item] = []
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            break
        start = (sector + 1) * size
        block = data[start : start + size]
        items += (_item(block, at) for at in range(0, len(block) - 127, _ENTRY_BYTES))
        sector = table[sector]
    return items


def _allocation(data: bytes, size: int) -> list[int]:
    """The file allocation table, as far as the header's 109 sectors of it reach (6.8 MB)."""
    table: list[int] = []
    for sector in struct.unpack_from("<109L", data, 76):
        if sector < _LAST_SECTOR:
            start = (sector + 1) * size
            table += struct.unpack_from(f"<{size // 4}L", data, start)
    return table


def _item(block: bytes, at: int) -> _Item:
    length = min(struct.unpack_from("<H", block, at + 64)[0], 64)
    name = block[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<3L", block, at + 68)
    return _Item(name, left, right, child)


def _siblings(items: list[_Item], first: int) -> frozenset[str]:
    names: set[str] = set()
    seen: set[int] = set()
    waiting = [first]
    while waiting:
        number = waiting.pop()
        if number == _NOBODY or number in seen or number >= len(items):
            continue
        seen.add(number)
        item = items[number]
        names.add(item.name)
        waiting += (item.left, item.right)
    return frozenset(names)
