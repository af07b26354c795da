"""A walk over a zip file that trusts no header and counts while inflating.

Written on `struct` and `zlib`, because `zipfile` alone takes longer than reading a small workbook
does.  The layout is that of PKWARE's APPNOTE.TXT 6.3, sections 4.3 and 4.5.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Final

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, damaged, too_big

END_MARK: Final = b"PK\x05\x06"
STORED: Final = 0
DEFLATED: Final = 8

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s2B5H3L5H2L")
_LOCAL = struct.Struct("<4s22xHH")
_LARGE: Final = 0xFFFFFFFF
_MANY: Final = 0xFFFF


@dataclass(slots=True)
class Entry:
    """One line of the central directory; sizes are what the file claims."""

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
    found: list[Entry] = []
    at = directory.start
    while at + _ENTRY.size <= directory.end and data[at : at + 4] == b"PK\x01\x02":
        if len(found) == most:
            raise too_big(f"压缩包内的项数超过 {most}", f"{most} 项")
        entry, at = _entry(data, at)
        found.append(entry)
    if len(found) != directory.count:
        raise damaged("压缩目录与项数不符")
    # Offsets count from the directory's end, as a zip may have other bytes in front of it.
    _check_overlaps(found, shift=directory.start - directory.claimed_start, end=directory.start)
    return found


def unpack(data: bytes, entry: Entry, budget: Budget) -> bytes:
    """The bytes of one entry, inflated only as far as the limits allow.

    Raises:
        Refused: encrypted, an unknown method, cut off, a wrong checksum, or over a limit.
    """
    if entry.is_encrypted:
        raise Refused("文件加了密码，请解除密码保护后再放入", code="encrypted")
    raw = packed_bytes(data, entry)
    content = _content(raw, entry, budget)
    budget.left -= len(content)
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise damaged("压缩内容校验不符")
    return content


def packed_bytes(data: bytes, entry: Entry) -> memoryview:
    """An entry's bytes as they lie in the zip."""
    start = _data_start(data, entry.offset)
    raw = memoryview(data)[start : start + entry.packed]
    if len(raw) != entry.packed:
        raise damaged("压缩内容被截断")
    return raw


def is_named_alike(data: bytes, entry: Entry) -> bool:
    """Whether the entry itself bears the name that the directory gives it."""
    start = entry.offset + 30
    return data[start : start + len(entry.name)] == entry.name


def _content(raw: memoryview, entry: Entry, budget: Budget) -> bytes:
    if entry.method == DEFLATED:
        return _inflate(raw, budget)
    if entry.method != STORED:
        raise Refused(
            f"压缩包用了不支持的压缩方式（{entry.method}），请用普通 zip 方式重新压缩",
            code="unknown_compression",
        )
    if len(raw) > min(published.ENTRY_BYTES, budget.left):
        raise too_big("文件解开后太大", "单个 100 MB、合计 200 MB")
    return bytes(raw)


def _inflate(raw: memoryview, budget: Budget) -> bytes:
    by_ratio = max(published.RATIO_FROM_BYTES, published.RATIO * len(raw))
    most = min(published.ENTRY_BYTES, budget.left, by_ratio)
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


def _entry(data: bytes, at: int) -> tuple[Entry, int]:
    fields = _ENTRY.unpack_from(data, at)
    (_, _, system, _, flags, method, _, _, crc, packed, size) = fields[:11]
    (names, extras, comments, _, _, attributes, offset) = fields[11:]
    name_at = at + _ENTRY.size
    extra_at = name_at + names
    name, extra = data[name_at:extra_at], data[extra_at : extra_at + extras]
    entry = Entry(name, flags, method, crc, packed, size, offset, system, attributes, extra)
    if _LARGE in (packed, size, offset):
        _apply_zip64(entry)
    return entry, extra_at + extras + comments


def _apply_zip64(entry: Entry) -> None:
    """Field 0x0001 holds, in this order, those of the three that overflowed."""
    values = extra_field(entry.extra, 0x0001)
    at = 0
    for field in ("size", "packed", "offset"):
        if getattr(entry, field) == _LARGE and at + 8 <= len(values):
            setattr(entry, field, int.from_bytes(values[at : at + 8], "little"))
            at += 8


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
    if offset + 30 > len(data):
        raise damaged("压缩目录指向文件之外")
    mark, names, extras = _LOCAL.unpack_from(data, offset)
    if mark != b"PK\x03\x04":
        raise damaged("压缩目录指向错误的位置")
    return int(offset + 30 + names + extras)


def _check_overlaps(found: list[Entry], *, shift: int, end: int) -> None:
    """Shift offsets by what stands in front of the zip, and refuse shared bytes."""
    if shift < 0:
        raise damaged("压缩目录的位置不对")
    last = 0
    for entry in sorted(found, key=_offset):
        entry.offset += shift
        if entry.offset < last:
            raise Refused("压缩包内各项互相重叠（疑似压缩炸弹），没有读取", code="zip_bomb")
        last = entry.offset + 30 + entry.packed
    if last > end:
        raise damaged("压缩内容被截断")


def _offset(entry: Entry) -> int:
    return entry.offset
