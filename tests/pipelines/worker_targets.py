"""What a worker runs in the tests: echoes, and the deaths that a hostile file may cause."""

from __future__ import annotations

import os
import pathlib
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def echo(task: bytes) -> bytes:
    deed = _DEEDS.get(task)
    if deed is not None:
        return deed()
    return task


def _hang() -> bytes:
    time.sleep(60)
    return b""


def _spin() -> bytes:
    while True:
        pass


def _print() -> bytes:
    sys.stdout.write("noise" * 1000)
    sys.stdout.flush()
    os.write(1, b"noise")
    return b"printed"


def _garbage() -> bytes:
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\xff" * 64)
        except OSError:
            continue
    return b""


def _write_file() -> bytes:
    path = pathlib.Path(f"/tmp/qingyuan-worker-{os.getpid()}")
    try:
        path.write_bytes(b"x" * 10)
    except OSError:
        return b"refused"
    finally:
        path.unlink(missing_ok=True)
    return b"written"


def _connect() -> bytes:
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except OSError as problem:
        return str(problem.errno).encode()
    return b"connected"


class _Panic(BaseException):
    pass


def _panic() -> bytes:
    raise _Panic


def _exit() -> bytes:
    raise SystemExit(3)


def _kill() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def _abort() -> bytes:
    os.abort()


_DEEDS: dict[bytes, Callable[[], bytes]] = {
    b"hang": _hang,
    b"spin": _spin,
    b"print": _print,
    b"garbage": _garbage,
    b"file": _write_file,
    b"connect": _connect,
    b"panic": _panic,
    b"exit": _exit,
    b"kill": _kill,
    b"abort": _abort,
    b"memory": lambda: bytes(900 << 20),
    b"pid": lambda: str(os.getpid()).encode(),
    b"opened": lambda: ",".join(f.name for f in pathlib.Path("/proc/self/fd").iterdir()).encode(),
    b"environment": lambda: ",".join(os.environ).encode(),
}
