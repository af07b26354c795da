"""Builds lists as a workbook would give them."""

from __future__ import annotations

from qingyuan.core.organisations.known_units import KnownUnit, KnownUnits
from qingyuan.core.organisations.list_kinds import ListKind
from qingyuan.core.organisations.list_reading import ListReading, read_list
from qingyuan.core.tables.grid import CellValue, Content, Grid, Merge

CITY = KnownUnit(1, "云溪市教育体育局", "Q1", None, "city")
COUNTY = KnownUnit(2, "东湖县教育体育局", "Q1-1", 1, "county")
CENTRAL = KnownUnit(3, "柳河镇中心校", "Q1-1-1", 2, "central_school")
FIRST = KnownUnit(4, "柳河镇第一小学", "2141000001", 3, "school", "411599")
GONE = KnownUnit(5, "柳河镇第三小学", "2141000003", 3, "school", is_open=False)
SECOND = KnownUnit(6, "东湖县第二初级中学", "Q1-1-2", 2, "school")


def known() -> KnownUnits:
    return KnownUnits([CITY, COUNTY, CENTRAL, FIRST, GONE, SECOND])


def grid(*rows: tuple[CellValue, ...], merges: tuple[Merge, ...] = ()) -> Content:
    return Content((Grid("1", rows, merges),))


def reading(kind: ListKind, *rows: tuple[CellValue, ...]) -> ListReading:
    read = read_list(grid(*rows), kind)
    assert isinstance(read, ListReading), read
    return read
