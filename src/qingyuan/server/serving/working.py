"""The worker: takes jobs from the database, shows that it is alive, starts what is due."""

from __future__ import annotations

import logging
import secrets
import socket
import threading

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from qingyuan.server.evidence import leases
from qingyuan.server.serving.clock import tick

_POLL_SECONDS = 0.5
_HEARTBEAT_SECONDS = 15
_PAUSE_SECONDS = 2
_log = logging.getLogger(__name__)


class BackgroundWorker:
    """A worker in threads of this process: one takes jobs, one keeps the lease and the clock."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._worker = _new_worker()
        self._threads = [
            threading.Thread(target=self._work, name="jobs", daemon=True),
            threading.Thread(target=self._beat, name="clock", daemon=True),
        ]

    @property
    def worker_id(self) -> str:
        """By which name it holds its lease now."""
        return str(self._worker.worker_id)

    def start(self) -> None:
        """Shows itself before it takes the first job."""
        leases.renew(worker_id=self.worker_id, at=timezone.now())
        for thread in self._threads:
            thread.start()

    def stop(self, seconds: float = 20.0) -> None:
        """Lets the present job end; one that takes longer is taken up by the next worker."""
        self._worker.running = False
        self._stopped.set()
        for thread in self._threads:
            thread.join(seconds)
        try:
            leases.end(worker_id=self.worker_id)
        except DatabaseError:
            _log.exception("the lease of %s runs out by itself", self.worker_id)

    def _work(self) -> None:
        """Takes jobs; where the database goes away under one, a new worker starts after a while.

        The new one has a new name, so that the lease of what was left half done runs out.
        """
        try:
            while not self._stopped.is_set():
                try:
                    self._worker.run()
                except DatabaseError:
                    _log.exception("worker %s has lost the database", self.worker_id)
                    connections.close_all()
                    self._stopped.wait(_PAUSE_SECONDS)
                    self._worker = _new_worker()
        finally:
            connections.close_all()

    def _beat(self) -> None:
        try:
            while not self._stopped.is_set():
                self._beat_once()
                self._stopped.wait(_HEARTBEAT_SECONDS)
        finally:
            connections.close_all()

    def _beat_once(self) -> None:
        close_old_connections()
        now = timezone.now()
        try:
            leases.renew(worker_id=self.worker_id, at=now)
            tick(at=now)
        except Exception:  # whatever it was, the next beat comes
            _log.exception("the clock missed a beat")


def _new_worker() -> Worker:
    return Worker(
        queue_names=["*"],
        interval=_POLL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()[:30]}-{secrets.token_hex(8)}",
        excluded_queue_names=[],
    )
