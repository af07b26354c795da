"""What runs inside a worker process: read a task, call the function, answer; again.

Started as `python -I -S -B -c … module:function memory seconds …`, with few imports of its own,
so that a replacement is there at once.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

from qingyuan.pipelines.processes import frames
from qingyuan.pipelines.processes.confinement import (
    confine,
    resident_mb,
    start_clock,
    stop_clock,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[[bytes], bytes]

_LOOK_EVERY: Final = 16
_COLLECT_EVERY: Final = 256


class _Terms(NamedTuple):
    """Seconds for a task; tasks and megabytes after which the process makes way."""

    seconds: float
    most_tasks: int
    most_mb: int


def main(target: str, parent: str, memory_mb: str, seconds: str, most_tasks: str) -> None:
    """Serve tasks until the parent closes the pipe.

    Args:
        target: `package.module:function`, taking and giving bytes.
        parent: The parent's process id.
        memory_mb: Limit of address space.
        seconds: Limit for one task.
        most_tasks: Tasks after which the process makes way for a fresh one.
    """
    tasks, answers = _private_pipes()
    confine(int(parent), int(memory_mb))
    module, _, name = target.partition(":")
    try:
        function = getattr(importlib.import_module(module), name)
    except BaseException as problem:  # told to the parent, which raises it
        frames.write_all(answers, frames.frame(frames.FAILED, _described(problem)))
        return
    # What readers build has no cycles: looking for them costs a tenth of the time.
    gc.freeze()
    gc.disable()
    frames.write_all(answers, frames.frame(frames.HELLO, b""))
    terms = _Terms(float(seconds), int(most_tasks), int(memory_mb) // 2)
    _serve(function, frames.FrameReader(tasks), answers, terms)


def _private_pipes() -> tuple[int, int]:
    """Move the pipes away from 0 and 1, so that nothing printed gets among the answers."""
    tasks, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return tasks, answers


def _serve(function: Function, tasks: frames.FrameReader, answers: int, terms: _Terms) -> None:
    for count in range(1, terms.most_tasks + 1):
        task = tasks.next()
        if task is None:
            return
        start_clock(terms.seconds)
        payload, ok, leave = _answer(function, task[1])
        stop_clock()
        if count % _COLLECT_EVERY == 0:
            gc.collect()
        grown = count % _LOOK_EVERY == 0 and resident_mb() > terms.most_mb
        leave = leave or grown or count == terms.most_tasks
        frames.write_all(answers, frames.frame(_kind(ok=ok, leave=leave), payload))
        if leave:
            os._exit(0)


def _kind(*, ok: bool, leave: bool) -> int:
    if ok:
        return frames.LAST_DONE if leave else frames.DONE
    return frames.LAST_FAILED if leave else frames.FAILED


def _answer(function: Function, task: bytes) -> tuple[bytes, bool, bool]:
    """The payload, whether it is an answer, and whether this process had better go."""
    try:
        return bytes(function(task)), True, False
    except Exception as problem:  # told to the parent
        return _described(problem), False, isinstance(problem, MemoryError)
    except BaseException as problem:  # a Rust panic is one of these
        return _described(problem), False, True


def _described(problem: BaseException) -> bytes:
    return f"{type(problem).__name__}: {problem}"[:500].encode("utf-8", "replace")


if __name__ == "__main__":
    main(*sys.argv[1:6])
