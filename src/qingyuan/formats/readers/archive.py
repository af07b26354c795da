"""Zip files of forms: what is in them, three levels deep, and each member's bytes.

Archives are as hostile as any form: call this in a worker process.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.zipwalk import Budget, Entry, entries, extra_field, unpack

_UTF8_FLAG: Final = 0x800
_UNICODE_PATH: Final = 0x7075
_UNIX: Final = 3
_MAC: Final = 19
_LINK: Final = 0xA000
_KIND: Final = 0xF000
_CLIMBS = re.compile(r"^(?:/|[A-Za-z]:)|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive.

    Attributes:
        chain: `a.zip!/folder/b.xlsx`; one `!/` more for each archive in between.
        path: Number of the entry in each archive on the way, for `open_member`.
        size: Unpacked bytes, as claimed.
        reason: Why it cannot be opened, in Chinese, or None.
    """

    chain: str
    path: tuple[int, ...]
    size: int
    reason: str | None = None


@dataclass(slots=True)
class Archive:
    """An opened zip; keeps the last inner zip, as members are asked for in order."""

    data: bytes
    name: str
    _inner: dict[tuple[int, ...], tuple[bytes, list[Entry]]] = field(default_factory=dict)
    _left: int = published.ARCHIVE_MEMBERS
    _unpacked: int = 0

    def members(self) -> list[Member]:
        """All files, also those in inner archives; folders are left out.

        Raises:
            Refused: The archive itself is broken, or holds too many members.
        """
        self._left, self._unpacked = published.ARCHIVE_MEMBERS, 0
        return self._listed((), self.name)

    def open(self, path: tuple[int, ...]) -> bytes:
        """The bytes of a member, by its `path`.

        Raises:
            Refused: Damaged, encrypted, or over a limit.
        """
        data, found = self._at(path[:-1])
        if not path or path[-1] >= len(found):
            raise Refused("压缩包里没有这个文件", code="no_such_member")
        return unpack(data, found[path[-1]], Budget())

    def _at(self, path: tuple[int, ...]) -> tuple[bytes, list[Entry]]:
        if path not in self._inner:
            data = self.open(path) if path else self.data
            found = entries(data, most=published.ARCHIVE_MEMBERS)
            # Only archives on the way to this one stay in memory.
            kept = {at: inner for at, inner in self._inner.items() if path[: len(at)] == at}
            self._inner = kept | {path: (data, found)}
        return self._inner[path]

    def _listed(self, path: tuple[int, ...], chain: str) -> list[Member]:
        listed: list[Member] = []
        seen: Counter[str] = Counter()
        for number, entry in enumerate(self._at(path)[1]):
            name = member_name(entry)
            if name.endswith("/"):
                continue
            seen[name] += 1
            if seen[name] > 1:
                name = f"{name}（同名第 {seen[name]} 个）"
            listed += self._member(Member(f"{chain}!/{name}", (*path, number), entry.size), entry)
        return listed

    def _member(self, member: Member, entry: Entry) -> list[Member]:
        self._left -= 1
        self._unpacked += entry.size
        if self._left < 0:
            raise Refused("压缩包内的文件超过 10000 个，请拆分后再放入", code="too_many_members")
        reason = _obstacle(member, entry) or self._obstacle(entry)
        if reason:
            return [_with_reason(member, reason)]
        return self._opened(member) if member.chain.lower().endswith(".zip") else [member]

    def _obstacle(self, entry: Entry) -> str | None:
        if entry.size > published.ENTRY_BYTES:
            return "解开后超过 100 MB，没有读取"
        if self._unpacked > published.UNPACKED_BYTES:
            return "压缩包解开后合计超过 200 MB，此文件没有读取，请拆分后再放入"
        return None

    def _opened(self, member: Member) -> list[Member]:
        """The members of an inner zip, or itself with the reason why there are none."""
        if len(member.path) >= published.ARCHIVE_NESTING:
            return [_with_reason(member, "压缩包套了三层以上，里面的文件没有读取，请解压后再放入")]
        try:
            return self._listed(member.path, member.chain)
        except Refused as refused:
            if refused.code == "too_many_members":
                raise
            return [_with_reason(member, refused.sentence)]


def members(data: bytes, name: str) -> list[Member]:
    """The files in a zip; see `Archive.members`."""
    return Archive(data, name).members()


def open_member(data: bytes, member: Member) -> bytes:
    """The bytes of one member; see `Archive.open`."""
    return Archive(data, "").open(member.path)


def _with_reason(member: Member, reason: str) -> Member:
    return Member(member.chain, member.path, member.size, reason)


def _obstacle(member: Member, entry: Entry) -> str | None:
    name = member.chain.rpartition("!/")[2]
    if _CLIMBS.search(name):
        return "压缩包内的路径指向包外（如 ../ 或盘符），可能是恶意文件，没有读取"
    if entry.made_by in {_UNIX, _MAC} and (entry.attributes >> 16) & _KIND == _LINK:
        return "这是一个链接，不是文件，没有读取"
    if entry.is_encrypted:
        return "压缩包加了密码，请解压或去掉密码后再放入"
    return None


def member_name(entry: Entry) -> str:
    """The name of an entry, `/` between folders.

    By its own Unicode field, its UTF-8 flag, or as the two kinds of machine write it that set
    neither: macOS (UTF-8) and Chinese Windows (GBK).
    """
    return (_unicode_path(entry) or _decoded(entry)).replace("\\", "/")


def _unicode_path(entry: Entry) -> str | None:
    """Info-ZIP's field 0x7075: version 1, checksum of the plain name, the name in UTF-8."""
    content = extra_field(entry.extra, _UNICODE_PATH)
    if len(content) < 6 or content[0] != 1:
        return None
    if int.from_bytes(content[1:5], "little") != zlib.crc32(entry.name):
        return None
    return content[5:].decode("utf-8", "replace")


def _decoded(entry: Entry) -> str:
    if entry.flags & _UTF8_FLAG:
        return entry.name.decode("utf-8", "replace")
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            return entry.name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.name.decode("cp437")
