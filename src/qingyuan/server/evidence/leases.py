"""Jobs are leased: one whose worker has not been seen for a minute starts again.

A job may therefore run twice; each is written so that running again goes on where it was.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qingyuan.server.evidence.models import WorkerLease

MAX_STARTS = 5


def renew(*, worker_id: str, at: datetime) -> None:
    """Notes that a worker is alive."""
    WorkerLease.objects.update_or_create(
        worker_id=worker_id,
        defaults={"seen_at": at},
        create_defaults={"seen_at": at, "started_at": at},
    )


def end(*, worker_id: str) -> None:
    """Notes that a worker has stopped in order: what it left is taken up at once."""
    WorkerLease.objects.filter(worker_id=worker_id).delete()


def end_all() -> None:
    """Nobody else can be alive: what any worker left is taken up at once."""
    WorkerLease.objects.all().delete()


@transaction.atomic
def restart_orphans(*, at: datetime) -> int:
    """Puts jobs of dead workers back into the queue; one that killed five workers is given up.

    Returns:
        How many start again.
    """
    oldest = at - timedelta(seconds=settings.LEASE_SECONDS)
    alive = set(WorkerLease.objects.filter(seen_at__gte=oldest).values_list("worker_id", flat=True))
    restarted = 0
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).select_for_update():
        if job.worker_ids and job.worker_ids[-1] in alive:
            continue
        restarted += _restart(job, at)
    WorkerLease.objects.filter(seen_at__lt=oldest).delete()
    return restarted


def _restart(job: DBTaskResult[..., object], at: datetime) -> int:
    """Compare and set, so that a worker that ends just now is not overtaken."""
    rows = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING)
    if len(job.worker_ids) >= MAX_STARTS:
        rows.update(
            status=TaskResultStatus.FAILED,
            finished_at=at,
            exception_class_path="builtins.RuntimeError",
            traceback=f"the worker died {len(job.worker_ids)} times during this job",
        )
        return 0
    return rows.update(status=TaskResultStatus.READY, started_at=None)
