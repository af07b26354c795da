"""The first records of an old workbook: whether the rest of it is encrypted.

Layout: [MS-XLS], sections 2.1.7.20.3 (order of the records) and 2.4.117 (FilePass).
"""

from __future__ import annotations

import struct
from typing import Final

_RECORD: Final = struct.Struct("<HH")
_BOF: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_WRITE_PROTECT: Final = 0x0086
_FILE_PASS: Final = 0x002F


def is_encrypted(start: bytes) -> bool:
    """Whether a workbook stream, of which this is the start, goes on encrypted.

    FilePass stands behind the opening record, or behind WriteProtect.
    """
    at = 0
    for _ in range(3):
        if at + _RECORD.size > len(start):
            return False
        kind, size = _RECORD.unpack_from(start, at)
        if kind == _FILE_PASS:
            return at > 0
        if kind not in _BOF and kind != _WRITE_PROTECT:
            return False
        at += _RECORD.size + size
    return False
