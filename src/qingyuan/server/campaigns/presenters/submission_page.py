"""报送材料: a paper that was filed, with its receipt; lists of what is owed and what came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse

from qingyuan.core.deadlines.state import due_state, due_words
from qingyuan.server.campaigns.models import Deliverable, Submission, UnitProgress
from qingyuan.server.look.parts import Cell, Column, Fact, Table, Task
from qingyuan.server.look.words import cn_date, cn_moment
from qingyuan.server.organisations.models import Unit

State = Submission.State
ON_TIME, LATE, OWED = "按时", "逾期", "未报"


def timeliness(submission: Submission) -> str:
    """By the date that stood at that moment."""
    return LATE if submission.is_late else ON_TIME


def receipt_facts(submission: Submission) -> tuple[Fact, ...]:
    """回执."""
    scan = f"，另附盖章扫描件“{submission.scan_name}”" if submission.scan_name else ""
    return (
        Fact("回执号", submission.receipt_number),
        Fact("报送单位", submission.unit.name),
        Fact("材料", f"{submission.deliverable.name}，第 {submission.number} 版"),
        Fact("报送时间", f"{cn_moment(submission.submitted_at)}，{submission.submitted_by}"),
        Fact("截止日期", f"{cn_date(submission.due_on)}，{timeliness(submission)}"),
        Fact("文件", f"{submission.file_name}{scan}"),
        Fact("文件摘要（SHA-256）", submission.file.sha256),
    )


def own_tasks(
    deliverables: Iterable[Deliverable],
    filed: Mapping[int, Submission],
    unit: Unit,
    today: date,
) -> tuple[Task, ...]:
    """What the unit owes, with how far it is."""
    return tuple(
        _task(each, filed.get(each.pk), today) for each in deliverables if each.is_owed_by(unit)
    )


def _task(each: Deliverable, filed: Submission | None, today: date) -> Task:
    due_on = getattr(each, "stands_on", each.due_on)
    words = due_words(due_state(due_on, today), superior="上级")
    if filed is None:
        return Task(each.name, words, OWED, reverse("campaigns:file", args=[each.pk]))
    hint = f"{cn_moment(filed.submitted_at)}报送，回执号 {filed.receipt_number}"
    if filed.state == State.RETURNED:
        hint = f"退回原因：{filed.reason}"
    status = filed.get_state_display()
    return Task(each.name, hint, status, reverse("campaigns:submission", args=[filed.pk]))


def register_table(rows: Sequence[Submission]) -> Table:
    """收文登记: what came in from the level below."""
    columns = (
        Column("单位"),
        Column("材料"),
        Column("回执号"),
        Column("报送时间"),
        Column("是否按时"),
        Column("状态"),
    )
    return Table("收文登记", columns, tuple(map(_register_row, rows)), hides_caption=True)


def _register_row(row: Submission) -> tuple[Cell, ...]:
    return (
        Cell(row.unit.name, reverse("campaigns:submission", args=[row.pk])),
        Cell(f"{row.deliverable.name}，第 {row.number} 版"),
        Cell(row.receipt_number),
        Cell(cn_moment(row.submitted_at)),
        Cell("", status=timeliness(row)),
        Cell("", status=row.get_state_display()),
    )


def owing_table(rows: Sequence[UnitProgress]) -> Table:
    """Units of the level below that have not filed the deployment report."""
    cells = tuple(
        (Cell(row.unit.name), Cell("工作部署情况报告"), Cell("", status=OWED)) for row in rows
    )
    return Table(
        "未报单位", (Column("单位"), Column("材料"), Column("状态")), cells, hides_caption=True
    )


def version_table(versions: Sequence[Submission]) -> Table:
    """Every version, newest first; the newest stands."""
    columns = (Column("版本"), Column("报送时间"), Column("状态"), Column("审核"), Column("原因"))
    return Table("各版本", columns, tuple(map(_version_row, versions)))


def _version_row(row: Submission) -> tuple[Cell, ...]:
    answered = f"{cn_moment(row.answered_at)}，{row.answered_by}" if row.answered_at else ""
    status = row.get_state_display() if row.is_newest or row.answered_at else "被新版代替"
    return (
        Cell(f"第 {row.number} 版", reverse("campaigns:submission", args=[row.pk])),
        Cell(cn_moment(row.submitted_at)),
        Cell("", status=status),
        Cell(answered),
        Cell(row.reason),
    )
