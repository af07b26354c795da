"""A million rows of one table: without an object for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def insert_rows(
    model: type[models.Model], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Inserts tuples of values as the database takes them; other columns get their defaults."""
    rest = [field for field in _fields(model) if field.column not in columns]
    defaults = tuple(field.get_db_prep_save(field.get_default(), connection) for field in rest)
    names = [*columns, *(str(field.column) for field in rest)]
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)  # noqa: SLF001 - Django's documented way
    places = ", ".join("%s" for _ in names)
    statement = f"INSERT INTO {table} ({', '.join(map(quote, names))}) VALUES ({places})"  # noqa: S608 - names from the model
    with connection.cursor() as cursor:
        cursor.executemany(statement, [row + defaults for row in rows])


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    concrete = model._meta.local_concrete_fields  # noqa: SLF001 - Django's documented way
    return [field for field in concrete if not field.primary_key]
