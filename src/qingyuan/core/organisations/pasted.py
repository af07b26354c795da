"""A roster pasted as text: out of a sheet with tabs, or typed with commas and spaces."""

from __future__ import annotations

import re

from qingyuan.core.organisations.list_kinds import ROSTER
from qingyuan.core.organisations.list_reading import ListLine, ListReading, read_list
from qingyuan.core.tables.grid import Content, Grid

_SEPARATOR = re.compile(r"\t|[,，;；、|]|\s{2,}| ")
_NUMBER = re.compile(r"[A-Za-z]*\d[\w-]*")
_SERIAL = re.compile(r"\d{1,4}[.、．]\s*")
PASTED = "粘贴"


def read_pasted_roster(text: str) -> ListReading:
    """The lines of a pasted roster; with a header its columns, else by what they look like.

    >>> [line.cells for line in read_pasted_roster("王一,001，语文组").lines]
    [{'name': '王一', 'number': '001', 'department': '语文组'}]
    """
    rows = [line.split("\t") for line in text.splitlines()]
    grid = Grid(PASTED, tuple(tuple(row) for row in rows))
    read = read_list(Content((grid,)), ROSTER)
    if isinstance(read, ListReading):
        return read
    lines = (_line(number, line) for number, line in enumerate(text.splitlines(), 1))
    return ListReading({PASTED: {}}, tuple(line for line in lines if line.cells))


def _line(number: int, text: str) -> ListLine:
    bare = _SERIAL.sub("", text.strip(), count=1) if _SERIAL.match(text.strip()) else text.strip()
    cells: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in _SEPARATOR.split(bare))):
        if _NUMBER.fullmatch(part) and "number" not in cells:
            cells["number"] = part
        elif "name" not in cells:
            cells["name"] = part
        else:
            cells["department"] = f"{cells.get('department', '')}{part}"
    return ListLine(PASTED, number, cells)
