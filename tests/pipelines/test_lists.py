from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.server.organisations.lists import ROSTER as TITLES
from tests.server.organisations.lists import workbook

from qingyuan.core.organisations.list_kinds import ROSTER
from qingyuan.formats.limits.refused import Refused
from qingyuan.pipelines.lists import load_list


def _kept(folder: Path, content: bytes) -> Path:
    path = folder / "0a1b2c"  # by its digest, as the site keeps files
    path.write_bytes(content)
    return path


def test_a_list_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = _kept(tmp_path, workbook(TITLES, ("甲小学", "王一", "001", None)))
    assert load_list(path, "名单.xlsx", ROSTER).lines[0].get("name") == "王一"


def test_gb18030_and_other_separators_are_read(tmp_path: Path) -> None:
    path = _kept(tmp_path, "姓名;工号\r\n王一;001\r\n".encode("gb18030"))
    assert load_list(path, "名单.csv", ROSTER).lines[0].cells == {"name": "王一", "number": "001"}


def test_what_is_no_list_is_refused_by_its_name(tmp_path: Path) -> None:
    path = _kept(tmp_path, b"%PDF-1.7 ...")
    with pytest.raises(Refused, match="用不了"):
        load_list(path, "名单.pdf", ROSTER)


def test_a_reader_inherits_nothing_of_the_process_that_asks(tmp_path: Path) -> None:
    """A fork of this one would be over the memory limit at once, and would know its secrets."""
    path = _kept(tmp_path, workbook(TITLES, ("甲小学", "王一", "001", None)))
    asked = f"""
from pathlib import Path
from qingyuan.core.organisations.list_kinds import ROSTER
from qingyuan.pipelines.lists import load_list
secret = bytearray(600 * 1024 * 1024)
assert len(load_list(Path({str(path)!r}), "名单.xlsx", ROSTER).lines) == 1
"""
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
