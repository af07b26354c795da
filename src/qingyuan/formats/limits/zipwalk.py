"""A walk over a zip file that trusts no header and counts while inflating.

Written on `struct` and `zlib`, because `zipfile` alone takes longer than reading a small workbook
does.  The layout is that of PKWARE's APPNOTE.TXT 6.3, sections 4.3 and 4.5.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, NamedTuple

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, damaged, too_big

END_MARK: Final = b"PK\x05\x06"
LOCAL_HEAD_BYTES: Final = 30
"""What stands before an entry's own name."""

STORED: Final = 0
DEFLATED: Final = 8

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<5xB2xHH4xLLLHHH4xLL")
_ENTRY_BYTES: Final = _ENTRY.size
_unpack_entry = _ENTRY.unpack_from
_LOCAL = struct.Struct("<4s22xHH")
_LARGE: Final = 0xFFFFFFFF
_MANY: Final = 0xFFFF


class Entry(NamedTuple):
    """One line of the central directory; sizes are what the file claims.

    A tuple, as ten of them are made for every small workbook.
    """

    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    made_by: int
    attributes: int
    extra: bytes

    @property
    def is_encrypted(self) -> bool:
        """Flag bit 0."""
        return bool(self.flags & 1)


@dataclass(frozen=True, slots=True)
class _Directory:
    start: int
    end: int
    count: int
    claimed_start: int


@dataclass(slots=True)
class Budget:
    """How much may still be unpacked from one file."""

    left: int = published.UNPACKED_BYTES


def entries(data: bytes, most: int = published.DOCUMENT_PARTS) -> list[Entry]:
    """The central directory of a zip, checked for overlaps.

    Raises:
        Refused: no directory (a cut-off download), more than `most` entries, entries that lie
            over one another (the quoted-overlap bomb).
    """
    directory = _directory(data)
    # Offsets count from the directory's end, as a zip may have other bytes in front of it.
    shift = directory.start - directory.claimed_start
    if shift < 0:
        raise damaged("压缩目录的位置不对")
    found = _listed(data, directory, shift, most)
    if len(found) != directory.count:
        raise damaged("压缩目录与项数不符")
    _check_overlaps(found, end=directory.start)
    return found


def unpack(data: bytes, entry: Entry, budget: Budget) -> bytes:
    """The bytes of one entry, inflated only as far as the limits allow.

    Raises:
        Refused: encrypted, an unknown method, cut off, a wrong checksum, or over a limit.
    """
    if entry.is_encrypted:
        raise Refused("文件加了密码，请解除密码保护后再放入", code="encrypted")
    raw = packed_bytes(data, entry)
    content = unpacked(raw, entry.method, entry.size, entry.crc, budget.left)
    budget.left -= len(content)
    return content


def unpacked(raw: bytes | memoryview, method: int, size: int, crc: int, left: int) -> bytes:
    """What `raw` holds, if it has the claimed size and checksum and is no more than `left`."""
    content = _content(raw, method, left)
    if len(content) != size or zlib.crc32(content) != crc:
        raise damaged("压缩内容校验不符")
    return content


def packed_bytes(data: bytes, entry: Entry) -> memoryview:
    """An entry's bytes as they lie in the zip."""
    start = _data_start(data, entry.offset)
    raw = memoryview(data)[start : start + entry.packed]
    if len(raw) != entry.packed:
        raise damaged("压缩内容被截断")
    return raw


def _content(raw: bytes | memoryview, method: int, left: int) -> bytes:
    if method == DEFLATED:
        return _inflate(raw, left)
    if method != STORED:
        raise Refused(
            f"压缩包用了不支持的压缩方式（{method}），请用普通 zip 方式重新压缩",
            code="unknown_compression",
        )
    if len(raw) > min(published.ENTRY_BYTES, left):
        raise too_big("文件解开后太大", "单个 100 MB、合计 200 MB")
    return bytes(raw)


def _inflate(raw: bytes | memoryview, left: int) -> bytes:
    by_ratio = max(published.RATIO_FROM_BYTES, published.RATIO * len(raw))
    most = min(published.ENTRY_BYTES, left, by_ratio)
    inflater = zlib.decompressobj(-15)
    try:
        content = inflater.decompress(raw, most + 1)
    except zlib.error:
        raise damaged("压缩内容无法解开") from None
    if len(content) > most:
        raise (
            swollen() if most == by_ratio else too_big("文件解开后太大", "单个 100 MB、合计 200 MB")
        )
    if not inflater.eof:
        raise damaged("压缩内容被截断")
    return content


