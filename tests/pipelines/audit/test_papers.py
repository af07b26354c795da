"""Workbooks written beside the process that settles their rows."""

import os
from datetime import date
from pathlib import Path
from threading import Thread

import openpyxl
import pytest

from qingyuan.core.reports.rows import Annex1Row
from qingyuan.core.reports.wording import ANNEX1_FILE
from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.pipelines.audit.paper_rows import PaperRows, RowFile, walk
from qingyuan.pipelines.audit.papers import About, Workbooks

ABOUT = About(None, date(2023, 7, 20), (), (), with_county=False)


def row(name: str) -> Annex1Row:
    return Annex1Row("云溪县教育局", name, "通知", None, "基教科", "", None, None, "", "")


def test_rows_are_followed_while_they_are_written(tmp_path: Path) -> None:
    heard_end, told_end = os.pipe()
    heard: list[str] = []

    def follow() -> None:
        with os.fdopen(heard_end, "rb") as pipe:
            heard.extend(row.app_name for row in walk(tmp_path / "rows", Annex1Row, pipe))

    follower = Thread(target=follow)
    follower.start()
    rows: RowFile[Annex1Row] = RowFile(tmp_path / "rows")
    rows.tell(os.fdopen(told_end, "wb", buffering=0))
    names = [str(number) for number in range(1000)]
    with rows:
        for name in names:
            rows.append(row(name))
    follower.join()
    assert heard == names == [row.app_name for row in walk(tmp_path / "rows", Annex1Row)]


@pytest.mark.skipif(os.name == "nt", reason="written in one process there")
@pytest.mark.parametrize("dies", [False, True])
def test_a_workbook_whose_process_dies_is_written_all_the_same(tmp_path: Path, dies: bool) -> None:
    rows = PaperRows(tmp_path, read_rulepack("xinyang_2023"), {})
    with Workbooks(rows, tmp_path, ABOUT, beside=True) as workbooks:
        if dies:
            for process in workbooks._processes:
                process.kill()
                process.join()
        with rows:
            for number in range(600):
                rows.annex1.append(row(str(number)))
        workbooks.finish()
    assert len(list(tmp_path.glob("*.xlsx"))) == 4
    sheet = openpyxl.load_workbook(tmp_path / ANNEX1_FILE).worksheets[0]
    names = {cell.value for column in sheet.iter_cols() for cell in column}
    assert {str(number) for number in range(600)} <= names
