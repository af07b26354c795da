"""Workbooks by calamine: xlsx and xlsm through the gate, xls and et behind process limits."""

from __future__ import annotations

import io
import math
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from qingyuan.core.tables.grid import CellValue, Content, Grid, Merge
from qingyuan.formats.limits import published, sheetpart, strings, zipbuild
from qingyuan.formats.limits.addresses import cell_address
from qingyuan.formats.limits.refused import Refused, damaged, too_big
from qingyuan.formats.limits.sheetrewrite import rewrite
from qingyuan.formats.limits.styles import number_formats
from qingyuan.formats.readers.file_type import FileType
from qingyuan.formats.readers.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from python_calamine import CalamineSheet, SheetMetadata

    from qingyuan.formats.limits.package import Package

Rows = tuple[tuple[CellValue, ...], ...]

_EXACT: Final = 1e15
"""Excel keeps 15 digits; a longer number was written by another program and is text in truth."""

_SHEETS: Final = "xl/worksheets/"
_STRINGS: Final = "xl/sharedstrings.xml"
_NEVER_OPENED: Final = (
    "docprops/",
    "customxml/",
    "xl/theme/",
    "xl/drawings/",
    "xl/charts/",
    "xl/media/",
    "xl/embeddings/",
    "xl/externallinks/",
    "xl/pivot",
    "xl/tables/",
    "xl/comments",
    "xl/threadedcomments/",
    "xl/persons/",
    "xl/calcchain",
    "xl/printersettings/",
    "xl/worksheets/_rels/",
)


class _Role(Enum):
    """What a part is to the reader."""

    SHEET = auto()
    STRINGS = auto()
    STYLES = auto()
    SHARED = auto()  # alike in many files
    OTHER = auto()


_ROLES: Final = {
    _STRINGS: _Role.STRINGS,
    "xl/styles.xml": _Role.STYLES,
    "xl/workbook.xml": _Role.SHARED,
    "[content_types].xml": _Role.SHARED,
}


def read_xlsx(package: Package) -> Content:
    """Sheets of an xlsx or xlsm; macros, pictures and links never reach the reader.

    Raises:
        Refused: A limit is passed, or the workbook is broken.
    """
    parts, sheets = _parts(package)
    _check(parts, sheets, sheetpart.checked)
    # No cell can hold more characters than the largest part has bytes.
    long_cells = max(map(len, parts.values())) > published.CELL_CHARACTERS
    try:
        return _content(zipbuild.build(parts), long_cells=long_cells)
    except _LongNumberError:
        _check(parts, sheets, rewrite)
        return _content(zipbuild.build(parts), exact=True)


def read_xls(data: bytes) -> Content:
    """Sheets of an xls or et."""
    # A character takes a byte at least.
    return _content(data, exact=True, long_cells=len(data) > published.CELL_CHARACTERS)


class _LongNumberError(Exception):
    """A number has more digits than a float holds: read the sheet with its digits as text."""


def _parts(package: Package) -> tuple[dict[str, bytes], list[str]]:
    """The parts that the reader may open, under their own names; and which of them are sheets."""
    parts: dict[str, bytes] = {}
    sheets: list[str] = []
    for name, entry in package.entries.items():
        own_name, role = _role(entry.name)
        if role is _Role.SHARED:
            parts[own_name] = package.shared_xml(name)
        elif role is _Role.STYLES:
            parts[own_name] = number_formats(package.shared_xml(name))
        elif role is _Role.SHEET:
            parts[own_name] = package.sheet(name)
            sheets.append(own_name)
        elif role is not None:
            part = parts[own_name] = package.xml(name)
            if role is _Role.OTHER and b"sheetData" in part:
                sheets.append(own_name)
    return parts, sheets


@lru_cache(maxsize=256)
def _role(raw: bytes) -> tuple[str, _Role | None]:
    """A part's own name and its role; None for what is never opened."""
    own_name = raw.decode("utf-8", "replace").replace("\\", "/").lstrip("/")
    name = own_name.lower()
    if not name.endswith((".xml", ".rels")) or name.startswith(_NEVER_OPENED):
        return own_name, None
    if name.startswith(_SHEETS):
        return own_name, _Role.SHEET
    if name in _ROLES:
        return own_name, _ROLES[name]
    return own_name, _Role.SHARED if name.endswith(".rels") else _Role.OTHER


