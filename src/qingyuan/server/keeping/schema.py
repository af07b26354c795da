"""The database's tables and the static files, brought to this version of the program."""

from __future__ import annotations

import hashlib
import shutil
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from qingyuan.formats.limits.refused import Refused

_STAMP = ".made-from"


class Standing(StrEnum):
    """How the tables stand to the program."""

    EMPTY = "empty"
    BEHIND = "behind"
    READY = "ready"
    AHEAD = "ahead"


def standing() -> Standing:
    """Compares the migrations that the database has with those of the program."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    if not applied:
        return Standing.EMPTY
    executor = MigrationExecutor(connection)
    if applied - set(executor.loader.graph.nodes) - set(executor.loader.replacements):
        return Standing.AHEAD
    return Standing.BEHIND if pending() else Standing.READY


def pending() -> tuple[str, ...]:
    """The migrations that the database still lacks, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan)


def check_ready() -> None:
    """Raises `Refused` where the tables are older or newer than the program."""
    now = standing()
    if now is Standing.BEHIND:
        raise Refused(
            "数据库还是旧版本的。请先运行 qingyuan upgrade --data 数据文件夹（会先自动备份）",
            code="behind",
        )
    if now is Standing.AHEAD:
        raise Refused("数据来自更新的版本，这个程序读不了。请换用新版本的程序", code="ahead")


def make_tables() -> None:
    """Applies every migration that is lacking."""
    call_command("migrate", interactive=False, verbosity=0)


def make_static_files() -> None:
    """Collects style sheets, scripts and pictures anew where the program has others than before."""
    root, source = Path(settings.STATIC_ROOT), _source_digest()
    stamp = root / _STAMP
    if stamp.is_file() and stamp.read_text("utf-8") == source:
        return
    shutil.rmtree(root, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(source, "utf-8")


def _source_digest() -> str:
    digest = hashlib.sha256()
    for folder in map(Path, settings.STATICFILES_DIRS):
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
