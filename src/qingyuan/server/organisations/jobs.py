"""What the worker does for organisations: read large files, write large imports."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.actions.imports import read_batch, write_batch
from qingyuan.server.organisations.models import ImportBatch


@task
def read_import(batch_id: int) -> None:
    """Reads and compares a file; running it again reads it again."""
    read_batch(ImportBatch.objects.select_related("unit", "file").get(pk=batch_id))


@task
def write_import(batch_id: int, address: str) -> None:
    """Writes a batch that a person has confirmed, in that person's name."""
    batch = ImportBatch.objects.select_related("unit", "file", "applied_by").get(pk=batch_id)
    person = batch.applied_by
    by = Actor(
        name=person.name if person else "命令行",
        channel=Channel.JOB,
        user_id=person.pk if person else None,
        unit_id=batch.unit_id,
        address=address,
    )
    write_batch(batch=batch, by=by, at=timezone.now())
