"""Excel 97–2003 workbooks (BIFF8), which WPS also writes as .et.

Only what a form needs: shared strings, numbers, dates, merged cells, hidden sheets.
Formulas are left as their values.
"""

import struct
from datetime import date

from benchmarks.inbox.grid import Formula, Grid, Value
from benchmarks.inbox.writers.compound import compound_file

_LIMIT = 8000  # a record holds 8,224 bytes
_GENERAL, _DATED = 15, 16


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _long(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<HB", len(units) // 2, 1) + units


def _short(text: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack("<BB", len(units) // 2, 1) + units


class _Strings:
    """The shared string table."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.uses = 0

    def add(self, text: str) -> int:
        """Index of a string."""
        self.uses += 1
        return self.index.setdefault(text, len(self.index))

    def records(self) -> bytes:
        """SST and its CONTINUE records, each beginning with a whole string."""
        chunks = [struct.pack("<II", self.uses, len(self.index))]
        for text in self.index:
            item = _long(text)
            if len(chunks[-1]) + len(item) > _LIMIT:
                chunks.append(b"")
            chunks[-1] += item
        return _record(0xFC, chunks[0]) + b"".join(_record(0x3C, c) for c in chunks[1:])


def _cell(row: int, column: int, value: Value, strings: _Strings) -> bytes:
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, date):
        serial = float((value - date(1899, 12, 30)).days)
        return _record(0x203, struct.pack("<HHHd", row, column, _DATED, serial))
    if isinstance(value, int | float):
        return _record(0x203, struct.pack("<HHHd", row, column, _GENERAL, float(value)))
    text = (value or "").replace("\r\n", "\n")
    return _record(0xFD, struct.pack("<HHHI", row, column, _GENERAL, strings.add(text)))


def _sheet(grid: Grid, strings: _Strings) -> bytes:
    data = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    data += _record(0x200, struct.pack("<IIHHH", 0, grid.height(), 0, grid.width(), 0))
    cells = sorted(grid.cells.items())
    data += b"".join(_cell(row, column, value, strings) for (row, column), value in cells)
    data += _record(0x23E, struct.pack("<HHHIHHI", 0x6B6, 0, 0, 64, 0, 0, 0))
    for start in range(0, len(grid.merges), 1000):
        part = grid.merges[start : start + 1000]
        areas = b"".join(struct.pack("<HHHH", m[0], m[2], m[1], m[3]) for m in part)
        data += _record(0xE5, struct.pack("<H", len(part)) + areas)
    return data + _record(0x0A)


def _globals() -> bytes:
    data = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    data += _record(0x42, struct.pack("<H", 1200)) + _record(0x22, struct.pack("<H", 0))
    window = struct.pack("<9H", 0, 0, 16000, 9000, 0x38, 0, 0, 1, 600)
    data += _record(0x3D, window)
    font = struct.pack("<HHHHHBBBB", 220, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + _short("宋体")
    data += _record(0x31, font) * 5
    style = struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    data += _record(0xE0, style) * 15
    for number_format in (0, 14):
        xf = struct.pack("<HHHBBBBIIH", 0, number_format, 1, 0x28, 0, 0, 4, 0, 0, 0x20C0)
        data += _record(0xE0, xf)
    return data + _record(0x293, struct.pack("<HBB", 0x8000, 0, 0xFF))


def write_xls(grids: list[Grid], *, stamp: int = 0) -> bytes:
    """A workbook; `stamp` makes equal content differ."""
    strings = _Strings()
    sheets = [_sheet(grid, strings) for grid in grids]
    heads = [_short(grid.name) for grid in grids]
    body = _globals() + _record(0x5C, f"{stamp:<111}".encode("ascii"))
    tail = strings.records() + _record(0x0A)
    offset = len(body) + sum(4 + 6 + len(head) for head in heads) + len(tail)
    for grid, head, sheet in zip(grids, heads, sheets, strict=True):
        body += _record(0x85, struct.pack("<IBB", offset, int(grid.hidden), 0) + head)
        offset += len(sheet)
    return compound_file("Workbook", body + tail + b"".join(sheets))
