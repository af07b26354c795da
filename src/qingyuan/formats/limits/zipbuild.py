"""A plain stored zip made of parts that were looked at.

A reader gets this instead of the file, so that it sees exactly what the gate saw, whatever two
readers of zip files might disagree on; and macros, pictures and embedded objects stay outside.
"""

from __future__ import annotations

import struct
import zlib

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MADE_AT = (0, 0x21)  # midnight of 1 January 1980, the earliest that a zip can hold
_UTF8_NAME = 0x800


def build(parts: dict[str, bytes]) -> bytes:
    """A zip that holds `parts` by name, uncompressed."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts.items():
        raw = name.encode()
        crc, size = zlib.crc32(content), len(content)
        head = (20, _UTF8_NAME, 0, *_MADE_AT, crc, size, size, len(raw))
        pieces += (_LOCAL.pack(b"PK\x03\x04", *head, 0), raw, content)
        directory += (_CENTRAL.pack(b"PK\x01\x02", 20, *head, 0, 0, 0, 0, 0, at), raw)
        at += _LOCAL.size + len(raw) + size
    listing = b"".join(directory)
    count = len(parts)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), at, 0)
    return b"".join((*pieces, listing, end))
