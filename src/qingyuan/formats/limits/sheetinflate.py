"""A large worksheet inflated piece by piece, its empty stretches not kept.

A million rows with nothing but borders are ordinary in a county office, and come to several
hundred megabytes of XML; what holds values is small.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import damaged, too_big
from qingyuan.formats.limits.zipwalk import (
    DEFLATED,
    Budget,
    Entry,
    packed_bytes,
    swollen,
    unpack,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGE: Final = 16 * published.MEGABYTE
_PIECE: Final = 4 * published.MEGABYTE
_MOST_EMPTY: Final = 8
"""Pieces without a value that are kept, in case that one follows."""


@dataclass(slots=True)
class _Kept:
    """Pieces up to the last value; and those after it, of which the middle may be lost."""

    full: list[bytes] = field(default_factory=list)
    empty: list[bytes] = field(default_factory=list)
    has_lost: bool = False

    def take(self, piece: bytes) -> None:
        # A closing tag may lie across two pieces.
        before = self.empty[-1] if self.empty else self.full[-1] if self.full else b""
        seen = before[-4:] + piece
        if b"</v>" in seen or b"</is>" in seen or b":v>" in seen:
            if self.has_lost:
                raise too_big("工作表在几十万个空单元格之后还有内容", "解开后 100 MB")
            self.full += (*self.empty, piece)
            self.empty = []
        else:
            self.empty.append(piece)
            if len(self.empty) > _MOST_EMPTY:
                # The first closes the last value's cell, the last two hold the sheet's end.
                del self.empty[2]
                self.has_lost = True


def unpack_sheet(data: bytes, entry: Entry, budget: Budget) -> bytes:
    """A worksheet part; of a long empty tail only its two ends.

    The ends do not fit together as XML: `sheetpart.checked` cuts out what lies between them.

    Raises:
        Refused: As `zipwalk.unpack`.
    """
    if entry.size < _LARGE or entry.method != DEFLATED or entry.is_encrypted:
        return unpack(data, entry, budget)
    kept = _Kept()
    checksum = size = 0
    for piece in _pieces(data, entry):
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        kept.take(piece)
        if len(kept.full) * _PIECE > min(published.ENTRY_BYTES, budget.left):
            raise too_big("工作表解开后太大", "单个 100 MB、合计 200 MB")
    if size != entry.size or checksum != entry.crc:
        raise damaged("压缩内容校验不符")
    content = b"".join((*kept.full, *kept.empty))
    budget.left -= len(content)
    return content


def _pieces(data: bytes, entry: Entry) -> Iterator[bytes]:
    raw = packed_bytes(data, entry)
    most = min(published.SHEET_BYTES, published.RATIO * len(raw))
    inflater = zlib.decompressobj(-15)
    size = 0
    try:
        piece = inflater.decompress(raw, _PIECE)
        while piece:
            size += len(piece)
            if size > most:
                raise swollen()
            yield piece
            piece = inflater.decompress(inflater.unconsumed_tail, _PIECE)
    except zlib.error:
        raise damaged("压缩内容无法解开") from None
    if not inflater.eof:
        raise damaged("压缩内容被截断")
