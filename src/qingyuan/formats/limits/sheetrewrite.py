"""An unusual worksheet written anew: only cells that hold something, each with its address."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from html import escape
from typing import Final

from lxml import etree

from qingyuan.formats.limits import published
from qingyuan.formats.limits.addresses import cell_address, column_number
from qingyuan.formats.limits.refused import Refused, damaged

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ADDRESS = re.compile(r"^\$?([A-Za-z]{1,7})\$?([0-9]{1,18})$")
_LONG_NUMBER = re.compile(r"^-?\d{16,}$")
_TAGS: Final = ("{*}row", "{*}c", "{*}mergeCell")


@dataclass(slots=True)
class _Sheet:
    """What was kept so far, and the position that a cell without an address takes."""

    name: str
    pieces: list[str] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    row: int = -1
    column: int = -1
    last_row: int = 0
    last_column: int = 0


def rewrite(part: bytes, name: str) -> bytes:
    """The sheet in the plainest spelling.

    Errors become text, numbers of more than 15 digits keep all of them as text, empty cells are
    dropped, positions are spelt out.

    Raises:
        Refused: broken XML, or a value outside the published limits, with its address.
    """
    sheet = _Sheet(name)
    try:
        for event, element in etree.iterparse(
            io.BytesIO(part),
            events=("start", "end"),
            tag=_TAGS,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            _take(sheet, event, element)
    except etree.XMLSyntaxError:
        raise damaged(f"工作表 {name} 的内容不完整") from None
    return _written(sheet)


def _take(sheet: _Sheet, event: str, element: etree._Element) -> None:
    tag = etree.QName(element).localname
    if event == "start":
        if tag == "row":
            _start_row(sheet, element)
        return
    if tag == "c":
        _take_cell(sheet, element)
    elif tag == "mergeCell" and len(sheet.merges) <= published.SHEET_MERGES:
        sheet.merges.append(element.get("ref", ""))
    if tag == "row":
        element.clear()
        while (previous := element.getprevious()) is not None:
            previous.getparent().remove(previous)  # type: ignore[union-attr]


def _start_row(sheet: _Sheet, element: etree._Element) -> None:
    written = element.get("r", "")
    sheet.row = int(written) - 1 if written.isascii() and written.isdigit() else sheet.row + 1
    sheet.column = -1


def _take_cell(sheet: _Sheet, element: etree._Element) -> None:
    _move(sheet, element.get("r"))
    kind, text = _value(element)
    if not text:
        return
    if kind == "s" and not text.strip().isdigit():
        raise _bad_cell(sheet, "文字编号无效")
    _check_bounds(sheet)
    style = f' s="{element.get("s")}"' if (element.get("s") or "").isdigit() else ""
    body = f'<t xml:space="preserve">{escape(text, quote=False)}</t>'
    body = f"<is>{body}</is>" if kind == "inlineStr" else f"<v>{escape(text, quote=False)}</v>"
    address = cell_address(sheet.row, sheet.column)
    sheet.pieces.append(
        f'<row r="{sheet.row + 1}"><c r="{address}"{style} t="{kind}">{body}</c></row>'
    )


def _move(sheet: _Sheet, address: str | None) -> None:
    if address is None:
        sheet.column += 1
        return
    match = _ADDRESS.match(address)
    if match is None or int(match[2]) < 1:
        raise damaged(f"工作表 {sheet.name} 的单元格地址 {address[:20]} 无效")
    sheet.column = column_number(match[1].upper()) - 1
    sheet.row = int(match[2]) - 1


def _value(element: etree._Element) -> tuple[str, str]:
    """The cell's type and text as they are to be written."""
    kind = element.get("t", "n")
    if kind == "inlineStr":
        runs = element.iterfind("{*}is//{*}t")
        return kind, "".join(run.text or "" for run in runs if not _is_phonetic(run))
    text = element.findtext("{*}v") or ""
    if kind in {"s", "b", "d"}:
        return kind, text
    return ("n" if kind == "n" and _is_plain_number(text) else "str"), text


def _is_plain_number(text: str) -> bool:
    """Whether a float holds all of it; what is no number or has too many digits stays text."""
    try:
        float(text)
    except ValueError:
        return False
    return _LONG_NUMBER.match(text.strip()) is None


def _is_phonetic(run: etree._Element) -> bool:
    parent = run.getparent()
    return parent is not None and etree.QName(parent).localname == "rPh"


def _check_bounds(sheet: _Sheet) -> None:
    sheet.last_row = max(sheet.last_row, sheet.row + 1)
    sheet.last_column = max(sheet.last_column, sheet.column + 1)
    if sheet.row >= published.SHEET_ROWS or sheet.column >= published.SHEET_COLUMNS:
        raise _bad_cell(sheet, "在 20 万行、256 列之外还有内容")
    if sheet.last_row * sheet.last_column > published.SHEET_CELLS:
        raise _bad_cell(sheet, "内容铺得太开（行数乘列数超过 400 万格）")


def _bad_cell(sheet: _Sheet, why: str) -> Refused:
    address = cell_address(sheet.row, sheet.column)
    return Refused(
        f"工作表（{sheet.name}）单元格 {address} {why}，请删去该处内容并重新保存后再放入",
        code="cell_out_of_bounds",
    )


def _written(sheet: _Sheet) -> bytes:
    merges = "".join(f"<mergeCell ref={_quoted(ref)}/>" for ref in sheet.merges)
    merged = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    body = "".join(sheet.pieces)
    return (f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{merged}</worksheet>').encode()


def _quoted(text: str) -> str:
    return '"' + escape(text) + '"'
