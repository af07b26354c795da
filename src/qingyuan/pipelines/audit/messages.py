"""What crosses the border of a worker process.

`msgspec` checks the types of whatever comes back from a process that has read somebody else's
file, so that nothing but plain values gets through.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from qingyuan.core.tables.source_row import SourceRow


class Wanted(StrEnum):
    """What a worker is asked to do with a file."""

    FORM = "form"
    LISTING = "listing"
    REGISTRY = "registry"


class Task(msgspec.Struct, array_like=True):
    """What a worker is asked.

    `path` is the file's name in the bytes of the disk, which need not be text.
    """

    name: str
    path: bytes
    member: tuple[int, ...] = ()
    wanted: Wanted = Wanted.FORM


class Listed(msgspec.Struct, array_like=True):
    """A member of an archive."""

    name: str
    member: tuple[int, ...]
    reason: str | None


class Listing(msgspec.Struct, array_like=True):
    """What is in an archive; `is_archive` is false for a form that only looks like one."""

    members: list[Listed]
    reason: str | None = None
    is_archive: bool = True


class TableNote(msgspec.Struct, array_like=True):
    """Something to mend about a whole table: it is empty."""

    table: str
    unit: str | None
    code: str
    message: str


class FileReading(msgspec.Struct, array_like=True):
    """What a worker found in one file."""

    sha256: str
    outcome: str  # read | unreadable | not_a_form
    reason: str | None
    tables: int
    rows: list[SourceRow] = []
    notes: list[TableNote] = []
