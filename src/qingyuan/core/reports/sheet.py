"""A table for people, as plain values: what stands on one sheet of a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTRE = "center"


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens another of our own files; `target` is relative, `/` between parts."""

    text: str
    target: str


Cell = str | int | Link
"""Text from outside is always `str`; `int` is kept for our own counts and serial numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in half-width characters at body size, a Chinese character being two.

    `added` marks a column that the notice does not have.
    """

    title: str
    width: int
    align: Align = Align.LEFT
    added: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with its title, the lines around it, and how it lies on A4.

    `rows` may be any iterable and is walked once; every row has one cell a column.
    `group_column`: a heavier rule is drawn where the value of this column changes.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    label: str = ""
    lines_above: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    landscape: bool = True
    group_column: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """Sheets of one workbook.

    `made_on` is its date of creation, so that equal input gives an equal file.
    """

    title: str
    made_on: date
    sheets: tuple[Sheet, ...] = field(default=())


def numbered(rows: Iterable[tuple[Cell, ...]]) -> Iterable[tuple[Cell, ...]]:
    """Put the serial number (序号), from 1, before every row.

    >>> list(numbered([("甲",), ("乙",)]))
    [(1, '甲'), (2, '乙')]
    """
    return ((serial, *row) for serial, row in enumerate(rows, start=1))
