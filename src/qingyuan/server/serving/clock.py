"""What is due by the clock: orphaned jobs, the outbox, yesterday's seal, the duties of a day."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from qingyuan.server.evidence.leases import restart_orphans
from qingyuan.server.evidence.posting import send_waiting
from qingyuan.server.evidence.sealing import seal_day
from qingyuan.server.reporting.clock import start_daily

_log = logging.getLogger(__name__)


def tick(*, at: datetime) -> None:
    """Does what is due now; what cannot be done now is tried at the next tick."""
    for duty in (_restart_orphans, _send, _seal_yesterday, start_daily):
        try:
            duty(at)
        except DatabaseError:
            _log.exception("the clock could not do %s", duty.__name__)


def _restart_orphans(at: datetime) -> None:
    restart_orphans(at=at)


def _send(at: datetime) -> None:
    send_waiting(at=at)


def _seal_yesterday(at: datetime) -> None:
    seal_day(on=timezone.localdate(at) - timedelta(days=1), at=at)
