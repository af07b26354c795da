"""The real command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MAIN = "from qingyuan.cli.main import main; main()"


@dataclass(frozen=True)
class Done:
    """How a call ended and what it said."""

    returncode: int
    stdout: str
    stderr: str


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """A call of `qingyuan` that runs, its output in pipes."""
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"},
    )


def ended(process: subprocess.Popen[str]) -> Done:
    """Waits for a call to end."""
    said, errors = process.communicate(timeout=60)
    return Done(process.returncode, said, errors)


def qingyuan(*arguments: str | Path) -> Done:
    """Calls `qingyuan` with these arguments and waits."""
    return ended(started(*arguments))
