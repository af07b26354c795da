"""CSV that a spreadsheet opens as it is, and in which nothing becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.utils import timezone

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK = "\ufeff"  # without it spreadsheets take UTF-8 for something else


def safe_cell(value: object) -> str:
    """A cell's text; one that a spreadsheet would calculate gets an apostrophe before it.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("  @sum"), safe_cell("王老师"), safe_cell(-3)
    ("'=HYPERLINK(1)", "'  @sum", '王老师', '-3')
    """
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    text = str(value)
    is_formula = text.lstrip(" ").startswith(_STARTS_A_FORMULA) or text.startswith(("\t", "\r"))
    return f"'{text}" if is_formula else text


class _Line:
    """What csv writes into: the line that it has just made is given back."""

    def write(self, line: str) -> str:
        return line


def csv_response(
    name: str, titles: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A file that is written while it is sent, however long it is."""
    response = StreamingHttpResponse(_lines(titles, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response


def _lines(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield _BYTE_ORDER_MARK + writer.writerow([safe_cell(title) for title in titles])
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])
