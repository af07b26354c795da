"""Write beside, then rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qingyuan.formats.writers.atomic import written_beside

if TYPE_CHECKING:
    from pathlib import Path


def test_the_file_appears_whole_and_its_folder_is_made(tmp_path: Path) -> None:
    target = tmp_path / "结果" / "表.xlsx"
    with written_beside(target) as part:
        part.write_text("新")
        assert part.parent == target.parent
        assert part.suffix == ".xlsx"
        assert not target.exists()
    assert target.read_text() == "新"
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "表.xlsx"
    target.write_text("旧")
    with pytest.raises(RuntimeError):
        _fail_half_way(target)
    assert target.read_text() == "旧"
    assert list(tmp_path.iterdir()) == [target]


def test_the_longest_name_that_a_disk_takes_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / ("校" * 83 + ".xlsx")
    with written_beside(target) as part:
        part.write_text("新")
    assert target.exists()


def _fail_half_way(target: Path) -> None:
    with written_beside(target) as part:
        part.write_text("半")
        raise RuntimeError
