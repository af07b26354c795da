"""Materialised paths: five digits a step, so that a subtree is one range of an index.

Digits only: they sort alike under every collation of SQLite and PostgreSQL, and `LIKE` with its
collations is never needed.
"""

from __future__ import annotations

from collections.abc import Container

from django.db.models import Q

from qingyuan.formats.limits.refused import Refused

STEP = 5
MAX_DEPTH = 8


def child_path(parent_path: str, number: int) -> str:
    """The path of a parent's child by its number from 1.

    >>> child_path("00001", 12)
    '0000100012'
    """
    if not 0 < number < 10**STEP:
        raise Refused(f"一个单位下最多 {10**STEP - 1:,} 个下级单位", code="too_many_children")
    if len(parent_path) >= STEP * MAX_DEPTH:
        raise Refused(f"单位层级最多 {MAX_DEPTH} 级", code="too_deep")
    return f"{parent_path}{number:0{STEP}d}"


def range_end(path: str) -> str:
    """The first path behind a subtree.

    >>> range_end("0000100012")
    '0000100013'
    """
    return f"{int(path) + 1:0{len(path)}d}"


def subtree(path: str, field: str = "path") -> Q:
    """The condition that a row's path lies in the subtree: one range of one index."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": range_end(path)})


def ancestor_paths(path: str) -> tuple[str, ...]:
    """The paths from the root down to the path itself.

    >>> ancestor_paths("000010001200003")
    ('00001', '0000100012', '000010001200003')
    """
    return tuple(path[:end] for end in range(STEP, len(path) + 1, STEP))


def nearest_above(path: str, paths: Container[str]) -> str:
    """The nearest unit above that is among the paths; empty where none is.

    >>> nearest_above("000010001200003", {"00001", "000010001200003"})
    '00001'
    """
    above = (path[:end] for end in range(len(path) - STEP, 0, -STEP))
    return next((one for one in above if one in paths), "")
