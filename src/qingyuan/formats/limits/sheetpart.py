"""A worksheet's XML, made safe for a reader that holds the used area dense.

calamine aborts the whole process on a value in XFD1048576, drops error cells and CDATA without a
word, and reads string number -1 as number 0.  A look that matches only what is unusual keeps an
ordinary sheet cheap (one regular expression); what is unusual goes to `sheetrewrite`.
"""

from __future__ import annotations

import re
from typing import Final

from qingyuan.formats.limits import published
from qingyuan.formats.limits.addresses import column_number
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.sheetrewrite import rewrite

# Anything but a cell within ZZ9999 whose first attribute is its address.
_UNUSUAL_CELL = re.compile(rb'<c[\s>](?!r="[A-Z]{1,2}\d{1,4}")')
_VALUE_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>(?!</c>)')
_ANY_CELL = re.compile(rb'<c(?=[\s>/])(?! r="[A-Z]{1,3}\d{1,7}"[\s/>])')
_ERROR_TYPE = re.compile(rb'(<c\s[^>]*\bt=")e"')
_NEGATIVE = re.compile(rb"<v>\s*-")
_NEGATIVE_STRING = re.compile(rb'<c\s[^>]*\bt="s"[^>]*>(?:<f[^<]*</f>)?<v>\s*-')
_LONG_TAIL: Final = 4096
_LARGE: Final = 16 * published.MEGABYTE
_ROOT_END: Final = b"</worksheet>"


def checked(part: bytes, name: str) -> bytes:
    """The sheet with empty far cells dropped and odd spellings made plain.

    Raises:
        Refused: a value outside the published limits (with its address), or a string number
            below zero.
    """
    start = part.find(b"<sheetData")
    if start < 0 or _is_unusual(part):
        return rewrite(part, name)
    part = _cells_alone(_without_empty_tail(part), start)
    if _UNUSUAL_CELL.search(part) and not _is_within_bounds(part):
        return rewrite(part, name)
    start = part.find(b"<sheetData")
    if part.find(b"#", start) >= 0 and b'"e"' in part:
        # Readers drop error cells; as text, what the clerk sees (#REF!) stays in the row.
        part = _ERROR_TYPE.sub(rb'\1str"', part)
    if _has_negative_string(part, start):
        raise Refused(
            f"工作表（{name}）里有无效的文字编号，文件已损坏，请重新保存后再放入",
            code="bad_string_index",
        )
    return part


def _has_negative_string(part: bytes, start: int) -> bool:
    """The exact look comes last: it is far slower than those that nearly all sheets pass."""
    return bool(
        part.find(b"-", start) >= 0
        and _NEGATIVE.search(part, start)
        and _NEGATIVE_STRING.search(part, start)
    )


def _cells_alone(part: bytes, start: int) -> bytes:
    """Only root, merged cells and cells, in this order.

    Column widths, lists of choices and print settings are nothing to a reader; and with merged
    cells (or none) first, calamine need not go through all cells a second time to find them.
    A sheet in any other order, or not closed, is left to the reader's judgement.
    """
    root = part.find(b"<worksheet", 0, start)
    end = part.rfind(b"</sheetData>")
    if root < 0 or end < start or len(part) > _LARGE or not part.rstrip().endswith(_ROOT_END):
        return part
    first, closed = part.find(b"<mergeCells", end), part.find(b"</mergeCells>", end)
    if part.find(b"<mergeCell", root, start) >= 0 or (first < 0) != (closed < 0) or first > closed:
        return part
    if part.find(b"<mergeCells", closed) > first:
        return part
    merges = part[first : closed + 13] if first > 0 else b"<mergeCells></mergeCells>"
    head = part[: part.find(b">", root) + 1]
    return b"".join((head, merges, part[start : end + 12], _ROOT_END))


def _is_unusual(part: bytes) -> bool:
    """Comments, CDATA, or several data blocks: spellings that readers disagree on."""
    return (b"!" in part and b"<!" in part) or part.count(b"<sheetData") > 1


def _without_empty_tail(part: bytes) -> bytes:
    """Drop what follows the last value: a million formatted empty rows cost nothing then."""
    last = max(part.rfind(b"</v>"), part.rfind(b"</is>"))
    end = part.rfind(b"</sheetData>")
    if last < 0:
        last = part.find(b">", part.find(b"<sheetData"))
        return part[: last + 1] + part[end:] if end > last + _LONG_TAIL else part
    if end < last + _LONG_TAIL:
        return part
    cell_end = part.find(b"</c>", last)
    return part[:cell_end] + b"</c></row>" + part[end:] if 0 < cell_end < end else part


def _is_within_bounds(part: bytes) -> bool:
    """Whether all cells that may hold a value lie within the limits, and all are addressed."""
    if _ANY_CELL.search(part):
        return False
    last_row = last_column = 0
    columns: dict[bytes, int] = {}
    for match in _VALUE_CELL.finditer(part):
        letters, digits = match.groups()
        column = columns.get(letters) or columns.setdefault(letters, column_number(letters))
        last_column = max(last_column, column)
        last_row = max(last_row, int(digits))
    return (
        last_row <= published.SHEET_ROWS
        and last_column <= published.SHEET_COLUMNS
        and last_row * last_column <= published.SHEET_CELLS
    )
