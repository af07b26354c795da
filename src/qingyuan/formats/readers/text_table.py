"""CSV and other tables in plain text, whatever encoding and separator they were saved with."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from qingyuan.core.tables.grid import Content
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import too_big
from qingyuan.formats.readers.decoding import decode
from qingyuan.formats.readers.sketch import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHEET_NAME: Final = "1"
_SEPARATORS: Final = (",", "\t", ";", "|", "，")
_SAMPLE_RECORDS: Final = 60
_NAMED = re.compile(r"^sep=(.)\r?$", re.IGNORECASE)


def read_text_table(data: bytes) -> Content:
    """A text table as one grid named "1".

    Rows are records: a line break inside quotation marks starts no row, a blank line is one.
    Everything stays text, so leading zeros are kept.

    Raises:
        Refused: The encoding is unknown, or a limit is passed.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    # For the whole process: the limit of the file before must not decide how this one is read.
    csv.field_size_limit(max(1, len(text)))
    first, _, rest = text.partition("\n")
    named = _NAMED.match(first)
    # `sep=;` is Excel's own first line: no data, but a row that the clerk sees counted.
    body, separator = ("\n" + rest, named[1]) if named else (text, _separator(text))
    lines = Lines(SHEET_NAME)
    may_be_long = len(text) > published.CELL_CHARACTERS
    for record in _records(body, separator):
        if len(lines.rows) >= published.SHEET_ROWS:
            raise too_big("文本表格的行数太多", "20 万行")
        is_long = may_be_long and sum(map(len, record)) > published.CELL_CHARACTERS
        lines.add([value or None for value in record], may_be_long=is_long)
    return Content((lines.grid(),))


def _records(text: str, separator: str) -> Iterable[list[str]]:
    """Records with quotation marks understood; where a mark is never closed, taken as letters."""
    try:
        return list(_limited(csv.reader(io.StringIO(text), delimiter=separator, strict=True)))
    except csv.Error:
        pass
    lenient = list(_limited(csv.reader(io.StringIO(text), delimiter=separator)))
    if text.count("\n") - len(lenient) <= 2 * len(lenient) and not _is_swallowed(lenient):
        return lenient
    plain = csv.reader(io.StringIO(text), delimiter=separator, quoting=csv.QUOTE_NONE)
    return [[value.strip('"') for value in record] for record in _limited(plain)]


def _limited(records: Iterator[list[str]]) -> Iterator[list[str]]:
    return islice(records, published.SHEET_ROWS + 1)


def _is_swallowed(records: list[list[str]]) -> bool:
    """Whether the last record runs over line ends: a mark was opened and never closed."""
    return bool(records) and any("\n" in value for value in records[-1])


def _separator(text: str) -> str:
    """The separator by which most lines fall into the same number of fields, above one."""
    marks = [mark for mark in _SEPARATORS if mark in text]
    if marks in ([], [","]):
        return ","
    scores = {mark: _score(text, mark) for mark in marks}
    best = max(scores, key=lambda mark: scores[mark])
    return best if scores[best] else ","


def _score(text: str, separator: str) -> int:
    """Lines that agree on a number of fields, times the separators in each of them."""
    sample = io.StringIO(text[:200_000])
    reader = csv.reader(sample, delimiter=separator)
    try:
        widths = Counter(len(record) for record in islice(reader, _SAMPLE_RECORDS) if record)
    except csv.Error:
        return 0
    return max((count * (width - 1) for width, count in widths.items()), default=0)
