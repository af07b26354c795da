from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import qingyuan

_FOUND = """
import sys
from pathlib import Path
from qingyuan.cli.site.opening import load_site
from qingyuan.server.keeping.folder import found
folder = Path(sys.argv[1])
found(folder)
load_site(folder)
from qingyuan.server.keeping.schema import make_tables
from tests.server.campaigns.conveying import make_campaign, make_draft
from tests.server.cast import make_cast
make_tables()
cast = make_cast()
make_draft(cast, make_campaign(cast))
"""
_WORK = """
import sys
from pathlib import Path
from qingyuan.cli.site.opening import load_site
load_site(Path(sys.argv[1]))
from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.campaigns.models import NoticeVersion
fan_out.call(version_id=NoticeVersion.objects.get().pk)
"""


def _run(script: str, folder: Path) -> None:
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root), "QINGYUAN_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, with the city's draft in it."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    folder = tmp_path / "data"
    _run(_FOUND, folder)
    return folder


def test_a_draft_is_issued_and_followed_from_the_terminal(data: Path) -> None:
    status = qingyuan("notice", "status", "--data", data, "--json")
    (draft,) = [json.loads(line) for line in status.stdout.splitlines()]
    number = str(draft["notice"])
    assert (draft["state"], draft["version"], status.returncode) == ("draft", 1, 1)
    issued = qingyuan("notice", "issue", number, "--data", data)
    assert "共 7 个单位" in issued.stdout
    assert "正在下发：0 / 7 个单位" in qingyuan("notice", "status", "--data", data).stdout
    _run(_WORK, data)
    shown = qingyuan("notice", "status", number, "--data", data)
    assert "还有 6 个单位没有签收，21 名教职员工没有传达到" in shown.stdout
    again = qingyuan("notice", "issue", number, "--data", data)
    assert (again.returncode, "没有等着下发的草稿" in again.stderr) == (2, True)
    missing = qingyuan("notice", "status", "999", "--data", data)
    assert (missing.returncode, "没有编号为 999 的通知" in missing.stderr) == (2, True)
