"""问题清单: what each school must mend, cell by cell, to be sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.grouping import grouped
from qingyuan.core.reports.places import table_words
from qingyuan.core.reports.sheet import Align, Book, Cell, Column, Sheet, numbered
from qingyuan.core.reports.wording import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingyuan.core.reports.rows import MendRow, UnreadFile

TITLE = "填报问题清单"
COLUMNS = (
    Column("序号", 6, Align.CENTRE),
    Column("学校", 22),
    Column("文件", 26),
    Column("表", 12),
    Column("行/单元格", 12, Align.CENTRE),
    Column("填写内容", 20),
    Column("问题", 26),
    Column("怎么改", 30),
)
OVERVIEW_COLUMNS = (
    Column("序号", 6, Align.CENTRE),
    Column("学校", 50),
    Column("问题数", 12, Align.CENTRE),
    Column("涉及文件", 12, Align.CENTRE),
)
UNREAD_COLUMNS = (
    Column("序号", 6, Align.CENTRE),
    Column("文件", 50),
    Column("原因和怎么办", 60),
)


def problems_book(
    rows: Iterable[MendRow],
    *,
    unit: str | None,
    made_on: date,
    unread: Iterable[UnreadFile] | None = None,
) -> Book:
    """Lay out the problem list: an overview by school, every cell, and the files not read."""
    groups = grouped(rows, key=lambda row: row.school)
    lines = (f"退回单位：{unit or ''}　　制表日期：{date_words(made_on)}",)
    unread_sheets = () if unread is None else (_unread_sheet(unread, lines),)
    return Book(
        title=TITLE,
        made_on=made_on,
        sheets=(_overview_sheet(groups, lines), _cells_sheet(groups, lines), *unread_sheets),
    )


def _overview_sheet(groups: dict[str, list[MendRow]], lines: tuple[str, ...]) -> Sheet:
    return Sheet(
        name="汇总",
        title=f"{TITLE}（按学校汇总）",
        lines_above=lines,
        columns=OVERVIEW_COLUMNS,
        rows=numbered(_overview_cells(school, items) for school, items in groups.items()),
        notes=("逐格明细见“问题清单”工作表，可按“学校”列筛选后分别退回。",),
        landscape=False,
    )


def _overview_cells(school: str, items: list[MendRow]) -> tuple[Cell, ...]:
    return school, len(items), len({item.place.file for item in items})


def _cells_sheet(groups: dict[str, list[MendRow]], lines: tuple[str, ...]) -> Sheet:
    return Sheet(
        name="问题清单",
        title=TITLE,
        lines_above=lines,
        columns=COLUMNS,
        rows=numbered(_mend_cells(item) for items in groups.values() for item in items),
        notes=("注：请学校按“怎么改”一列在原表中修改后重新报送。",),
        group_column=1,
    )


def _mend_cells(row: MendRow) -> tuple[Cell, ...]:
    line = f"第{row.place.row}行" if row.place.row else ""
    return (
        row.school,
        row.place.file,
        table_words(row.place),
        f"{line} {row.cell}".strip(),
        row.written,
        row.problem,
        row.remedy,
    )


def _unread_sheet(files: Iterable[UnreadFile], lines: tuple[str, ...]) -> Sheet:
    return Sheet(
        name="未能读取的文件",
        title="未能读取的文件",
        lines_above=lines,
        columns=UNREAD_COLUMNS,
        rows=numbered((file.file, file.reason) for file in files),
        notes=("注：以上文件的内容没有计入任何数字。",),
    )
