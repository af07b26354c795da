"""One worker process as its parent sees it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from typing import Final

from qingyuan.pipelines.processes import frames

_BOOT: Final = (
    "import sys; sys.path[:] = sys.argv[6:]; "
    "from qingyuan.pipelines.processes.child import main; main(*sys.argv[1:6])"
)
_GONE: Final = -1
"""Kind of the event that a worker's answers have ended."""

_GARBAGE: Final = -2

_KEPT_VARIABLES: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "PATH")
"""Windows cannot start a process without the first; some Pythons not without the second."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a worker is started, and what it may use."""

    target: str
    seconds: float
    memory_mb: int
    most_tasks: int


@dataclass(frozen=True, slots=True)
class Task:
    """A task and its number in the order of the call."""

    index: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a worker's reading thread saw, and when (monotonic seconds)."""

    worker: Worker
    kind: int
    payload: bytes
    at: float

    @property
    def is_end(self) -> bool:
        """No more answers will come."""
        return self.kind in {_GONE, _GARBAGE}

    @property
    def is_garbage(self) -> bool:
        """It ended because what came was no message."""
        return self.kind == _GARBAGE


@dataclass(eq=False, slots=True)
class Worker:
    """A child process, the tasks that it holds, and two threads that keep its pipes moving.

    Threads, because a pipe cannot be waited for on Windows; and a write to a stuck child blocks
    a thread, never the pool.
    """

    process: subprocess.Popen[bytes]
    held: deque[Task] = field(default_factory=deque)
    started_at: float = 0.0
    is_ready: bool = False
    is_leaving: bool = False
    timed_out: bool = False
    outgoing: SimpleQueue[bytes | None] = field(default_factory=SimpleQueue)

    def give(self, task: Task) -> None:
        """Hand it a task; the clock starts when the tasks before are answered."""
        if not self.held:
            self.started_at = time.monotonic()
        self.held.append(task)
        self.outgoing.put(frames.frame(frames.TASK, task.payload))

    def kill(self) -> None:
        """End it now."""
        self.process.kill()
        self.outgoing.put(None)

    def close(self) -> None:
        """Wait for the killed process and free its pipes."""
        self.process.wait()
        self.outgoing.put(None)


def start(terms: Terms, events: SimpleQueue[Event]) -> Worker:
    """Start a clean process: no inherited state, hardly any environment, no open files."""
    arguments = (
        terms.target,
        str(os.getpid()),
        str(terms.memory_mb),
        str(terms.seconds),
        str(terms.most_tasks),
    )
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _BOOT, *arguments, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
        bufsize=0,
    )
    worker = Worker(process)
    Thread(target=_read, args=(worker, events), daemon=True).start()
    Thread(target=_write, args=(worker,), daemon=True).start()
    return worker


def _read(worker: Worker, events: SimpleQueue[Event]) -> None:
    """Turn messages into events until they end."""
    assert worker.process.stdout is not None  # noqa: S101 - for the type checker
    kind = _GONE
    with worker.process.stdout as pipe:
        reader = frames.FrameReader(pipe.fileno())
        try:
            while (message := reader.next()) is not None:
                events.put(Event(worker, *message, time.monotonic()))
        except (frames.BrokenFrameError, OSError):
            kind = _GARBAGE
    worker.process.kill()
    worker.process.wait()
    events.put(Event(worker, kind, b"", time.monotonic()))


def _write(worker: Worker) -> None:
    """Send what is queued until told to stop, or the child is gone."""
    assert worker.process.stdin is not None  # noqa: S101 - for the type checker
    try:
        with worker.process.stdin as pipe:
            while (message := worker.outgoing.get()) is not None:
                frames.write_all(pipe.fileno(), message)
    except OSError:
        return
