"""How a place in a form is worded, so that a clerk finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from qingyuan.core.reports.rows import Place

# Readers of these kinds of file name a table by its number.
_NUMBERED: Final = (".docx", ".docm", ".doc", ".wps", ".htm", ".html", ".mht")


def has_numbered_tables(place: Place) -> bool:
    """Whether the place's table is a number and not the name of a sheet."""
    return place.table.isdecimal() and place.file.lower().endswith(_NUMBERED)


def table_words(place: Place) -> str:
    """Word the table of a place by itself: 第1个表, or a sheet's name."""
    return f"第{place.table}个表" if has_numbered_tables(place) else place.table


def place_words(place: Place) -> str:
    """Word a place as a clerk would look it up."""
    table = table_words(place) if has_numbered_tables(place) else f"表“{place.table}”"
    return f"{place.file}｜{table}｜第{place.row}行"
