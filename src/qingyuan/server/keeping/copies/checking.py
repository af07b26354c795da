"""Proves a copy: every file in it is named, every named one is there and unchanged."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.keeping.copies import manifest as inside
from qingyuan.server.keeping.copies.cells import READ
from qingyuan.server.keeping.copies.envelope import damaged, opened
from qingyuan.server.keeping.copies.manifest import Manifest

_PIECE = 1 << 20
_LONGEST_MANIFEST = 1 << 30
_NAMES = re.compile(
    r"tables/[a-z0-9_]{1,63}\.jsonl"
    r"|files/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}"
    r"|seals/\d{4}-\d\d-\d\d\.json"
    r"|secrets/[a-z0-9_]{1,40}"
    r"|settings\.toml|demo-accounts\.json"
)
_COLUMN = re.compile(r"[a-z0-9_]{1,63}")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that has proven itself whole."""

    archive: zipfile.ZipFile
    manifest: Manifest

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table."""
        with self.archive.open(f"tables/{table}.jsonl") as member:
            yield from member

    def extract(self, name: str, target: Path) -> None:
        """One file, where it belongs."""
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.archive.open(name) as member, target.open("wb") as out:
            while piece := member.read(_PIECE):
                out.write(piece)
        target.chmod(0o600)


@contextmanager
def proven(path: Path, passphrase: str, beside: Path) -> Iterator[Copy]:
    """Opens a copy after everything in it has been read once.

    Raises:
        Refused: it is damaged, foreign, or made by a newer version.
    """
    if not path.is_file():
        raise Refused(f"没有这个备份文件：{path}", code="no_copy")
    with opened(path, passphrase, beside) as plain:
        try:
            with zipfile.ZipFile(plain) as archive:
                copy = Copy(archive, _read_manifest(archive))
                _check_members(copy)
                _check_version(copy.manifest)
                yield copy
        except (zipfile.BadZipFile, EOFError, NotImplementedError, KeyError) as error:
            raise damaged() from error


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    about = archive.getinfo(inside.NAME)
    if about.file_size > _LONGEST_MANIFEST:
        raise damaged()
    try:
        return msgspec.json.decode(archive.read(about), type=Manifest)
    except msgspec.DecodeError as error:
        raise damaged() from error


def _check_members(copy: Copy) -> None:
    """Names first: nothing of another name is ever written to the disk."""
    named = {*copy.manifest.members, inside.NAME}
    found = copy.archive.namelist()
    if sorted(found) != sorted(named) or not all(map(_NAMES.fullmatch, copy.manifest.members)):
        raise damaged()
    for name, member in copy.manifest.members.items():
        digest, size = hashlib.sha256(), 0
        with copy.archive.open(name) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
                size += len(piece)
        if (digest.hexdigest(), size) != (member.sha256, member.size):
            raise damaged()
    for name, table in copy.manifest.tables.items():
        _check_table(copy, name, table.columns, table.rows)


def _check_table(copy: Copy, name: str, columns: list[tuple[str, str]], rows: int) -> None:
    if any(not _COLUMN.fullmatch(column) or kind not in READ for column, kind in columns):
        raise damaged()
    decode, seen = msgspec.json.Decoder(list[Any]).decode, 0
    for line in copy.lines(name):
        if len(decode(line)) != len(columns):
            raise damaged()
        seen += 1
    if seen != rows:
        raise damaged()


def _check_version(manifest: Manifest) -> None:
    """Every step of the copy's tables is known to this program."""
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    known = loader.disk_migrations
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        raise Refused(
            f"这份备份来自更新的版本 {manifest.program}（{unknown[0]}），这个程序读不了。"
            "请换用新版本的程序",
            code="newer_copy",
        )