def _check(
    parts: dict[str, bytes], sheets: list[str], check: Callable[[bytes, str], bytes]
) -> None:
    """Put each sheet's safe form in its place."""
    shared = b""
    for name, part in parts.items():  # replaced one by one, none added
        if name in sheets:
            parts[name] = check(part, name.rpartition("/")[2])
        elif name.lower() == _STRINGS:
            shared = part
    strings.check_expansion(shared, [parts[name] for name in sheets])


def _content(data: bytes, *, exact: bool = False, long_cells: bool = True) -> Content:
    """Read with calamine, whose panics are no `Exception`.

    Args:
        data: The workbook.
        exact: Long numbers were made text before, so those left are honest floats.
        long_cells: Some cell may be longer than allowed.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [sheet for sheet in book.sheets_metadata if _has_cells(sheet)]
            grids = tuple(
                _grid(book, sheet, exact=exact, long_cells=long_cells) for sheet in sheets
            )
    except (Refused, _LongNumberError, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except PasswordError:
        raise refusal(FileType.ENCRYPTED) from None
    except CalamineError as problem:
        raise _broken(problem) from None
    except BaseException as panic:  # pyo3's PanicException
        raise _broken(panic) from None
    if not grids:
        raise damaged("工作簿里没有工作表")
    return Content(grids)


def _has_cells(sheet: SheetMetadata) -> bool:
    return sheet.typ == SheetTypeEnum.WorkSheet


def _broken(problem: BaseException) -> Refused:
    if "assword" in str(problem) or "ncrypt" in str(problem):
        return refusal(FileType.ENCRYPTED)
    return damaged("工作簿内部结构有误，无法读取")


def _grid(book: CalamineWorkbook, meta: SheetMetadata, *, exact: bool, long_cells: bool) -> Grid:
    sheet = book.get_sheet_by_name(meta.name)
    end = sheet.end or (-1, -1)
    if end[0] >= published.SHEET_ROWS or end[1] >= published.SHEET_COLUMNS:
        _refuse_far_cell(sheet, meta.name)
    rows = _rows(sheet.to_python(skip_empty_area=False), exact=exact)
    if long_cells:
        _check_lengths(rows, meta.name)
    merges = _merges(sheet.merged_cell_ranges or (), end, meta.name)
    return Grid(meta.name, rows, merges, meta.visible != SheetVisibleEnum.Visible)


def _rows(raw: list[list[Any]], *, exact: bool) -> Rows:
    """Integral floats as int."""
    for row in raw:
        if float in map(type, row):
            for at, value in enumerate(row):
                if type(value) is float:
                    whole = int(value) if value.is_integer() else 0
                    row[at] = whole if 0 < whole < _EXACT else _number(value, exact=exact)
    return tuple(map(tuple, raw))


def _number(value: float, *, exact: bool) -> CellValue:
    """Integral floats as int, as a filing number that was typed as a number is one."""
    if not math.isfinite(value):
        return str(value)
    if abs(value) >= _EXACT:
        if not exact:
            raise _LongNumberError
        return value
    return int(value) if value.is_integer() else value


def _check_lengths(rows: Rows, name: str) -> None:
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if type(value) is str and len(value) > published.CELL_CHARACTERS:
                where = f"工作表“{name}”单元格 {cell_address(at, column)} 有 {len(value)} 个字"
                raise too_big(where, "每格 32767 字")


def _refuse_far_cell(sheet: CalamineSheet, name: str) -> None:
    row, column = sheet.end or (0, 0)
    raise too_big(
        f"工作表“{name}”一直用到 {cell_address(row, column)}",
        "每张表 20 万行、256 列",
    )


def _merges(
    ranges: list[tuple[tuple[int, int], tuple[int, int]]] | tuple[()],
    end: tuple[int, int],
    name: str,
) -> tuple[Merge, ...]:
    """Merged blocks, cut to the used area; those outside it or upside down are left out."""
    if len(ranges) > published.SHEET_MERGES:
        raise too_big(f"工作表“{name}”有 {len(ranges)} 处合并单元格", "5 万处")
    found = []
    for (top, left), (low, right) in ranges:
        bottom, last = min(low, end[0]), min(right, end[1])
        if top <= bottom and left <= last and (top, left) != (bottom, last):
            found.append(Merge(top, left, bottom, last))
    return tuple(found)
