"""截止日期 of one deliverable: what stands, and how it came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingyuan.server.campaigns.models import Deliverable, DueDate
from qingyuan.server.look.parts import Cell, Column, Table
from qingyuan.server.look.words import cn_date, cn_moment


def due_date_table(deliverable: Deliverable, rows: Sequence[DueDate]) -> Table:
    """Every date that was set, newest first, down to the notice's own."""
    columns = (
        Column("截止日期"),
        Column("适用"),
        Column("原因"),
        Column("批准人"),
        Column("设定时间"),
    )
    first = (
        Cell(cn_date(deliverable.due_on)),
        Cell("全部单位"),
        Cell("通知规定"),
        Cell(""),
        Cell(""),
    )
    return Table("截止日期的设定和变动", columns, (*map(_row, rows), first))


def _row(row: DueDate) -> tuple[Cell, ...]:
    return (
        Cell(cn_date(row.due_on)),
        Cell(row.unit.name if row.unit else "全部单位"),
        Cell(row.reason),
        Cell(row.approver),
        Cell(cn_moment(row.set_at)),
    )


def standing_of(deliverable: Deliverable, rows: Sequence[DueDate]) -> date:
    """The date for all; `rows` are newest first."""
    return next((row.due_on for row in rows if row.unit_id is None), deliverable.due_on)
