"""One worker process as its parent sees it."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Final

from qingyuan.pipelines.processes import frames

if TYPE_CHECKING:
    from qingyuan.pipelines.processes.birth import Born, Process

_GONE: Final = -1
"""Kind of the event that a worker's answers have ended."""

_GARBAGE: Final = -2


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

    process: Process
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


def attended(born: Born, events: SimpleQueue[Event]) -> Worker:
    """A new child with the two threads that serve its pipes."""
    worker = Worker(born.process, started_at=time.monotonic())
    Thread(target=_read, args=(worker, born.answers, events), daemon=True).start()
    Thread(target=_write, args=(worker, born.tasks), daemon=True).start()
    return worker


def _read(worker: Worker, answers: IO[bytes], events: SimpleQueue[Event]) -> None:
    """Turn messages into events until they end."""
    kind = _GONE
    with answers as pipe:
        reader = frames.FrameReader(pipe.fileno())
        try:
            while (message := reader.next()) is not None:
                events.put(Event(worker, *message, time.monotonic()))
        except (frames.BrokenFrameError, OSError):
            kind = _GARBAGE
    worker.process.kill()
    worker.process.wait()
    events.put(Event(worker, kind, b"", time.monotonic()))


def _write(worker: Worker, tasks: IO[bytes]) -> None:
    """Send what is queued until told to stop, or the child is gone."""
    try:
        with tasks as pipe:
            while (message := worker.outgoing.get()) is not None:
                frames.write_all(pipe.fileno(), message)
    except OSError:
        return
