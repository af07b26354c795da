"""The real command, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MAIN = "from qingyuan.cli.main import main; main()"


def qingyuan(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Calls `qingyuan` with these arguments, its output in a pipe."""
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", MAIN, *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment,
        timeout=60,
    )
