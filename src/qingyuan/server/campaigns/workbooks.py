"""A list of the screen as a workbook to be saved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.http import FileResponse
from django.utils import timezone

from qingyuan.core.reports.sheet import Book, Column, Sheet
from qingyuan.formats.writers.xlsx import write_sheet_workbook

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(
    title: str,
    columns: Iterable[tuple[str, int]],
    rows: Iterable[tuple[str | int, ...]],
    *,
    lines_above: tuple[str, ...],
    at: datetime,
) -> FileResponse:
    """One sheet, named by its title and the day."""
    day = timezone.localdate(at)
    sheet = Sheet(
        name=title[:20],
        title=title,
        columns=tuple(Column(name, width) for name, width in columns),
        rows=rows,
        lines_above=lines_above,
    )
    with tempfile.TemporaryDirectory(prefix="qingyuan-") as folder:
        path = Path(folder) / "list.xlsx"
        write_sheet_workbook(path, Book(title=title, made_on=day, sheets=(sheet,)))
        content = path.open("rb")  # stays readable when the folder is gone
    name = f"{title}_{day:%Y%m%d}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=_TYPE)
