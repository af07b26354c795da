"""Workbooks for people: safe in Excel and WPS, printable on A4, written in constant memory."""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from qingyuan.formats.writers.atomic import written_beside
from qingyuan.formats.writers.xlsx_package import SheetPackage, sheet_package
from qingyuan.formats.writers.xlsx_sheet import SheetWriter
from qingyuan.formats.writers.xlsx_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qingyuan.core.reports.sheet import Book, Cell, Sheet

EXCEL_ROWS: Final = 1_048_576
_ROOM_AROUND: Final = 64  # title, header and note lines of a sheet, generously


def write_sheet_workbook(path: Path, book: Book, *, row_limit: int = EXCEL_ROWS) -> None:
    """Write `book` to `path`, whole or not at all.

    Rows are walked once, and but a few hundred of them are kept at a time. A table longer than
    `row_limit` goes on in a further sheet with the same head; an empty one says 无. Text is
    always a string cell.

    Raises:
        PermissionError: the file is open in another program; the sentence says so.
    """
    created = datetime.combine(book.made_on, time(), tzinfo=UTC)
    properties = {"title": book.title, "created": created}
    with written_beside(path) as part, sheet_package(part, properties) as package:
        styles = Styles(package.workbook)
        for sheet in book.sheets:
            _write_sheet(package, styles, sheet, row_limit - _ROOM_AROUND)


def _write_sheet(package: SheetPackage, styles: Styles, sheet: Sheet, limit: int) -> None:
    rows = iter(sheet.rows)
    for piece, chunk in enumerate(_chunks(rows, limit), start=1):
        name = sheet.name if piece == 1 else f"{sheet.name}（{piece}）"
        worksheet = package.add_worksheet(name)
        with package.sheet_part() as part:
            SheetWriter(worksheet, part, styles, sheet).write(chunk)


def _chunks(rows: Iterator[tuple[Cell, ...]], limit: int) -> Iterator[Iterator[tuple[Cell, ...]]]:
    """Cut a stream into streams of at most `limit` rows; an empty stream gives one empty piece.

    Each piece must be used up before the next is asked for.
    """
    yield islice(rows, limit)
    for first in rows:
        yield chain((first,), islice(rows, limit - 1))
