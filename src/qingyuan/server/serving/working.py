"""The worker: takes jobs from the database, shows that it is alive, starts what is due."""

from __future__ import annotations

import secrets
import socket
import threading

from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from qingyuan.server.evidence import leases
from qingyuan.server.serving.clock import tick

_POLL_SECONDS = 0.5
_HEARTBEAT_SECONDS = 15


class BackgroundWorker:
    """A worker in threads of this process: one takes jobs, one keeps the lease and the clock."""

    def __init__(self) -> None:
        self.worker_id = f"{socket.gethostname()[:30]}-{secrets.token_hex(8)}"
        self._stopped = threading.Event()
        self._worker = Worker(
            queue_names=["*"],
            interval=_POLL_SECONDS,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=self.worker_id,
            excluded_queue_names=[],
        )
        self._threads = [
            threading.Thread(target=self._work, name="jobs", daemon=True),
            threading.Thread(target=self._beat, name="clock", daemon=True),
        ]

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
        leases.end(worker_id=self.worker_id)

    def _work(self) -> None:
        try:
            self._worker.run()
        finally:
            connections.close_all()

    def _beat(self) -> None:
        try:
            while not self._stopped.is_set():
                close_old_connections()
                now = timezone.now()
                leases.renew(worker_id=self.worker_id, at=now)
                tick(at=now)
                self._stopped.wait(_HEARTBEAT_SECONDS)
        finally:
            connections.close_all()
