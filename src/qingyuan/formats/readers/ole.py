"""The top level of an OLE compound file: enough to tell xls from doc from an encrypted xlsx.

Layout: [MS-CFB], sections 2.2 (header) and 2.6 (directory).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY_BYTES: Final = 128
_LAST_SECTOR: Final = 0xFFFFFFFA
_NOBODY: Final = 0xFFFFFFFF
_MOST_SECTORS: Final = 4096
_TABLE_SECTORS: Final = 109
"""Sectors of the allocation table that the header names; they reach 6.8 MB far."""

_MINI_CUTOFF: Final = 4096
"""Shorter streams lie in small sectors inside a stream of the root's."""

_MINI_SECTOR: Final = 64


@dataclass(frozen=True, slots=True)
class Item:
    """A stream or storage directly under the root: its name, first sector and length."""

    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


def top_level(data: bytes) -> dict[str, Item]:
    """Streams and storages directly under the root by name; none where it is garbled."""
    try:
        directory = b"".join(_sectors(data, _long(data, 48)))
        return _siblings(directory, _item(directory, 0).child)
    except (struct.error, IndexError):
        return {}


def head(data: bytes, item: Item) -> bytes:
    """The first 64 bytes of a stream, fewer or none where it is garbled."""
    try:
        if item.size >= _MINI_CUTOFF:
            at = (item.start + 1) * _sector_size(data)
            return data[at : at + _MINI_SECTOR]
        return _mini_head(data, item.start)
    except (struct.error, IndexError):
        return b""


def _mini_head(data: bytes, start: int) -> bytes:
    root = _item(next(_sectors(data, _long(data, 48)), b""), 0)
    number, at = divmod(start * _MINI_SECTOR, _sector_size(data))
    block = next(islice(_sectors(data, root.start), number, None), b"")
    return block[at : at + _MINI_SECTOR]


def _sectors(data: bytes, sector: int) -> Iterator[bytes]:
    """The sectors of a chain; no more of them than any directory has."""
    size = _sector_size(data)
    per_sector = size // 4
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            return
        start = (sector + 1) * size
        yield data[start : start + size]
        table, place = divmod(sector, per_sector)
        if table >= _TABLE_SECTORS:
            raise IndexError
        sector = _long(data, (_long(data, 76 + 4 * table) + 1) * size + 4 * place)


def _sector_size(data: bytes) -> int:
    shift = data[30]
    if shift not in {9, 12}:
        raise IndexError
    return 1 << shift


def _long(data: bytes, at: int) -> int:
    return int(_LONG.unpack_from(data, at)[0])


def _item(directory: bytes, number: int) -> Item:
    raw, length, left, right, child, start, size = _ITEM.unpack_from(
        directory, number * _ENTRY_BYTES
    )
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return Item(name, left, right, child, start, size)


_LONG: Final = struct.Struct("<L")
_ITEM: Final = struct.Struct("<64sHxx3L36xLL4x")


def _siblings(directory: bytes, first: int) -> dict[str, Item]:
    found: dict[str, Item] = {}
    seen: set[int] = set()
    waiting = [first]
    count = len(directory) // _ENTRY_BYTES
    while waiting:
        number = waiting.pop()
        if number == _NOBODY or number in seen or number >= count:
            continue
        seen.add(number)
        item = _item(directory, number)
        found[item.name] = item
        waiting += (item.left, item.right)
    return found