def swollen() -> Refused:
    """The refusal of what inflates beyond all measure."""
    return Refused(
        "文件解开后异常膨胀（疑似压缩炸弹），没有读取；如确为填报表，请另存一份新文件后再放入",
        code="zip_bomb",
    )


def _end_record(data: bytes) -> int:
    at = data.rfind(END_MARK, max(0, len(data) - _END.size - _MANY))
    if at < 0 or at + _END.size > len(data):
        raise damaged("压缩包没有结尾，可能没有下载完")
    return at


def _directory(data: bytes) -> _Directory:
    at = _end_record(data)
    _, _, _, _, count, size, claimed_start, _ = _END.unpack_from(data, at)
    if count == _MANY or _LARGE in (size, claimed_start):
        wide = _wide_end_record(data, at)
        if wide is not None:
            fields = _END64.unpack_from(data, wide)
            at, count, size, claimed_start = wide, *fields[7:]
    if size > at:
        raise damaged("压缩目录被截断")
    return _Directory(start=at - size, end=at, count=count, claimed_start=claimed_start)


def _wide_end_record(data: bytes, at: int) -> int | None:
    """Where the zip64 end record stands, if there is one."""
    locator = at - _LOCATOR64.size
    if locator < 0 or data[locator : locator + 4] != b"PK\x06\x07":
        return None
    record = locator - _END64.size
    if record < 0 or data[record : record + 4] != b"PK\x06\x06":
        raise damaged("压缩目录无法识别")
    return record


def _listed(data: bytes, directory: _Directory, shift: int, most: int) -> list[Entry]:
    """All lines of the directory; nothing runs more often, hence one loop of few steps."""
    found: list[Entry] = []
    at = directory.start
    last = directory.end - _ENTRY_BYTES
    while at <= last and data.startswith(b"PK\x01\x02", at):
        system, flags, method, crc, packed, size, names, extras, comments, kind, offset = (
            _unpack_entry(data, at)
        )
        at += _ENTRY_BYTES
        name = data[at : at + names]
        at += names
        extra = data[at : at + extras] if extras else b""
        at += extras + comments
        if _LARGE in (packed, size, offset):
            size, packed, offset = _wide((size, packed, offset), extra)
        found.append(
            Entry(name, flags, method, crc, packed, size, offset + shift, system, kind, extra)
        )
        if len(found) > most:
            raise too_big(f"压缩包内的项数超过 {most}", f"{most} 项")
    return found


def _wide(fields: tuple[int, int, int], extra: bytes) -> list[int]:
    """Size, packed size and offset; field 0x0001 holds, in this order, those that overflowed."""
    values = extra_field(extra, 0x0001)
    at = 0
    found = list(fields)
    for number, field in enumerate(fields):
        if field == _LARGE and at + 8 <= len(values):
            found[number] = int.from_bytes(values[at : at + 8], "little")
            at += 8
    return found


def extra_field(extra: bytes, wanted: int) -> bytes:
    """The content of one extra field of an entry, or nothing."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + size]
        at += 4 + size
    return b""


def _data_start(data: bytes, offset: int) -> int:
    if offset + LOCAL_HEAD_BYTES > len(data):
        raise damaged("压缩目录指向文件之外")
    mark, names, extras = _LOCAL.unpack_from(data, offset)
    if mark != b"PK\x03\x04":
        raise damaged("压缩目录指向错误的位置")
    return int(offset + LOCAL_HEAD_BYTES + names + extras)


def _check_overlaps(found: list[Entry], *, end: int) -> None:
    """Refuse shared bytes, and entries that reach into the directory."""
    last = 0
    for entry in sorted(found, key=_OFFSET):
        if entry.offset < last:
            raise Refused("压缩包内各项互相重叠（疑似压缩炸弹），没有读取", code="zip_bomb")
        last = entry.offset + LOCAL_HEAD_BYTES + entry.packed
    if last > end:
        raise damaged("压缩内容被截断")


_OFFSET: Final = attrgetter("offset")
