from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.command import qingyuan
from tests.server.organisations.lists import UNITS, workbook

_FOUND = """
import sys
from pathlib import Path
from qingyuan.cli.site.opening import load_site
from qingyuan.server.keeping.folder import found
folder = Path(sys.argv[1])
found(folder)
load_site(folder)
from qingyuan.server.keeping.schema import make_tables
from tests.server.cast import make_cast
make_tables()
make_cast()
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation of its own, with the cast in it."""
    folder = tmp_path_factory.mktemp("city") / "data"
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", _FOUND, str(folder)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "QINGYUAN_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def _list(folder: Path, *rows: tuple[str | None, ...]) -> Path:
    path = folder / "名录.xlsx"
    path.write_bytes(workbook(UNITS, *rows))
    return path


def test_a_list_comes_in_once_and_goes_out_as_it_came(data: Path, tmp_path: Path) -> None:
    file = _list(tmp_path, ("湖滨新区教育办", None, None, "功能区"), ("湖滨小学", "湖滨新区教育办"))
    before = qingyuan("units", "import", file, "--data", data, "--preview")
    assert "新增 2，更新 0，未变 0，0 行要改。没有写入任何数据" in before.stdout
    first = json.loads(qingyuan("units", "import", file, "--data", data, "--json").stdout)
    assert (first["new"], first["written"], first["state"]) == (2, 2, "applied")
    again = qingyuan("units", "import", file, "--data", data)
    assert (again.returncode, "没有变化，无需导入" in again.stdout) == (0, True)
    out = tmp_path / "导出.xlsx"
    assert qingyuan("units", "export", "--data", data, "--out", out).returncode == 0
    back = json.loads(qingyuan("units", "import", out, "--data", data, "--json").stdout)
    assert (back["new"], back["changed"], back["bad"]) == (0, 0, 0)
    assert back["same"] == back["lines"] == 10


def test_one_line_to_be_mended_stops_all_of_it(data: Path, tmp_path: Path) -> None:
    file = _list(tmp_path, ("甲小学", None), ("乙小学", "没有的中心校"))
    done = qingyuan("units", "import", file, "--data", data)
    assert done.returncode == 1
    assert "B3：名录里没有“没有的中心校”" in done.stdout
    assert "没有写入任何数据" in done.stdout
    skipped = qingyuan("units", "import", file, "--data", data, "--skip-bad", "--json")
    assert (skipped.returncode, json.loads(skipped.stdout)["written"]) == (1, 1)


def test_a_slip_is_made_without_a_password(data: Path) -> None:
    top = json.loads(qingyuan("accounts", "issue", "--unit", "Q1", "--name", "白露", "--data", data,
                              "--json").stdout)["slips"]  # fmt: skip
    assert [slip["name"] for slip in top] == ["白露"]
    again = qingyuan("accounts", "issue", "--unit", "Q1", "--data", data, "--json")
    (slip,) = json.loads(again.stdout)["slips"]
    assert slip["username"] == top[0]["username"]
    assert slip["code"] != top[0]["code"]
    assert len(slip["code"]) == 19


def test_an_account_without_a_second_factor_has_nothing_to_forget(data: Path) -> None:
    done = qingyuan("accounts", "forget-factor", "--username", "alice", "--data", data)
    assert (done.returncode, "没有设置双因素验证" in done.stderr) == (2, True), done
    done = qingyuan("accounts", "forget-factor", "--username", "niemand", "--data", data)
    assert (done.returncode, "没有“niemand”这个账号" in done.stderr) == (2, True), done


def test_wrong_calls_end_with_a_sentence(data: Path, tmp_path: Path) -> None:
    for call, sentence in (
        (("units", "import", tmp_path / "没有.xlsx", "--data", data), "没有这个文件"),
        (("units", "import", __file__, "--data", data), "没有认出单位名录的表头"),
        (("accounts", "issue", "--unit", "Q9-9", "--data", data), "没有标识码为 Q9-9 的单位"),
        (("accounts", "issue", "--unit", "Q1", "--data", tmp_path), "不是清园的数据文件夹"),
    ):
        done = qingyuan(*call)
        assert (done.returncode, sentence in done.stderr) == (2, True), done
