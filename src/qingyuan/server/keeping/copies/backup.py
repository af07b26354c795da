"""Makes a copy while the site goes on working."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib import metadata
from pathlib import Path

import msgspec
from django.apps.registry import Apps
from django.db import connection

from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.writers.atomic import written_beside
from qingyuan.server import environment
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.keeping.copies import manifest as inside
from qingyuan.server.keeping.copies import tables
from qingyuan.server.keeping.copies.envelope import sealed
from qingyuan.server.keeping.copies.manifest import Manifest, Member, Table
from qingyuan.server.keeping.folder import SECRETS
from qingyuan.server.keeping.snapshot import one_snapshot
from qingyuan.server.keeping.watching import Watcher

_PIECE = 1 << 20
_TOP_FILES = ("settings.toml", "demo-accounts.json")


def back_up(target: Path, *, passphrase: str, at: datetime, watcher: Watcher) -> Manifest:
    """Writes everything into one file, which appears only when it is complete and on disk.

    Raises:
        Refused: the file is there already, or its folder is not.
    """
    if target.exists():
        raise Refused(f"{target} 已经存在，备份不覆盖旧文件。请换一个名字", code="copy_exists")
    if not target.parent.is_dir():
        raise Refused(f"没有这个文件夹：{target.parent}", code="no_folder")
    with written_beside(target) as part:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            open(handle, "wb") as file,  # noqa: PTH123
            sealed(file, passphrase) as sink,
            zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
        ):
            made = _Making(archive, watcher).all_of_it(at)
    return made


@dataclass(slots=True)
class _Making:
    archive: zipfile.ZipFile
    watcher: Watcher
    members: dict[str, Member] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    lacking: list[str] = field(default_factory=list)

    def all_of_it(self, at: datetime) -> Manifest:
        """Database first: what it names is on disk already, and files never change."""
        with one_snapshot():
            applied, stored = tables.applied_migrations(), tables.models_as_stored()
            rows = stored.get_model("evidence", "StoredFile").objects.order_by("pk")
            files = list(rows.values_list("sha256", "size"))
            seals = stored.get_model("evidence", "Seal").objects.order_by("on")
            days = list(seals.values_list("on", flat=True))
            self._add_tables(stored)
        self._add_files(files)
        for day in days:
            self._add_from_disk(f"seals/{day}.json", environment.seals_folder() / f"{day}.json")
        self._add_settings()
        made = Manifest(
            program=metadata.version("qingyuan"),
            made_at=at.isoformat(),
            database=connection.vendor,
            migrations=applied,
            tables=self.tables,
            members=self.members,
            lacking=self.lacking,
        )
        self.archive.writestr(inside.NAME, msgspec.json.encode(made))
        return made

    def _add_tables(self, stored: Apps) -> None:
        models = tables.kept_models(stored)
        self.watcher.stage("备份数据表", len(models))
        for model in models:
            name, count = model._meta.db_table, _Count()  # noqa: SLF001 - Django's documented way
            self._add(f"tables/{name}.jsonl", count.each(tables.read_rows(model)))
            self.tables[name] = Table(
                tables.columns_of(model), count.seen, tables.last_number(model)
            )
            self.watcher.step()

    def _add_files(self, files: list[tuple[str, int]]) -> None:
        self.watcher.stage("备份文件", len(files))
        for sha256, size in files:
            self._add_blob(sha256, size)
            self.watcher.step()

    def _add_blob(self, sha256: str, size: int) -> None:
        """A file that is not what it was is named, and does not stop the copy of the rest."""
        below = StoredFile(sha256=sha256).path
        path, name = environment.files_folder() / below, f"files/{below}"
        if not path.is_file() or path.stat().st_size != size:
            self.lacking.append(sha256)
            return
        self._add_from_disk(name, path, compression=zipfile.ZIP_STORED)
        if self.members[name].sha256 != sha256:
            self.lacking.append(sha256)

    def _add_settings(self) -> None:
        folder = environment.data_folder()
        kept = {path.name for path in (folder / "secrets").glob("*") if path.is_file()}
        for name in sorted({*SECRETS, *kept} - {"set_up"}):
            self._add(f"secrets/{name}", [environment.secret(name).encode()])
        for name in _TOP_FILES:
            if (folder / name).is_file():
                self._add_from_disk(name, folder / name)

    def _add_from_disk(
        self, name: str, path: Path, *, compression: int = zipfile.ZIP_DEFLATED
    ) -> None:
        try:
            with path.open("rb") as file:
                self._add(name, iter(lambda: file.read(_PIECE), b""), compression=compression)
        except FileNotFoundError:
            self.lacking.append(name)

    def _add(
        self, name: str, pieces: Iterable[bytes], *, compression: int = zipfile.ZIP_DEFLATED
    ) -> None:
        digest, size = hashlib.sha256(), 0
        about = zipfile.ZipInfo(name)
        about.compress_type = compression
        with self.archive.open(about, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self.members[name] = Member(digest.hexdigest(), size)


@dataclass(slots=True)
class _Count:
    seen: int = 0

    def each(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        for line in lines:
            self.seen += 1
            yield line
