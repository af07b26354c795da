"""Messages over a pipe: a kind (1 byte), a length (4 bytes, little-endian), the payload.

Never pickle: the child may be in the hands of a hostile file.
"""

from __future__ import annotations

import os
import struct
from typing import Final

HELLO: Final = ord("h")
DONE: Final = ord("d")
FAILED: Final = ord("f")
LAST_DONE: Final = ord("D")
"""Done, and the child leaves: its memory has grown, or it has served its time."""
LAST_FAILED: Final = ord("F")
TASK: Final = ord("t")

MOST_BYTES: Final = 256 * 1024 * 1024
_HEAD = struct.Struct("<BL")
_CHUNK: Final = 1 << 18


class BrokenFrameError(Exception):
    """What came over the wire is no message."""


def frame(kind: int, payload: bytes) -> bytes:
    """A message ready to be written."""
    return _HEAD.pack(kind, len(payload)) + payload


class FrameReader:
    """Messages from a file descriptor, read in large pieces."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = bytearray()

    def next(self) -> tuple[int, bytes] | None:
        """The next message, or None at the end of the stream.

        Raises:
            BrokenFrameError: An absurd length, or an end in mid-message.
        """
        if not self._fill(_HEAD.size):
            return None
        kind, length = _HEAD.unpack_from(self._buffer)
        if length > MOST_BYTES:
            raise BrokenFrameError
        if not self._fill(_HEAD.size + length):
            raise BrokenFrameError
        payload = bytes(memoryview(self._buffer)[_HEAD.size : _HEAD.size + length])
        del self._buffer[: _HEAD.size + length]
        return kind, payload

    def _fill(self, size: int) -> bool:
        while len(self._buffer) < size:
            piece = os.read(self._descriptor, _CHUNK)
            if not piece:
                if self._buffer:
                    raise BrokenFrameError
                return False
            self._buffer += piece
        return True


def write_all(descriptor: int, message: bytes) -> None:
    """Write a whole message; a pipe may take it in pieces."""
    rest = memoryview(message)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
