"""Deeds on imports: receive a file, read it, compare it with what is known, write it.

received → read → previewed → applying → applied.  Nothing is written before a person has seen the
preview; a batch whose worker dies is taken up where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from qingyuan.core.organisations.list_kinds import LIST_KINDS
from qingyuan.core.organisations.list_reading import ListLine, ListReading
from qingyuan.core.organisations.planning import Planned, Standing
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.file_type import FileType
from qingyuan.pipelines.lists import load_list
from qingyuan.server import environment
from qingyuan.server.evidence.actions import record, store
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import ImportBatch, ImportLine, Unit
from qingyuan.server.organisations.planning import plan
from qingyuan.server.organisations.writing import write_lines

ALLOWED = frozenset({
    FileType.XLSX,
    FileType.XLS,
    FileType.ODS,
    FileType.TEXT_TABLE,
    FileType.HTML,
    FileType.SPREADSHEETML,
})  # fmt: skip
_ROWS_A_STATEMENT = 2_000
State = ImportBatch.State


def receive(  # noqa: PLR0913 - a file has as many sides
    *,
    unit: Unit,
    subject: ImportBatch.Subject,
    content: bytes,
    name: str,
    by: Actor,
    at: datetime,
) -> ImportBatch:
    """Keeps a file as received, owned by a unit."""
    stored = store(content, name=name, allowed=ALLOWED, at=at)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            unit=unit,
            subject=subject,
            file=stored,
            file_name=name[-200:],
            received_at=at,
            received_by_id=by.user_id,
        )
        _record(batch, "received", f"上传{batch}", by, at)
    return batch


def read_batch(batch: ImportBatch) -> None:
    """Reads the file in a worker process and compares its lines; a refusal is kept as such."""
    if batch.state not in {State.RECEIVED, State.READ}:
        return
    path = environment.files_folder() / batch.file.path
    try:
        reading = load_list(path, batch.file_name, LIST_KINDS[batch.subject])
    except Refused as refused:
        batch.state, batch.trouble = State.UNREADABLE, refused.sentence[:600]
        batch.save(update_fields=["state", "trouble"])
        return
    batch.columns, batch.unread_titles = reading.columns, list(reading.unread_titles[:20])
    batch.line_count, batch.state = len(reading.lines), State.READ
    batch.save(update_fields=["columns", "unread_titles", "line_count", "state"])
    _preview(batch, reading, plan(batch, reading))


def compare_again(batch: ImportBatch) -> None:
    """Compares the lines with what is known now."""
    reading = reading_of(batch)
    _preview(batch, reading, plan(batch, reading))


def reading_of(batch: ImportBatch) -> ListReading:
    """The lines of a batch as they were read, or mended since."""
    rows = batch.lines.order_by("place").values_list("sheet", "row", "cells")
    return ListReading(batch.columns, tuple(ListLine(*row) for row in rows.iterator(10_000)))


@transaction.atomic
def _preview(batch: ImportBatch, reading: ListReading, planned: Sequence[Planned]) -> None:
    batch.lines.all().delete()
    ImportLine.objects.bulk_create(
        (_line(batch, line, plan) for line, plan in zip(reading.lines, planned, strict=True)),
        batch_size=_ROWS_A_STATEMENT,
    )
    _count(batch, planned)
    batch.state, batch.trouble = State.PREVIEWED, ""
    batch.save()


def _count(batch: ImportBatch, planned: Sequence[Planned]) -> None:
    counts = Counter(plan.standing for plan in planned)
    batch.new_count, batch.changed_count = counts[Standing.NEW], counts[Standing.CHANGED]
    batch.same_count, batch.bad_count = counts[Standing.SAME], counts[Standing.BAD]


def _line(batch: ImportBatch, line: ListLine, plan: Planned) -> ImportLine:
    return ImportLine(
        batch=batch,
        place=plan.place,
        sheet=line.sheet[:100],
        row=line.row,
        cells=line.cells,
        standing=plan.standing,
        faults=[[f.cell, f.field, f.sentence, f.suggestion] for f in plan.faults],
        notes=list(plan.notes),
        changes=[[c.field, c.old, c.new] for c in plan.changes],
    )


@transaction.atomic
def adopt_suggestion(*, line: ImportLine, name: str, by: Actor, at: datetime) -> None:
    """Puts what was meant into a cell of the preview; the file stays as received."""
    batch = line.batch
    if batch.state != State.PREVIEWED:
        raise Refused("这次导入已经不在预览中，不能再改", code="not_in_preview")
    meant = next((fault[3] for fault in line.faults if fault[1] == name and fault[3]), "")
    if not meant:
        raise Refused("这一格没有建议可用，请在文件里改好再上传", code="no_suggestion")
    written = line.cells.get(name, "")
    alike = batch.lines.filter(**{f"cells__{name}": written})
    for one in alike:
        one.cells[name] = meant
        one.save(update_fields=["cells"])
    sentence = f"导入{batch}时把“{written}”当作“{meant}”"
    _record(batch, "mended", sentence, by, at)
    compare_again(batch)


@transaction.atomic
def begin_writing(*, batch: ImportBatch, skips_bad: bool, by: Actor, at: datetime) -> None:
    """A person has seen the preview and wants it written.

    Raises:
        Refused: something is still wrong and was not to be skipped, nothing would change, or
            somebody else has begun.
    """
    if batch.state == State.PREVIEWED and not batch.to_write:
        raise Refused(_nothing_words(batch), code="nothing_changes")
    if batch.bad_count and not skips_bad:
        raise Refused(
            f"还有 {batch.bad_count} 行要改，什么都没有写入。请改好再上传，或选择跳过这些行",
            code="bad_lines",
        )
    begun = ImportBatch.objects.filter(pk=batch.pk, state=State.PREVIEWED).update(
        state=State.APPLYING, skips_bad=skips_bad, applied_by_id=by.user_id
    )
    if not begun:
        raise Refused("这次导入已经开始或已经完成，不用再点", code="already_begun")
    batch.refresh_from_db()
    skipped = f"，跳过 {batch.bad_count} 行" if batch.bad_count else ""
    _record(batch, "begun", f"导入{batch}：写入 {batch.to_write} 行{skipped}", by, at)


def _nothing_words(batch: ImportBatch) -> str:
    if batch.bad_count:
        return f"没有可以写入的行：{batch.bad_count} 行要改，其余没有变化"
    return "没有变化，无需导入"


def write_batch(*, batch: ImportBatch, by: Actor, at: datetime) -> None:
    """Writes what the preview showed; where the world has moved on, the preview is shown again."""
    if batch.state != State.APPLYING:
        return
    reading = reading_of(batch)
    planned = plan(batch, reading)
    if not batch.written_count and _has_moved_on(batch, planned):
        _preview(batch, reading, planned)
        batch.trouble = (
            "预览之后名录有变动，还没有写入。下面是按现在的名录重新比对的结果，请再看一遍"
        )
        batch.save(update_fields=["trouble"])
        return
    try:
        write_lines(batch, planned, by, at)
    except Refused as refused:
        _preview(batch, reading, plan(batch, reading))
        batch.trouble = f"没有写完：{refused.sentence}"[:600]
        batch.save(update_fields=["trouble"])
        return
    _finish(batch, at)


def _has_moved_on(batch: ImportBatch, planned: Sequence[Planned]) -> bool:
    then = dict(batch.lines.values_list("place", "standing"))
    return any(then[plan.place] != plan.standing for plan in planned)


@transaction.atomic
def _finish(batch: ImportBatch, at: datetime) -> None:
    """What has been written stands in its own tables; kept are the lines that were left out."""
    gone = batch.lines.exclude(standing=Standing.BAD)
    gone.filter(post_id=None).delete()
    ImportBatch.objects.filter(pk=batch.pk, state=State.APPLYING).update(
        state=State.APPLIED, applied_at=at, written_count=F("new_count") + F("changed_count")
    )
    batch.refresh_from_db()


def _record(batch: ImportBatch, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"organisations.import.{verb}",
        about=("import", batch.pk),
        sentence=sentence[:400],
        unit_id=batch.unit_id,
        by=by,
        at=at,
        new={"sha256": batch.file.sha256},
    )
