"""The database as such: its pages, its references, its tables, its numbering."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models

from qingyuan.server.keeping import schema
from qingyuan.server.keeping.doctor.trouble import RESTORE, TELL, Trouble


def check_pages() -> Iterator[Trouble]:
    """SQLite reads every page and every index; PostgreSQL looks after its own."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        try:
            cursor.execute("PRAGMA integrity_check(20)")
            answers = [str(row[0]) for row in cursor.fetchall()]
        except DatabaseError as error:
            answers = [str(error)]
    for answer in answers:
        if answer != "ok":
            yield Trouble("database_damaged", f"数据库文件有损坏：{answer}", RESTORE)


def check_journal() -> Iterator[Trouble]:
    """Without its write-ahead log SQLite would not keep what it has acknowledged."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = str(cursor.fetchone()[0])
    if mode not in {"wal", "memory"}:  # memory: a database of tests
        yield Trouble(
            "journal_mode",
            f"数据库的日志方式是 {mode}，应是 wal",
            "停止网站，用 qingyuan up 重新启动",
        )


def check_references() -> Iterator[Trouble]:
    """Every foreign key points to a row; PostgreSQL never lets another one in."""
    if connection.vendor != "sqlite":
        return
    try:
        connection.check_constraints()
    except IntegrityError as error:
        yield Trouble("foreign_key", f"有一行指向不存在的记录：{error}", TELL)


def check_conditions() -> Iterator[Trouble]:
    """Every row meets the conditions of its table, also one that was written past the program."""
    for model in _own_models():
        for constraint in model._meta.constraints:  # noqa: SLF001 - Django's documented way
            if isinstance(constraint, models.CheckConstraint):
                wrong = model._default_manager.exclude(constraint.condition)  # noqa: SLF001 - same
                first = wrong.order_by("pk").first()
                if first is not None:
                    what = f"{model._meta.verbose_name}第 {first.pk} 号不符合约束 {constraint.name}"  # noqa: SLF001 - same
                    yield Trouble("condition", what, TELL)


def check_version() -> Iterator[Trouble]:
    """The tables are those of this version."""
    standing = schema.standing()
    if standing is schema.Standing.AHEAD:
        yield Trouble("schema_ahead", "数据来自更新的版本", "换用新版本的程序")
    elif standing is not schema.Standing.READY:
        lacking = "、".join(schema.pending()[:3])
        yield Trouble(
            "schema_behind",
            f"数据库还是旧版本的，缺 {lacking}",
            "运行 qingyuan upgrade --data 数据文件夹",
        )


def check_numbering() -> Iterator[Trouble]:
    """The next number of each table lies above the numbers that are taken."""
    for model in _own_models():
        key = model._meta.pk  # noqa: SLF001 - Django's documented way
        if not isinstance(key, models.AutoField):
            continue
        highest = model._default_manager.aggregate(n=models.Max("pk"))["n"] or 0  # noqa: SLF001 - same
        last = _last_number(model._meta.db_table, str(key.column))  # noqa: SLF001 - same
        if last is not None and last < highest:
            yield Trouble(
                "numbering",
                f"{model._meta.verbose_name}的编号发到 {last}，表里已有 {highest}",  # noqa: SLF001 - same
                TELL,
            )


def _last_number(table: str, column: str) -> int | None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            sequence = f"pg_sequence_last_value(pg_get_serial_sequence('\"{table}\"', '{column}'))"
            cursor.execute(f"SELECT {sequence}")
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else None


def _own_models() -> Iterator[type[models.Model]]:
    for config in apps.get_app_configs():
        if config.name.startswith("qingyuan."):
            yield from config.get_models()
