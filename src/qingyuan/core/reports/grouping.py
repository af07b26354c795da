"""Gather rows that belong together, groups in the order in which they first appear."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row = TypeVar("Row")


def grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Group without sorting: the sender's order is the order a clerk knows.

    >>> grouped(["b1", "a1", "b2"], key=lambda row: row[0])
    {'b': ['b1', 'b2'], 'a': ['a1']}
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
