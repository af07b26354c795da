"""An empty database becomes that of a copy, and is then brought up to this version."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.keeping.copies import tables
from qingyuan.server.keeping.copies.checking import Copy
from qingyuan.server.keeping.copies.manifest import Manifest, Table
from qingyuan.server.keeping.watching import Watcher


def set_database_aside(at: datetime) -> str:
    """PostgreSQL: what is there keeps its place under another name; returns that name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = str(cursor.fetchone()[0])
        kept = f"{schema}_{at:%Y%m%d%H%M%S}"
        quote = connection.ops.quote_name
        cursor.execute(f"ALTER SCHEMA {quote(schema)} RENAME TO {quote(kept)}")
        cursor.execute(f"CREATE SCHEMA {quote(schema)}")
    return kept


def fill_database(copy: Copy, watcher: Watcher) -> None:
    """Tables, rows, numbering; references are checked before the rows are kept.

    SQLite changes tables only outside a transaction; its database is a new file, so that nothing
    can be left half done.

    Raises:
        Refused: a row does not fit.
    """
    make_tables_as_in(copy.manifest)
    try:
        with transaction.atomic():
            _load(copy, watcher)
            connection.check_constraints()
    except (DatabaseError, ValueError, TypeError) as error:
        raise Refused(
            f"备份里的数据放不进数据库（{error}），现有数据没有动。请换另一份备份",
            code="unfit_copy",
        ) from error
    call_command("migrate", interactive=False, verbosity=0)


def make_tables_as_in(manifest: Manifest) -> None:
    """The tables as they were when the copy was made, also those of an older version."""
    executor = MigrationExecutor(connection)
    applied = {(app, name) for app, name in manifest.migrations}
    nodes = applied & set(executor.loader.graph.nodes)
    last = [
        node
        for node in sorted(nodes)
        if not any(
            child.key[0] == node[0] and child.key in nodes
            for child in executor.loader.graph.node_map[node].children
        )
    ]
    executor.migrate(last)


def _load(copy: Copy, watcher: Watcher) -> None:
    watcher.stage("恢复数据表", len(copy.manifest.tables))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # making the tables has ended some deferrals
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in copy.manifest.tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608 - a checked name
    for name, table in copy.manifest.tables.items():
        tables.write_rows(name, table, copy.lines(name))
        _go_on_numbering(name, table)
        watcher.step()


def _go_on_numbering(name: str, table: Table) -> None:
    column, kind = table.columns[0]
    if not kind.endswith("AutoField"):
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX({quote(column)}) FROM {quote(name)}")  # noqa: S608 - checked names
        highest = cursor.fetchone()[0] or 0
    last = max(highest, table.last_number or 0)
    if last:
        tables.set_last_number(name, column, last)
