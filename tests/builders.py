"""Forms and registries as schools send them, made on the spot."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import xlsxwriter

from qingyuan.core.tables.grid import CellValue, Content, Grid, Merge
from qingyuan.core.tables.recognise import Recognised, recognise

Row = Sequence[CellValue]

ANNEX1 = (
    "序号",
    "涉及APP名称",
    "文件(活动)名称",
    "文件编号",
    "牵头科室",
    "工作目的",
    "有效时限",
    "教育APP备案号",
)
ANNEX2 = (
    "序号",
    "学校名称",
    "APP 名称",
    "APP 备案号",
    "主要功能",
    "推荐使用/ 强制使用",
    "是否集 体决策",
    "是否 收费",
)

REGISTRY = (
    ("应用名称", "备案号", "提供者", "状态", "别名"),
    ("青禾作业", "教APP备1100001号", "青禾科技", "正常", ""),
    ("星河阅读", "教APP备1100002号", "星河教育", "正常", "星河悦读"),
    ("远航口算", "教APP备1200003号", "远航软件", "撤销", ""),
    ("海湾课堂", "教APP备1200004号", "海湾网络", "暂时下线", ""),
    ("松峰家校通", "教APP备1300005号", "松峰信息", "正常", ""),
)


def grid(
    rows: Sequence[Row],
    merges: Sequence[tuple[int, int, int, int]] = (),
    *,
    name: str = "Sheet1",
    hidden: bool = False,
) -> Grid:
    """A grid of the given rows; a merge is (top, left, bottom, right), 0-based, ends inside."""
    return Grid(name, tuple(tuple(row) for row in rows), tuple(Merge(*m) for m in merges), hidden)


def workbook(*grids: Grid) -> Content:
    """The content of a workbook with these sheets."""
    return Content(grids)


def document(*blocks: str | Grid) -> Content:
    """The content of a Word document: paragraphs and tables in reading order."""
    return Content(blocks, is_document=True)


def read_grid(
    rows: Sequence[Row],
    merges: Sequence[tuple[int, int, int, int]] = (),
    *,
    path: str = "附件.xlsx",
    name: str = "Sheet1",
) -> Recognised:
    """What is recognised in a workbook with one sheet."""
    return recognise(workbook(grid(rows, merges, name=name)), path)


def xlsx(
    path: Path, rows: Sequence[Row], *, sheet: str = "附件2", hidden: Sequence[Row] = ()
) -> None:
    """A workbook with one sheet, and where `hidden` is given a hidden one called 草稿."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path)
    _write_sheet(book.add_worksheet(sheet), rows)
    if hidden:
        draft = book.add_worksheet("草稿")
        _write_sheet(draft, hidden)
        draft.hide()
    book.close()


def _write_sheet(sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Row]) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write(number, column, value)


def csv_bytes(rows: Sequence[Row], encoding: str = "gb18030") -> bytes:
    """The rows as comma-separated text."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def docx_form(path: Path, before: Sequence[str], rows: Sequence[Row] = ()) -> None:
    """A Word document: paragraphs, then a table where rows are given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    paper = docx.Document()
    for text in before:
        paper.add_paragraph(text)
    if rows:
        table = paper.add_table(len(rows), len(rows[0]))
        for cells, row in zip((line.cells for line in table.rows), rows, strict=True):
            for cell, value in zip(cells, row, strict=True):
                cell.text = "" if value is None else str(value)
    paper.save(str(path))


def gbk_zip(path: Path, members: dict[str, bytes]) -> None:
    """A zip as old Windows makes it: names in GBK, without the flag that says UTF-8."""
    stand_ins: dict[bytes, bytes] = {}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(members.items()):
            raw = name.encode("gbk")
            stand_in = f"{number:0{len(raw)}d}".encode()
            stand_ins[stand_in] = raw
            archive.writestr(stand_in.decode(), data)
    data = buffer.getvalue()
    for stand_in, raw in stand_ins.items():
        data = data.replace(stand_in, raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def registry_file(path: Path, rows: Sequence[Row] = REGISTRY) -> Path:
    """A registry as a csv file."""
    path.write_bytes(csv_bytes(rows, "utf-8-sig"))
    return path
