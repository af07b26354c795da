"""What an audit meets around the forms: old results, files in use, folders of a killed run."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.builders import csv_bytes, xlsx
from tests.pipelines.audit.inbox import FIRST, SECOND, form, lines, run, summary, usage

from qingyuan.formats.limits.refused import Refused

IN_ORDER = usage(FIRST, "青禾作业", "教APP备1100001号")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    xlsx(tmp_path / "收件箱/云溪县/云溪县第一小学.xlsx", form(FIRST, IN_ORDER))
    return tmp_path / "收件箱"


def cells(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [
        str(cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]


def test_an_empty_inbox_is_refused(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(Refused, match="里没有文件"):
        run(tmp_path / "空", tmp_path / "结果", jobs=1)
    assert list((tmp_path / "结果").iterdir()) == []


def test_a_registry_without_a_filing_is_refused(inbox: Path, tmp_path: Path) -> None:
    run(inbox, tmp_path / "结果", jobs=1)
    (tmp_path / "备案名录.csv").write_bytes(csv_bytes([("产品名称", "备案号")]))
    with pytest.raises(Refused, match="备案名录"):
        run(inbox, tmp_path / "结果", jobs=1)
    assert summary(tmp_path / "结果")["apps_in_use"] == 1  # the old results still stand


def test_old_results_in_the_inbox_are_named_and_not_read(inbox: Path, tmp_path: Path) -> None:
    run(inbox, inbox / "上次的结果", jobs=1)
    run(inbox, tmp_path / "结果", jobs=1)
    (old,) = [
        one for one in lines(tmp_path / "结果", "files.jsonl") if one["file"] == "上次的结果/"
    ]
    assert (old["outcome"], old["reason"]) == ("not_a_form", "这是以前的审核结果文件夹，没有读取")
    assert summary(tmp_path / "结果")["rows"]["accepted"] == 1


def test_a_result_that_cannot_be_replaced_leaves_all_old_ones(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果"
    run(inbox, out, jobs=1)
    before = (out / "summary.json").read_bytes()
    (out / "清理清单.xlsx").unlink()
    (out / "清理清单.xlsx").mkdir()
    xlsx(inbox / "云溪县/云溪县第二小学.xlsx", form(SECOND, usage(SECOND, "豫教通", "无")))
    with pytest.raises(Refused, match=r"“清理清单.xlsx”换不了新的"):
        run(inbox, out, jobs=1)
    assert (out / "summary.json").read_bytes() == before
    assert not list(out.glob(".qingyuan-*"))


@pytest.mark.skipif(os.name == "nt", reason="a process cannot be asked for without stopping it")
def test_what_a_killed_run_left_behind_is_cleared_away(inbox: Path, tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left_over = tmp_path / f"结果/.qingyuan-{dead.pid}-abc"
    running = tmp_path / f"结果/.qingyuan-{os.getppid()}-abc"
    for folder in (left_over, running):
        folder.mkdir(parents=True)
    run(inbox, tmp_path / "结果", jobs=1)
    assert not left_over.exists()
    assert running.is_dir()


def test_a_schools_own_form_counts_before_the_summary_of_its_township(
    inbox: Path, tmp_path: Path
) -> None:
    xlsx(inbox / "云溪县/A汇总表.xlsx", form(
        "桃溪镇中心学校",
        usage(FIRST, "青禾作业", "", "强制使用,否,是"),
        usage(SECOND, "豫教通", "教APP备1100002号"),
    ))  # fmt: skip
    run(inbox, tmp_path / "结果")
    accepted = {
        (row["file"], row["app_name"])
        for row in lines(tmp_path / "结果", "rows.jsonl")
        if row["status"] == "accepted"
    }
    assert accepted == {
        ("云溪县/云溪县第一小学.xlsx", "青禾作业"),
        ("云溪县/A汇总表.xlsx", "豫教通"),
    }


def test_a_school_has_one_name_in_all_papers(inbox: Path, tmp_path: Path) -> None:
    xlsx(inbox / "云溪县/补充.xlsx", form("第一小学", usage("第一小学", "从未见过", "无")))
    run(inbox, tmp_path / "结果", jobs=1)
    for paper in ("附件2 已推广使用的APP统计汇总表.xlsx", "清理清单.xlsx"):
        said = cells(tmp_path / "结果" / paper)
        assert "第一小学" not in said, paper
        assert any(FIRST in cell for cell in said), paper
