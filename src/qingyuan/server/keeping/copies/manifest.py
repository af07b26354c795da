"""What a copy says about itself."""

from __future__ import annotations

import msgspec


class Table(msgspec.Struct, frozen=True):
    """A table: its columns with what they hold, how many rows, which number comes next."""

    columns: list[tuple[str, str]]
    rows: int
    last_number: int | None = None


class Member(msgspec.Struct, frozen=True):
    """A file inside the copy."""

    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True):
    """The last file inside a copy; what it does not name must not be there."""

    program: str
    made_at: str
    database: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table]
    members: dict[str, Member]
    lacking: list[str] = []  # files that were already missing or altered when the copy was made


NAME = "manifest.json"
