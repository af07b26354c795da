"""Runs a command with a PostgreSQL of its own: `python -m tests.server.postgresql pytest …`.

The server lives in a temporary folder, answers on a socket there and ends with the command.
Without PostgreSQL on the machine it says so and does nothing, unless nothing may be skipped.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

NOTHING_SKIPPED = "QINGYUAN_NOTHING_SKIPPED"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",  # sixty-four phones at once, on every core that tests
    "client_min_messages": "warning",
}


def programs() -> Path | None:
    """Where `initdb` and `postgres` are, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    known = shutil.which("initdb")
    paths = [*found, *([Path(known)] if known else [])]
    return paths[0].resolve().parent if paths else None


@contextlib.contextmanager
def running(programs: Path) -> Iterator[str]:
    """A fresh server; gives its `DATABASE_URL`."""
    folder = Path(tempfile.mkdtemp(prefix="qingyuan-pg-"))
    try:
        other = _other_user(folder)
        _initialise(programs, folder, other)
        with _started(programs, folder, other):
            yield f"postgresql://qingyuan@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class OtherUser(TypedDict, total=False):
    """What `subprocess` takes to run a program as somebody else; empty where it is ourselves."""

    user: int
    group: int
    extra_groups: list[int]


def _other_user(folder: Path) -> OtherUser:
    """PostgreSQL refuses to run as root: then it runs as somebody without rights."""
    if os.getuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    other = known.get("postgres") or known["nobody"]
    os.chown(folder, other.pw_uid, other.pw_gid)
    folder.chmod(0o755)
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


def _initialise(programs: Path, folder: Path, other: OtherUser) -> None:
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "qingyuan"]
    options = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, cwd="/", **other)


@contextlib.contextmanager
def _started(programs: Path, folder: Path, other: OtherUser) -> Iterator[None]:
    options = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, *options], stderr=log, stdout=log, cwd="/", **other)
    try:
        _wait(programs, folder)
        yield
    finally:
        _stop(programs, folder, other)
        server.wait(60)


def _wait(programs: Path, folder: Path) -> None:
    for _ in range(300):
        ready = [str(programs / "pg_isready"), "-q", "-h", str(folder), "-U", "qingyuan"]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.2)
    raise RuntimeError((folder / "log").read_text("utf-8", "replace"))


def _stop(programs: Path, folder: Path, other: OtherUser) -> None:
    command = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd="/", **other)


def main(command: list[str]) -> int:
    """Runs the command, its exit code is ours."""
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    found = programs()
    if found is None:
        print("跳过 PostgreSQL 上的测试：本机没有 PostgreSQL（apt install postgresql）")  # noqa: T201 - a program
        return 1 if os.environ.get(NOTHING_SKIPPED) else 0
    with running(found) as url:
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
