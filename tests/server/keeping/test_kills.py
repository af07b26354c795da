from __future__ import annotations

import signal
import time

from benchmarks.kills import kill_often
from tests.server.installations import Installation

_EVERYBODY_AGAIN = """
from datetime import timedelta
from django.utils import timezone
from qingyuan.server.campaigns.actions.notices import issue_notice, revise_notice
from qingyuan.server.campaigns.models import Notice, NoticeVersion
from qingyuan.server.demo.people import somebody_at
from qingyuan.server.organisations.actions.people import RosterEntry, add_people
from qingyuan.server.organisations.models import Unit
now = timezone.now()
notice = Notice.objects.filter(issuer__parent=None).order_by("pk")[0]
by = somebody_at(notice.issuer)
unit = Unit.objects.filter(kind="school", closed_on=None)[0]
add_people(unit=unit, entries=[RosterEntry(name=f"新{n}") for n in range(MANY)], by=by, at=now)
version = revise_notice(notice=notice, text="全文", changes="期限改了", by=by, at=now)
issue_notice(version=version, by=by, at=now)
print(version.pk)
"""
_KILL_IT_THEN = """
import os, time
from django_tasks_db.models import DBTaskResult
from qingyuan.server.campaigns.models import NoticeVersion
jobs = DBTaskResult.objects.filter(task_path__endswith=".fan_out")
while not jobs.filter(status="RUNNING").exists():
    time.sleep(0.002)
os.kill(PID, 9)
time.sleep(0.5)
print(jobs.filter(status="RUNNING").count())
"""
_A_WHILE_LATER = """
from datetime import timedelta
from django.db.models import F
from qingyuan.server.evidence.models import WorkerLease
WorkerLease.objects.update(seen_at=F("seen_at") - timedelta(minutes=5))
"""
_STATE = (
    "from qingyuan.server.campaigns.models import *; print(NoticeVersion.objects.get(pk={}).state)"
)


def test_what_was_confirmed_survives_kills(spare: Installation) -> None:
    """`benchmarks/kills.py` does the same two hundred times."""
    spare.python(_EVERYBODY_AGAIN.replace("MANY", "200") + _WORK_OFF)
    tally = kill_often(spare, kills=3, seed=3)
    assert tally.kills == 3
    assert len(tally.confirmed) >= 3
    assert (tally.lost, tally.doubled, tally.troubles) == (set(), set(), [])


_WORK_OFF = """
from qingyuan.server.demo.campaign import work_off_jobs
work_off_jobs()
"""


def test_a_notice_goes_on_to_everybody_after_its_worker_was_killed(spare: Installation) -> None:
    version = int(spare.python(_EVERYBODY_AGAIN.replace("MANY", "5000")))
    with spare.start() as server:  # no waiting for its first words: the worker may be done by then
        left_running = spare.python(_KILL_IT_THEN.replace("PID", str(server.pid))).strip()
        assert server.wait(60) == -signal.SIGKILL
    assert left_running == "1", "the job had ended before it could be killed"
    if spare.database_url:  # others may be alive there: the lease has to run out
        spare.python(_A_WHILE_LATER)
    with spare.serving():
        end = time.monotonic() + 90
        while spare.python(_STATE.format(version)).strip() != "issued":
            assert time.monotonic() < end, "the notice stands still"
    assert spare.troubles() == []
