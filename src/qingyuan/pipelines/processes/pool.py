"""A pool of disposable workers: tasks in lazily, answers out as they come."""

from __future__ import annotations

import signal
import time
from collections import deque
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Self

from qingyuan.pipelines.processes import frames
from qingyuan.pipelines.processes.birth import Terms, first_born, started
from qingyuan.pipelines.processes.worker import Event, Task, Worker, attended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

_HELD_TASKS: Final = 16
"""Kept with each worker, so that it never waits for the pipe."""

_HELD_BYTES: Final = 4 * 1024 * 1024
_STARTUP_SECONDS: Final = 60.0
_TASKS_PER_WORKER: Final = 5_000


@dataclass(frozen=True, slots=True)
class Done:
    """The answer to a task. A hostile file may have written it: check it against a schema."""

    index: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Died:
    """A task that ended its worker, or failed in it; `reason` is a Chinese sentence."""

    index: int
    reason: str


class WorkerError(RuntimeError):
    """Workers cannot be started at all: a broken installation, not a broken file."""


class WorkerPool:
    """Workers that each run one function of bytes to bytes.

    Args:
        target: `package.module:function`, imported in the child.
        jobs: Number of processes.
        seconds: Limit for one task.
        memory_mb: Limit of each child's address space, so of its memory too.
        tasks_per_worker: After so many a child makes way for a fresh one.
    """

    def __init__(
        self,
        target: str,
        *,
        jobs: int,
        seconds: float = 10.0,
        memory_mb: int = 500,
        tasks_per_worker: int = _TASKS_PER_WORKER,
    ) -> None:
        self._terms = Terms(target, seconds, memory_mb, tasks_per_worker)
        self._jobs = max(1, jobs)
        self._workers: list[Worker] = []
        self._events: SimpleQueue[Event] = SimpleQueue()

    def __enter__(self) -> Self:
        # All are born before the first is attended: its threads would forbid a fork.
        for born in first_born(self._terms, self._jobs):
            self._workers.append(attended(born, self._events))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers now."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.close()
        self._workers.clear()
        self._events = SimpleQueue()

    def map(self, tasks: Iterable[bytes]) -> Iterator[Done | Died]:
        """Answers as they come, in any order; tasks are taken from the iterable as needed.

        Raises:
            WorkerError: The function cannot be imported in a worker.
        """
        waiting = _Waiting(tasks)
        self._fill_up()
        finished = False
        try:
            while self._hand_out(waiting) or any(worker.held for worker in self._workers):
                yield from self._heard(self._next_events(), waiting)
                yield from self._overdue(waiting)
            finished = True
        finally:
            if not finished:  # an interrupt, or a caller who stopped listening
                self.close()

    def _fill_up(self) -> None:
        while len(self._workers) < self._jobs:
            self._workers.append(attended(started(self._terms), self._events))

    def _hand_out(self, waiting: _Waiting) -> bool:
        """Give tasks to workers with room, one each in turn; False when none are left."""
        room = True
        while room:
            room = False
            for worker in self._workers:
                if _has_room(worker):
                    task = waiting.take()
                    if task is None:
                        return False
                    worker.give(task)
                    room = True
        return True

    def _next_events(self) -> list[Event]:
        """All events that are there; waits for the first, but not past the next deadline."""
        deadline = min(self._deadline(worker) for worker in self._workers)
        events: list[Event] = []
        try:
            events.append(self._events.get(timeout=max(0.01, deadline - time.monotonic())))
            while True:
                events.append(self._events.get_nowait())
        except Empty:
            return events

    def _deadline(self, worker: Worker) -> float:
        if not worker.is_ready:
            return worker.started_at + _STARTUP_SECONDS
        return worker.started_at + self._terms.seconds if worker.held else time.monotonic() + 1

    def _heard(self, events: list[Event], waiting: _Waiting) -> Iterator[Done | Died]:
        for event in events:
            worker = event.worker
            if worker not in self._workers:
                continue
            if event.is_end:
                yield from self._buried(worker, waiting, garbage=event.is_garbage)
            elif not worker.is_ready:
                _greet(worker, event)
            elif worker.held and event.kind in _ANSWERS:
                yield _answered(worker, event)
            else:
                worker.kill()  # an answer that nobody asked for: what follows is not to be trusted

    def _overdue(self, waiting: _Waiting) -> Iterator[Died]:
        """End workers whose task has run too long, once all that they said has been heard."""
        if not self._events.empty():
            return
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.held and now >= self._deadline(worker):
                if not worker.is_ready:
                    raise WorkerError("读取进程启动不了，请检查安装是否完整")
                worker.timed_out = True
                worker.kill()
                yield from self._buried(worker, waiting)

    def _buried(
        self, worker: Worker, waiting: _Waiting, *, garbage: bool = False
    ) -> Iterator[Died]:
        """Replace a worker; its current task is named, those behind it are handed out again."""
        if not worker.is_ready and not worker.timed_out:
            raise WorkerError("读取进程启动不了，请检查安装是否完整")
        self._workers.remove(worker)
        worker.close()
        if worker.held and not worker.is_leaving:
            yield Died(worker.held.popleft().index, self._reason(worker, garbage=garbage))
        waiting.give_back(worker.held)
        self._fill_up()

    def _reason(self, worker: Worker, *, garbage: bool) -> str:
        code = worker.process.returncode
        clock = {-getattr(signal, name, 0) for name in ("SIGALRM", "SIGXCPU")} - {0}
        if worker.timed_out or code in clock:
            why = f"读取超过 {self._terms.seconds:g} 秒，已停止"
        elif garbage:
            why = "读取程序的回答无法识别，结果没有采用"
        else:
            why = f"读取程序异常退出（内存超过 {self._terms.memory_mb} MB，或文件结构异常）"
        return f"{why}；请用 Excel 或 WPS 另存为新文件后再放入"


_ANSWERS: Final = frozenset({frames.DONE, frames.FAILED, frames.LAST_DONE, frames.LAST_FAILED})


def _has_room(worker: Worker) -> bool:
    if worker.is_leaving or len(worker.held) >= _HELD_TASKS:
        return False
    return sum(len(task.payload) for task in worker.held) < _HELD_BYTES


def _greet(worker: Worker, event: Event) -> None:
    if event.kind != frames.HELLO:
        detail = event.payload.decode("utf-8", "replace")
        raise WorkerError(f"读取进程启动不了（{detail}），请检查安装是否完整")
    worker.is_ready = True
    worker.started_at = event.at


def _answered(worker: Worker, event: Event) -> Done | Died:
    task = worker.held.popleft()
    worker.started_at = event.at
    worker.is_leaving = event.kind in {frames.LAST_DONE, frames.LAST_FAILED}
    if event.kind in {frames.DONE, frames.LAST_DONE}:
        return Done(task.index, event.payload)
    detail = event.payload.decode("utf-8", "replace")
    kind = detail.partition(":")[0]
    why = "读取所需内存超过上限" if kind == "MemoryError" else f"读取时出错（{kind}）"
    return Died(task.index, f"{why}；请用 Excel 或 WPS 另存为新文件后再放入")


class _Waiting:
    """Tasks not yet handed out: those given back first, then the caller's, taken lazily."""

    def __init__(self, tasks: Iterable[bytes]) -> None:
        self._fresh = enumerate(tasks)
        self._again: deque[Task] = deque()

    def take(self) -> Task | None:
        if self._again:
            return self._again.popleft()
        following = next(self._fresh, None)
        return None if following is None else Task(*following)

    def give_back(self, tasks: Iterable[Task]) -> None:
        self._again.extend(tasks)
