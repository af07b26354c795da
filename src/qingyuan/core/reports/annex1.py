"""附件1: documents and activities that involve an app, in the notice's own columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.sheet import Align, Book, Cell, Column, Sheet, numbered
from qingyuan.core.reports.wording import REGISTRY_NAME, validity_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingyuan.core.reports.rows import Annex1Row

TITLE = "涉及APP的文件及活动汇总表"
COLUMNS = (
    Column("序号", 6, Align.CENTRE),
    Column("涉及APP名称", 16),
    Column("文件(活动)名称", 28),
    Column("文件编号", 20),
    Column("牵头科室", 12),
    Column("工作目的", 22),
    Column("有效时限", 16, Align.CENTRE),
    Column("教育APP备案号", 18, Align.CENTRE),
)
UNIT_COLUMN = Column("填报单位", 24, added=True)
REGISTRY_NAME_COLUMN = Column(REGISTRY_NAME, 16, added=True)
NOTE = "注：有效时限填写所涉及活动的截止日期，截止日期不明的，填写“无有效期”"


def annex1_book(
    rows: Iterable[Annex1Row], *, unit: str | None, made_on: date, several_units: bool = True
) -> Book:
    """Lay out 附件1; rows are walked once, as they are written.

    The notice's table has no column for the unit. Where `several_units` are gathered in one
    table, two more columns name it and the app's name in the registry.
    """
    sheet = Sheet(
        name="附件1",
        title=TITLE,
        label="附件 1",
        lines_above=(f"填报单位（盖章）：{unit or ''}",),
        columns=(*COLUMNS, UNIT_COLUMN, REGISTRY_NAME_COLUMN) if several_units else COLUMNS,
        rows=numbered(_cells(row, several_units=several_units) for row in rows),
        notes=(NOTE, *_added_note(several_units=several_units)),
    )
    return Book(title=TITLE, made_on=made_on, sheets=(sheet,))


def _cells(row: Annex1Row, *, several_units: bool) -> tuple[Cell, ...]:
    cells = (
        row.app_name,
        row.document_name,
        row.document_number or "",
        row.department,
        row.purpose,
        validity_words(row.valid_until),
        row.filing_number or row.filing_number_raw,
    )
    return (*cells, row.unit, row.registry_name) if several_units else cells


def _added_note(*, several_units: bool) -> tuple[str, ...]:
    if not several_units:
        return ()
    return (f"“{UNIT_COLUMN.title}”“{REGISTRY_NAME}”为汇总时附加，原表没有。",)
