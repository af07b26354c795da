"""A plain stored zip made of parts that were looked at.

A reader gets this instead of the file, so that it sees exactly what the gate saw, whatever two
readers of zip files might disagree on; and macros, pictures and embedded objects stay outside.
"""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import Final

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<16s3LH12xL")
_CENTRAL_START = struct.Struct("<4s6H")
_END = struct.Struct("<4s4H2LH")
_MADE_AT = (0, 0x21)  # midnight of 1 January 1980, the earliest that a zip can hold
_UTF8_NAME = 0x800
_SIZES_LATER = 0x8
"""Checksum and sizes stand in the directory only, so that an entry's head depends on its name."""

_HEAD: Final = (20, _UTF8_NAME | _SIZES_LATER, 0, *_MADE_AT)
_START: Final = _CENTRAL_START.pack(b"PK\x01\x02", 20, *_HEAD)


def build(parts: dict[str, bytes]) -> bytes:
    """A zip that holds `parts` by name, uncompressed."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts.items():
        head, raw = _head(name)
        size = len(content)
        pieces += (head, content)
        line = _CENTRAL.pack(_START, zlib.crc32(content), size, size, len(raw), at)
        directory += (line, raw)
        at += len(head) + size
    listing = b"".join(directory)
    count = len(parts)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), at, 0)
    return b"".join((*pieces, listing, end))


@lru_cache(maxsize=256)
def _head(name: str) -> tuple[bytes, bytes]:
    """What stands before an entry's content, and its name."""
    raw = name.encode()
    return _LOCAL.pack(b"PK\x03\x04", *_HEAD, 0, 0, 0, len(raw), 0) + raw, raw
