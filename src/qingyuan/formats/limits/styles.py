"""Styles of a workbook, cut to what tells a date from a number."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_SECTIONS: Final = (b"numFmts", b"cellXfs")


@lru_cache(maxsize=64)
def number_formats(part: bytes) -> bytes:
    """The number formats and the formats of cells, without fonts, fills and borders.

    Those are some twenty kilobytes in an Excel file, which a reader would walk through to skip.
    Where anything is spelt unusually, the part is returned as it is.

    >>> number_formats(b'<styleSheet><fonts/><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>')
    b'<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    """
    root = part.find(b"<styleSheet")
    head = part[: part.find(b">", root) + 1]
    sections = [_section(part, name) for name in _SECTIONS]
    if root < 0 or b"<!" in part or None in sections or not sections[1]:
        return part
    return b"".join((head, *filter(None, sections), b"</styleSheet>"))


def _section(part: bytes, name: bytes) -> bytes | None:
    """One section with its tags; nothing where there is none; None where it is not plain."""
    start, closing = part.find(b"<" + name), b"</" + name + b">"
    end = part.find(closing)
    if start < 0 and end < 0:
        return b""
    if start < 0 or end < start or part.count(b"<" + name) != 1 or part.count(closing) != 1:
        return None
    return part[start : end + len(closing)]
