from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.server.cast import NOW

from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.evidence.leases import MAX_STARTS, end, renew, restart_orphans

pytestmark = pytest.mark.django_db
_LATER = NOW + timedelta(seconds=settings.LEASE_SECONDS + 1)


def _running(*workers: str) -> DBTaskResult[..., object]:
    job = fan_out.enqueue(version_id=0)
    row = DBTaskResult.objects.get(pk=job.id)
    row.status, row.worker_ids = TaskResultStatus.RUNNING, list(workers)
    row.save()
    return row


def test_a_job_of_a_living_worker_is_left_alone() -> None:
    job = _running("one")
    renew(worker_id="one", at=NOW)
    assert restart_orphans(at=NOW + timedelta(seconds=30)) == 0
    job.refresh_from_db()
    assert job.status == TaskResultStatus.RUNNING


def test_a_job_of_a_dead_worker_starts_again() -> None:
    job = _running("one")
    renew(worker_id="one", at=NOW)
    assert restart_orphans(at=_LATER) == 1
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY


def test_a_worker_that_stopped_in_order_leaves_its_job_at_once() -> None:
    _running("one")
    renew(worker_id="one", at=NOW)
    end(worker_id="one")
    assert restart_orphans(at=NOW) == 1


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    job = _running(*(f"worker {number}" for number in range(MAX_STARTS)))
    assert restart_orphans(at=NOW) == 0
    job.refresh_from_db()
    assert job.status == TaskResultStatus.FAILED
