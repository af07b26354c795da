"""A sheet or a Word table as plain values, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block: first and last row and column, 0-based, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells.

    `rows[0][0]` is cell A1 of the sheet (or the first cell of the Word table), so that a row's
    index plus one is the number the clerk sees.  Rows may differ in length; an empty cell is
    `None` or "".  A merged block keeps its value in its top left cell, the others are `None`.
    `name` is the sheet's name, or the number of the table in its document, from "1".
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """A file's readable content: paragraphs (`str`) and grids, in reading order.

    A workbook has grids only.  `is_document` tells text with tables in it from a workbook.
    """

    blocks: tuple[str | Grid, ...]
    is_document: bool = False
