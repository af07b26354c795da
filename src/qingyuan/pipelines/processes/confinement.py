"""What a worker process may not do, taken away before it sees the first byte.

Each step is best effort: a machine that lacks one (Windows, a container without namespaces)
still runs, with the limits that it has.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from typing import Final

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_NEW_USER: Final = 0x10000000
_NEW_NET: Final = 0x40000000
_PARENT_DEATH_SIGNAL: Final = 1
_OPEN_FILES: Final = 64


def confine(parent: int, memory_mb: int) -> None:
    """Take away network, core dumps, writing to files, and memory beyond `memory_mb`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends us
    if sys.platform.startswith("linux"):
        _die_with(parent)
        _leave_network()
    if resource is not None:
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
        _limit(resource.RLIMIT_AS, memory_mb * 1024 * 1024)


def start_clock(seconds: float) -> None:
    """Let the system end this process if one task runs too long, even if the parent sleeps.

    A little later than the parent would, which can then say why.
    """
    if resource is None:
        return
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds) + 2, hard))


def stop_clock() -> None:
    """No task is running."""
    if resource is not None:
        signal.setitimer(signal.ITIMER_REAL, 0)


def resident_mb() -> int:
    """Memory in use now, or 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - pathlib costs 10 ms to load
            return int(statm.read().split()[1]) * 4096 >> 20
    except (OSError, ValueError, IndexError):
        return 0


def _limit(what: int, value: int) -> None:
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(what)[1]
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(what, (least, least))


def _die_with(parent: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os._exit(0)


def _leave_network() -> None:
    """An own, empty network namespace; root needs no new user for it and keeps its rights."""
    with suppress(OSError, AttributeError):
        flags = _NEW_NET if os.geteuid() == 0 else _NEW_USER | _NEW_NET
        ctypes.CDLL(None).unshare(flags)
