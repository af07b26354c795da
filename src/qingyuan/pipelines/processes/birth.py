"""How a worker process comes into being: forked from this one, or started anew.

A fork shares what this process has imported, so it is ready at once and costs nothing; started
anew, every child imports and compiles the same for itself. Only a process that has no second
thread may fork: a lock that another thread holds would stay locked in the child for ever.
"""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import IO, Final, NoReturn, Protocol, cast

from qingyuan.pipelines.processes import child

_BOOT: Final = (
    "import sys; sys.path[:] = sys.argv[6:]; "
    "from qingyuan.pipelines.processes.child import main; main(*sys.argv[1:6])"
)
_KEPT_VARIABLES: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "PATH")
"""Windows cannot start a process without the first; some Pythons not without the second."""

_THREADS: Final = Path("/proc/self/task")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a worker is started, and what it may use."""

    target: str
    seconds: float
    memory_mb: int
    most_tasks: int

    def arguments(self, parent: int) -> tuple[str, str, str, str, str]:
        """What `child.main` is called with."""
        numbers = map(str, (parent, self.memory_mb, self.seconds, self.most_tasks))
        return cast("tuple[str, str, str, str, str]", (self.target, *numbers))


class Process(Protocol):
    """What is asked of a child process; any thread may ask."""

    @property
    def returncode(self) -> int | None:
        """How it ended, as in `subprocess`; None before anybody waited for its end."""

    def kill(self) -> None:
        """End it now."""

    def wait(self) -> int:
        """Wait for its end."""


@dataclass(frozen=True, slots=True)
class Born:
    """A child process and the ends of its two pipes that are ours."""

    process: Process
    tasks: IO[bytes]
    answers: IO[bytes]


def first_born(terms: Terms, count: int) -> list[Born]:
    """The first children, made before this process has read anything that they should not know."""
    if not _may_fork():
        return [started(terms) for _ in range(count)]
    # Imported here for all of them; what is wrong with it, the child tells as any other would.
    with suppress(Exception):
        importlib.import_module(terms.target.partition(":")[0])
    return [_forked(terms) for _ in range(count)]


def _may_fork() -> bool:
    """Whether this process has one thread only; those that Python does not know of count too."""
    try:
        return sys.platform.startswith("linux") and len(list(_THREADS.iterdir())) == 1
    except OSError:
        return False


def started(terms: Terms) -> Born:
    """A new child in a clean process: no inherited state, hardly any environment, no open files."""
    arguments = terms.arguments(os.getpid())
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own arguments
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _BOOT, *arguments, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ},
        bufsize=0,
    )
    assert process.stdin is not None  # noqa: S101 - for the type checker
    assert process.stdout is not None  # noqa: S101
    return Born(process, process.stdin, process.stdout)


def _forked(terms: Terms) -> Born:
    """A copy of this process that keeps of it what is imported, and nothing open."""
    its_tasks, our_tasks = os.pipe()
    our_answers, its_answers = os.pipe()
    parent = os.getpid()
    process = os.fork()
    if process == 0:
        _live(terms, parent, its_tasks, its_answers)
    os.close(its_tasks)
    os.close(its_answers)
    return Born(
        _Forked(process),
        os.fdopen(our_tasks, "wb", buffering=0),
        os.fdopen(our_answers, "rb", buffering=0),
    )


def _live(terms: Terms, parent: int, tasks: int, answers: int) -> NoReturn:
    """The whole life of a forked child, which must never get back into its parent's code."""
    try:
        os.dup2(tasks, 0)
        os.dup2(answers, 1)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        # What the parent has printed and not yet written is the parent's to write.
        for stream in ("stdin", "stdout", "stderr"):
            setattr(sys, stream, Path(os.devnull).open("r+", encoding="utf-8"))  # noqa: SIM115
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for name in os.environ.keys() - set(_KEPT_VARIABLES):
            del os.environ[name]
        child.main(*terms.arguments(parent))
    finally:
        os._exit(0)


class _Forked:
    """A forked child; `wait` is called when it has been killed or has closed its pipe."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._lock = Lock()
        self.returncode: int | None = None

    def kill(self) -> None:
        """End it now; once it is waited for, its number may be another process's."""
        with self._lock:
            if self.returncode is None:
                os.kill(self._process, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end."""
        with self._lock:
            if self.returncode is None:
                _, status = os.waitpid(self._process, 0)
                self.returncode = os.waitstatus_to_exitcode(status)
            return self.returncode
