"""Shared strings: one long text that a million cells point at is a bomb of another kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

_INDEX = re.compile(rb'<c\s[^>]*\bt="s"[^>]*>(?:<f[^<]*</f>)?<v>\s*(\d{1,9})')
_ITEM = re.compile(rb"<(?:\w+:)?si[\s>/]")
_SAFE: Final = published.ENTRY_BYTES


def check_expansion(shared: bytes, sheets: Iterable[bytes]) -> None:
    """Refuse a workbook whose cells, written out, hold more text than a file may.

    Args:
        shared: The shared strings part, or nothing.
        sheets: The worksheet parts.
    """
    longest = 0
    for sheet in sheets:
        # An upper bound first: no cell takes fewer than 9 bytes of XML.
        if len(shared) * (len(sheet) // 9) <= _SAFE:
            continue
        count = sheet.count(b't="s"')
        if len(shared) * count <= _SAFE:
            continue
        longest = longest or max(map(len, _ITEM.split(shared)))
        if longest * count > _SAFE:
            _check_exactly(shared, sheet)


def _check_exactly(shared: bytes, sheet: bytes) -> None:
    lengths = [len(item) for item in _ITEM.split(shared)[1:]]
    total = 0
    for match in _INDEX.finditer(sheet):
        number = int(match[1])
        total += lengths[number] if number < len(lengths) else 0
        if total > published.UNPACKED_BYTES:
            raise Refused(
                "许多单元格重复引用很长的文字，展开后超过 200 MB（疑似恶意文件），没有读取",
                code="string_bomb",
            )
