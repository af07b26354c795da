"""Workbooks for people: safe in Excel and WPS, printable on A4, written in constant memory."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, time
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter  # type: ignore[import-untyped,unused-ignore]

from qingyuan.formats.writers.atomic import written_beside
from qingyuan.formats.writers.xlsx_sheet import SheetWriter
from qingyuan.formats.writers.xlsx_stream import StreamedWorksheet
from qingyuan.formats.writers.xlsx_styles import Styles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qingyuan.core.reports.sheet import Book, Cell, Sheet

EXCEL_ROWS: Final = 1_048_576
_ROOM_AROUND: Final = 64  # title, header and note lines of a sheet, generously


def write_sheet_workbook(path: Path, book: Book, *, row_limit: int = EXCEL_ROWS) -> None:
    """Write `book` to `path`, whole or not at all.

    Rows are walked once and nothing of them is kept. A table longer than `row_limit` goes on in
    a further sheet with the same head; an empty one says 无. Text is always a string cell.

    Raises:
        PermissionError: the file is open in another program; the sentence says so.
    """
    # Its own folder for XlsxWriter's row files: they go even when a row fails to come.
    with written_beside(path) as part, tempfile.TemporaryDirectory() as scratch:
        options = {"constant_memory": True, "tmpdir": scratch}
        with _workbook(part, options, book) as workbook:
            styles = Styles(workbook)
            for sheet in book.sheets:
                _write_sheet(workbook, styles, sheet, row_limit - _ROOM_AROUND)


def _workbook(part: Path, options: dict[str, Any], book: Book) -> Any:
    workbook = xlsxwriter.Workbook(str(part), options)
    created = datetime.combine(book.made_on, time(), tzinfo=UTC)
    workbook.set_properties({"title": book.title, "created": created})
    return workbook


def _write_sheet(workbook: Any, styles: Styles, sheet: Sheet, limit: int) -> None:
    rows = iter(sheet.rows)
    for piece, chunk in enumerate(_chunks(rows, limit), start=1):
        name = sheet.name if piece == 1 else f"{sheet.name}（{piece}）"
        worksheet = workbook.add_worksheet(name, worksheet_class=StreamedWorksheet)
        SheetWriter(worksheet, styles, sheet).write(chunk)


def _chunks(rows: Iterator[tuple[Cell, ...]], limit: int) -> Iterator[Iterator[tuple[Cell, ...]]]:
    """Cut a stream into streams of at most `limit` rows; an empty stream gives one empty piece.

    Each piece must be used up before the next is asked for.
    """
    yield islice(rows, limit)
    for first in rows:
        yield chain((first,), islice(rows, limit - 1))
