"""What the README promises first: a fresh clone, `make run`, an account, and a clean stop.

Run by `.ci/run` as `python -m tests.fresh_clone`; it clones this repository and needs the time that
the first preparation takes.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.server.installations import ROOT, Visitor

_ACCOUNTS = ("school4.reporter", "yunxi.admin")  # without a second factor, and with one


def main() -> int:
    """0 where everything went as promised."""
    with tempfile.TemporaryDirectory(prefix="qingyuan-clone-") as folder:
        clone = Path(folder) / "qingyuan"
        subprocess.run(["git", "clone", "-q", f"file://{ROOT}", str(clone)], check=True)
        theirs = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        running = subprocess.Popen(
            ["make", "run"],
            cwd=clone,
            env=theirs | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            _look_around(clone, _address(running))
        finally:
            os.killpg(running.pid, signal.SIGINT)
            rest = running.communicate(timeout=60)[0]
        assert "已停止" in rest, rest
    print("新克隆的仓库：make run 启动、登录、停止，都正常")  # noqa: T201 - a program
    return 0


def _address(running: subprocess.Popen[str]) -> str:
    said = ""
    assert running.stdout
    for line in running.stdout:
        said += line
        found = re.search(r"网站已启动：(\S+)", said)
        if found and "Ctrl-C" in line:
            return found[1]
    raise AssertionError(f"make run ended: {said}")


def _look_around(clone: Path, address: str) -> None:
    listed = json.loads((clone / "build/demo/demo-accounts.json").read_text("utf-8"))["accounts"]
    accounts = {account["username"]: account for account in listed}
    for name in _ACCOUNTS:
        visitor = Visitor(address.rstrip("/"))
        page = visitor.sign_in(accounts[name])
        assert visitor.url == address, f"{name} came to {visitor.url}"
        assert accounts[name]["unit"] in page, f"{name} does not see its unit"


if __name__ == "__main__":
    sys.exit(main())
