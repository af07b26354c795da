"""An import as its page shows it: counts, lines with what is wrong where, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from qingyuan.core.organisations.list_kinds import FIELD_WORDS, LIST_KINDS
from qingyuan.server.look.parts import Cell, Column, Crumb, FigureCard, Table
from qingyuan.server.look.tones import Tone
from qingyuan.server.look.words import cn_moment
from qingyuan.server.organisations.models import ImportBatch, ImportLine, User
from qingyuan.server.organisations.presenters.paging import RowsPage, page_of

_RECENT = 10
SLIPS_AT_ONCE = 200
STANDING_WORDS = {"bad": "要改", "new": "新增", "changed": "更新", "same": "没有变化"}


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a line, where, and what may have been meant."""

    cell: str
    sentence: str
    suggestion: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a line; `old` is what it would replace."""

    title: str
    text: str
    old: str = ""
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the preview."""

    number: int
    row: str
    cells: tuple[ShownCell, ...]
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipPart:
    """A pile of slips that is printed at once."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What the page of an import shows."""

    batch: ImportBatch
    crumbs: tuple[Crumb, ...]
    sentence: str
    cards: tuple[FigureCard, ...]
    titles: tuple[str, ...]
    lines: tuple[ShownLine, ...]
    page: RowsPage[ImportLine]
    shown_standing: str
    back_url: str
    slip_parts: tuple[SlipPart, ...]


def import_page(batch: ImportBatch, standing: str, number: str | None) -> ImportPage:
    """The page; without a choice it shows first what must be mended."""
    standing = standing if standing in STANDING_WORDS else _first_standing(batch)
    page = page_of(batch.lines.filter(standing=standing).order_by("place"), number)
    fields = _fields(batch)
    back = back_url(batch)
    lines = tuple(_line(line, fields, batch) for line in page.rows)
    return ImportPage(
        batch=batch,
        crumbs=(Crumb(batch.get_subject_display(), back), Crumb("导入")),
        sentence=_sentence(batch),
        cards=_cards(batch),
        titles=tuple(FIELD_WORDS[name] for name in fields),
        lines=lines,
        page=page,
        shown_standing=STANDING_WORDS[standing],
        back_url=back,
        slip_parts=_slip_parts(batch),
    )


def _first_standing(batch: ImportBatch) -> str:
    counts = {"bad": batch.bad_count, "changed": batch.changed_count, "new": batch.new_count}
    return next((standing for standing, count in counts.items() if count), "same")


def _fields(batch: ImportBatch) -> tuple[str, ...]:
    found = {name for columns in batch.columns.values() for name in columns}
    return tuple(name for name in FIELD_WORDS if name in found)


def back_url(batch: ImportBatch) -> str:
    """Where one goes when the import is done."""
    if batch.subject == ImportBatch.Subject.ROSTER:
        return reverse("organisations:roster", args=[batch.unit_id])
    if batch.subject == ImportBatch.Subject.ACCOUNTS:
        return reverse("organisations:accounts")
    return f"{reverse('organisations:units')}?under={batch.unit_id}"


def _sentence(batch: ImportBatch) -> str:
    counts = (
        f"共 {batch.line_count:,} 行：新增 {batch.new_count:,}，更新 {batch.changed_count:,}，"
        f"未变 {batch.same_count:,}，{batch.bad_count:,} 行有问题。"
    )
    if batch.state == ImportBatch.State.APPLIED:
        return f"已写入 {batch.written_count:,} 行。{counts}"
    if not batch.to_write and not batch.bad_count:
        return f"没有变化，无需导入。{counts}"
    return f"{counts}现在还没有写入任何数据"


def _cards(batch: ImportBatch) -> tuple[FigureCard, ...]:
    here = reverse("organisations:import_batch", args=[batch.pk])
    keeps = batch.state == ImportBatch.State.PREVIEWED
    counts = (
        ("bad", batch.bad_count, Tone.DANGER),
        ("new", batch.new_count, Tone.PLAIN),
        ("changed", batch.changed_count, Tone.PLAIN),
        ("same", batch.same_count, Tone.PLAIN),
    )
    return tuple(
        FigureCard(
            STANDING_WORDS[standing],
            f"{count:,}",
            url=f"{here}?show={standing}" if count and (keeps or standing == "bad") else "",
            tone=tone if count else Tone.PLAIN,
        )
        for standing, count, tone in counts
    )


def _line(line: ImportLine, fields: Sequence[str], batch: ImportBatch) -> ShownLine:
    wrong = {fault[1] for fault in line.faults}
    old = {change[0]: change[1] or "（空）" for change in line.changes}
    sheet = f"{line.sheet} " if len(batch.columns) > 1 else ""
    return ShownLine(
        number=line.pk,
        row=f"{sheet}{line.row}",
        cells=tuple(
            ShownCell(FIELD_WORDS[name], line.cells.get(name, ""), old.get(name, ""), name in wrong)
            for name in fields
        ),
        remarks=tuple(
            Remark(cell, sentence, suggestion, name)
            for cell, name, sentence, suggestion in line.faults
        ),
        notes=tuple(line.notes),
    )


def recent_imports(user: User, subject: str) -> Table | None:
    """The latest imports of a kind in an account's scope."""
    batches = ImportBatch.objects.visible_to(user).filter(subject=subject)
    rows = tuple(
        (
            Cell(batch.file_name, reverse("organisations:import_batch", args=[batch.pk])),
            Cell(batch.unit.name),
            Cell(cn_moment(batch.received_at)),
            Cell(batch.received_by.name if batch.received_by else "命令行"),
            Cell("", status=batch.get_state_display()),
        )
        for batch in batches.select_related("unit", "received_by").order_by("-pk")[:_RECENT]
    )
    columns = tuple(Column(title) for title in ("文件", "单位", "时间", "谁", "状态"))
    return Table("最近的导入", columns, rows, hides_caption=True) if rows else None


def _slip_parts(batch: ImportBatch) -> tuple[SlipPart, ...]:
    """The accounts of a batch in piles."""
    if batch.subject != ImportBatch.Subject.ACCOUNTS or batch.written_count <= SLIPS_AT_ONCE:
        return (SlipPart(1, "激活单"),)
    return tuple(
        SlipPart(number, f"第 {first + 1}–{min(first + SLIPS_AT_ONCE, batch.written_count)} 张")
        for number, first in enumerate(range(0, batch.written_count, SLIPS_AT_ONCE), 1)
    )


def title_of(subject: str) -> str:
    """Of the upload page."""
    return f"导入{LIST_KINDS[subject].words}"
