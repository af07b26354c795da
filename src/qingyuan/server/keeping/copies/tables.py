"""Tables out of a database and into one, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from django.apps.registry import Apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from qingyuan.server.keeping.copies.cells import READ, kind_of, writers
from qingyuan.server.keeping.copies.manifest import Table

_PASSING = frozenset({"django_session", "usersessions_usersession", "evidence_workerlease"})
"""Who is signed in and which worker lives: true only of the moment."""
_AT_ONCE = 2_000


def applied_migrations() -> list[tuple[str, str]]:
    """Which version of each context's tables the database has."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def models_as_stored() -> Apps:
    """The models as the database has them now, which may be older than the program's."""
    loader = MigrationLoader(connection)
    nodes = [node for node in loader.applied_migrations if node in loader.graph.nodes]
    return loader.project_state(nodes).apps


def kept_models(stored: Apps) -> list[type[models.Model]]:
    """The models whose rows are copied, those of contexts and of libraries alike."""
    every = stored.get_models(include_auto_created=True)
    kept = [model for model in every if _is_kept(model)]
    return sorted(kept, key=lambda model: model._meta.db_table)  # noqa: SLF001 - Django's documented way


def _is_kept(model: type[models.Model]) -> bool:
    meta = model._meta  # noqa: SLF001 - Django's documented way
    return bool(meta.managed and not meta.proxy and meta.db_table not in _PASSING)


def columns_of(model: type[models.Model]) -> list[tuple[str, str]]:
    """Column names and kinds."""
    fields = model._meta.local_concrete_fields  # noqa: SLF001 - Django's documented way
    return [(str(field.column), kind_of(field)) for field in fields]


def read_rows(model: type[models.Model]) -> Iterator[bytes]:
    """A table's rows as JSON lines, in the order of their numbers; raw, so ciphertext stays so."""
    columns = columns_of(model)
    converts = [READ[kind] for _, kind in columns]
    key = str(model._meta.pk.column)  # noqa: SLF001 - Django's documented way
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name, _ in columns)
    statement = f"SELECT {names} FROM {quote(model._meta.db_table)} ORDER BY {quote(key)}"  # noqa: S608, SLF001 - names from the models
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(_AT_ONCE):
            for row in rows:
                cells = [
                    None if cell is None else convert(cell)
                    for cell, convert in zip(row, converts, strict=True)
                ]
                yield msgspec.json.encode(cells) + b"\n"


def write_rows(name: str, table: Table, lines: Iterable[bytes]) -> int:
    """Puts a table's rows back; returns how many."""
    known = writers()
    converts = [known[kind] for _, kind in table.columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column, _ in table.columns)
    places = ", ".join("%s" for _ in table.columns)
    statement = f"INSERT INTO {quote(name)} ({names}) VALUES ({places})"  # noqa: S608 - names checked against the migrated tables
    written, decode = 0, msgspec.json.Decoder(list[Any]).decode
    iterator = iter(lines)
    with connection.cursor() as cursor:
        while batch := list(islice(iterator, _AT_ONCE)):
            cursor.executemany(statement, [_cells(decode(line), converts) for line in batch])
            written += len(batch)
    return written


def _cells(cells: Sequence[Any], converts: Sequence[Any]) -> list[Any]:
    return [
        None if cell is None else convert(cell)
        for cell, convert in zip(cells, converts, strict=True)
    ]


def last_number(model: type[models.Model]) -> int | None:
    """Up to which number a table has given numbers, those of deleted rows included."""
    key = model._meta.pk  # noqa: SLF001 - Django's documented way
    if not isinstance(key, models.AutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT seq FROM sqlite_sequence WHERE name = %s",
                [model._meta.db_table],  # noqa: SLF001 - Django's documented way
            )
        else:
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)",
                [f'"{model._meta.db_table}"', key.column],  # noqa: SLF001 - Django's documented way
            )
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else None


def set_last_number(name: str, key: str, number: int) -> None:
    """Numbering goes on where it was."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [name, number])
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{name}"', key, number]
            )
