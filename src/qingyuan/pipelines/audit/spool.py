"""Judged rows on disk between the two passes, found again by the number of their file."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from qingyuan.pipelines.audit.records import Judged

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[Judged])
_BUFFER = 1 << 18


class Spool:
    """A file of judged rows, written in any order and read in any other.

    Memory holds one position and one length for each source file, whatever the number of rows.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._written: BinaryIO | None = None  # the same file, open for reading
        self._places: dict[int, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        self._file = self._path.open("wb", buffering=_BUFFER)
        # Rows are few and asked for out of order: read without a buffer, nothing is read twice.
        self._written = self._path.open("rb", buffering=0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in (self._file, self._written):
            if file:
                file.close()
        self._path.unlink(missing_ok=True)

    def put(self, number: int, rows: list[Judged]) -> None:
        """Keeps the rows of source file `number`."""
        if not rows or self._file is None:
            return
        data = _ENCODER.encode(rows)
        self._file.write(data)
        self._places[number] = (self._end, len(data))
        self._end += len(data)

    def rows(self, number: int) -> list[Judged]:
        """The rows of source file `number`; none where it had none."""
        place = self._places.get(number)
        if place is None or self._file is None or self._written is None:
            return []
        start, length = place
        self._file.flush()
        self._written.seek(start)
        return _DECODER.decode(self._written.read(length))
