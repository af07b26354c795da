"""Brings a copy back: built beside, proven, then swapped by renaming; what was there is kept."""

from __future__ import annotations

import os
import shutil
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, connections, transaction

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.keeping.copies.checking import Copy, proven
from qingyuan.server.keeping.copies.filling import fill_database, set_database_aside
from qingyuan.server.keeping.copies.manifest import Manifest
from qingyuan.server.keeping.doctor.examination import examine
from qingyuan.server.keeping.doctor.trouble import Trouble
from qingyuan.server.keeping.folder import check_is_free, is_installation, used_alone
from qingyuan.server.keeping.watching import Watcher

_TO_BE_EXPECTED = frozenset({"static_missing", "job_orphaned", "job_waiting", "mail_waiting"})
"""A copy holds no style sheets, and time has gone by since it was made."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it."""

    manifest: Manifest
    kept_at: Path | None  # where the data lies that was there before
    troubles: tuple[Trouble, ...]


def check_copy(copy: Path, *, passphrase: str, stage: Path) -> Manifest:
    """Proves a copy and touches nothing else."""
    with proven(copy, passphrase, stage) as found:
        return found.manifest


def restore(  # noqa: PLR0913 - from where, to where, and how
    copy: Path, *, target: Path, stage: Path, passphrase: str, at: datetime, watcher: Watcher
) -> Restored:
    """Puts an installation in place of the target; on any refusal the target is as it was.

    Args:
        copy: The file.
        target: The data folder; absent, empty, or an installation that is not running.
        stage: The folder beside it, which `QINGYUAN_DATA` names in this process.
        passphrase: Empty where there is none.
        at: The present moment.
        watcher: Told how far it is.

    Raises:
        Refused: the copy does not prove itself, or the target is in use or not ours.
    """
    if not is_installation(target):
        check_is_free(target)
    lock = used_alone(target) if is_installation(target) else nullcontext()
    with lock, proven(copy, passphrase, stage) as found:
        _lay_out(found, stage, watcher)
        if connection.vendor == "sqlite":
            fill_database(found, watcher)
            troubles = _examined(at)
            connections.close_all()
            kept = _swap(stage, target, at)
        else:
            kept, troubles = _replace_database(found, stage, target, at, watcher)
        return Restored(found.manifest, kept, troubles)


def _replace_database(
    found: Copy, stage: Path, target: Path, at: datetime, watcher: Watcher
) -> tuple[Path | None, tuple[Trouble, ...]]:
    """One transaction holds both databases; the folder is swapped just before its end."""
    _check_database_belongs(target)
    kept: Path | None = None
    swapped = False
    try:
        with transaction.atomic():
            set_database_aside(at)
            fill_database(found, watcher)
            troubles = _examined(at)
            kept, swapped = _swap(stage, target, at), True
    except BaseException:
        if swapped:
            _swap_back(kept, target, stage)
        raise
    return kept, troubles


def _check_database_belongs(target: Path) -> None:
    """Another installation's database is nobody's to replace."""
    if "organisations_unit" not in connection.introspection.table_names():
        return
    if not is_installation(target):
        raise Refused(
            f"数据库里已有数据，{target} 却不是它的数据文件夹。请核对 DATABASE_URL 和 --data",
            code="database_of_another",
        )


def _lay_out(found: Copy, stage: Path, watcher: Watcher) -> None:
    names = [name for name in found.manifest.members if not name.startswith("tables/")]
    watcher.stage("恢复文件", len(names))
    for kept in ("files", "seals", "secrets"):
        (stage / kept).mkdir(mode=0o700, exist_ok=True)
    for name in names:
        found.extract(name, stage / name)
        watcher.step()


def _examined(at: datetime) -> tuple[Trouble, ...]:
    return tuple(each for each in examine(at) if each.code not in _TO_BE_EXPECTED)


def _swap(stage: Path, target: Path, at: datetime) -> Path | None:
    """Everything is on the disk before the first rename."""
    os.sync()
    kept = None
    if is_installation(target):
        kept = target.with_name(f"{target.name}.{at:%Y%m%d-%H%M%S}")
        _rename(target, kept)
    elif target.exists():
        shutil.rmtree(target)  # empty, as was checked
    try:
        _rename(stage, target)
    except BaseException:
        if kept is not None:
            kept.rename(target)
        raise
    return kept


def _swap_back(kept: Path | None, target: Path, stage: Path) -> None:
    target.rename(stage)
    if kept is not None:
        kept.rename(target)


def _rename(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        raise Refused(
            f"不能把 {source} 改名为 {target.name}（{error.strerror}），现有数据没有动。"
            "数据文件夹若是挂载点，请改用它下面的一个文件夹",
            code="not_renamed",
        ) from error
