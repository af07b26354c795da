"""The demo can be made again at any time: its writes need not be on disk one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created


@contextmanager
def unsynced() -> Iterator[None]:
    """SQLite does not wait for the disk; at the end everything is brought there once."""
    if connection.vendor != "sqlite":
        yield
        return
    connection_created.connect(_relax)
    _relax(connection=connection)
    try:
        yield
    finally:
        connection_created.disconnect(_relax)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _relax(*, connection: Any, **_: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
