"""Workbooks, written and read back by another library."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl  # type: ignore[import-untyped,unused-ignore]
import pytest

from qingyuan.core.reports.sheet import Book, Cell, Column, Link, Sheet
from qingyuan.formats.writers.legible import CELL_LIMIT, CUT_MARK
from qingyuan.formats.writers.xlsx import write_sheet_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MADE_ON = date(2023, 7, 20)
FIRST_ROW = 4  # below title, unit line and header

HOSTILE = [
    '=HYPERLINK("http://example.com","点我")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "{=1+1}",
    "http://example.com/",
    "mailto:a@example.com",
    "internal:附件2!A1",
    "1100871",
    "007",
    "1e5",
    "TRUE",
    "<f>1+1</f>",
    "<r><t>x</t></r></is></c><c r='Z9'><f>1+1</f></c><c><is><r></r>",
    "a&b <b> \"c\" 'd'",
    "_x0041_ 下划线_",
    "  前后有空格  ",
    "一行\n两行",
    "😀𠮷",
    "]]>",
]


def book(
    rows: Iterable[tuple[Cell, ...]], columns: int = 2, group_column: int | None = None
) -> Book:
    sheet = Sheet(
        name="附件2",
        title="统计汇总表",
        lines_above=("填报单位：云溪县",),
        columns=tuple(Column(f"列{index}", 12) for index in range(columns)),
        rows=rows,
        notes=("注：说明",),
        group_column=group_column,
    )
    return Book("统计汇总表", MADE_ON, (sheet,))


def written(tmp_path: Path, made: Book, **options: int) -> Path:
    path = tmp_path / "附件2 已推广使用的APP统计汇总表.xlsx"
    write_sheet_workbook(path, made, **options)
    return path


def sheet_xml(path: Path) -> str:
    with ZipFile(path) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def read(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def test_text_from_outside_stays_the_text_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, book((text, text) for text in HOSTILE))
    assert "<f" not in re.sub("<(fonts?|fills?)[ >]", "", sheet_xml(path))
    assert "<hyperlink" not in sheet_xml(path)
    cells = [row[0] for row in read(path).active.iter_rows(min_row=FIRST_ROW)][: len(HOSTILE)]
    # openpyxl, unlike Excel, leaves `_x005F_` (an escaped underscore) as it stands.
    assert [cell.value.replace("_x005F_", "_") for cell in cells] == HOSTILE
    assert {cell.number_format for cell in cells} == {"@"}
    assert all(cell.data_type != "f" for cell in cells)


def test_titles_and_notes_cannot_smuggle_markup_either(tmp_path: Path) -> None:
    evil = "<r><t>x</t></r></is></c><c r='Z9'><f>1+1</f></c><c><is><r></r>"
    sheet = Sheet("甲", evil, (Column("列", 12),) * 2, [], lines_above=(evil, "=1+1"))
    path = written(tmp_path, Book("甲", MADE_ON, (sheet,)))
    assert "<f>" not in sheet_xml(path)
    assert "Z9" not in sheet_xml(path).replace("r='Z9'&gt;", "")
    assert read(path).active["A3"].value == "=1+1"


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff", "\r\n"])
def test_characters_that_xml_forbids_do_not_break_the_file(tmp_path: Path, bad: str) -> None:
    sheet = read(written(tmp_path, book([(f"甲{bad}乙", "丙")]))).active
    assert sheet.cell(FIRST_ROW, 1).value in ("甲�乙", "甲\n乙")


def test_texts_longer_than_a_cell_are_cut_with_a_mark(tmp_path: Path) -> None:
    sheet = read(written(tmp_path, book([("长" * 40_000, "😀" * 20_000)]))).active
    plain, wide = (sheet.cell(FIRST_ROW, column).value for column in (1, 2))
    assert len(plain) == CELL_LIMIT
    assert plain.endswith(CUT_MARK)
    assert wide.endswith(CUT_MARK)
    assert len(wide.encode("utf-16-le")) // 2 <= CELL_LIMIT


def test_a_table_prints_on_a4_with_its_header_on_every_page(tmp_path: Path) -> None:
    sheet = read(written(tmp_path, book([("甲", "乙")] * 300))).active
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:B303"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:B1", "A2:B2", "A304:B304"}
    assert sheet["A304"].value == "注：说明"


@pytest.mark.parametrize(("rows", "pages"), [(3, 1), (25, 1), (40, 0), (300, 0)])
def test_no_last_row_stands_alone_on_a_second_page(tmp_path: Path, rows: int, pages: int) -> None:
    sheet = read(written(tmp_path, book([("甲", "乙")] * rows))).active
    # openpyxl shows the default, one page, as None.
    assert (1 if sheet.page_setup.fitToHeight is None else sheet.page_setup.fitToHeight) == pages


def test_tall_rows_are_not_shrunk_onto_one_page(tmp_path: Path) -> None:
    sheet = read(written(tmp_path, book([("甲" * 60, "乙")] * 20))).active
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["A4"].alignment.wrap_text


def test_wrapped_text_has_the_height_that_it_needs(tmp_path: Path) -> None:
    rows = [("短", "短"), ("很长的文字" * 10, "短"), ("a\nb\nc", "")]
    sheet = read(written(tmp_path, book(rows))).active
    short, long, broken = (sheet.row_dimensions[row].height for row in (4, 5, 6))
    assert short == 21
    assert long > 9 * 14
    assert broken > 3 * 14


def test_an_empty_table_says_so(tmp_path: Path) -> None:
    sheet = read(written(tmp_path, book([]))).active
    assert sheet["A4"].value == "无"
    assert sheet["A5"].value == "注：说明"
    assert sheet.auto_filter.ref is None


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    rows = ((number, "甲") for number in range(25))
    workbook = read(written(tmp_path, book(rows), row_limit=64 + 10))
    assert workbook.sheetnames == ["附件2", "附件2（2）", "附件2（3）"]
    firsts = [workbook[name]["A4"].value for name in workbook.sheetnames]
    assert firsts == [0, 10, 20]
    assert {workbook[name]["A3"].value for name in workbook.sheetnames} == {"列0"}


def test_a_full_last_sheet_is_not_followed_by_an_empty_one(tmp_path: Path) -> None:
    rows = ((number, "甲") for number in range(20))
    assert len(read(written(tmp_path, book(rows), row_limit=64 + 10)).sheetnames) == 2


def test_our_own_counts_are_numbers(tmp_path: Path) -> None:
    assert read(written(tmp_path, book([(7, "7")]))).active["A4"].value == 7
    assert read(written(tmp_path, book([(7, "7")]))).active["B4"].value == "7"


def test_a_heavier_rule_parts_the_groups(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [("甲", "1"), ("甲", "2"), ("乙", "3")]
    sheet = read(written(tmp_path, book(rows, group_column=0))).active
    assert [sheet.cell(row, 1).border.top.style for row in (4, 5, 6)] == ["thin", "thin", "medium"]


def test_groups_and_heights_do_not_care_where_a_batch_of_rows_ends(tmp_path: Path) -> None:
    # Longer than any batch, and more text than a column remembers.
    rows = [(f"校{number // 256}", f"{number} {'很长的文字' * 60}") for number in range(2_000)]
    sheet = read(written(tmp_path, book(rows, group_column=0))).active
    assert [sheet.cell(FIRST_ROW + at, 2).value for at in range(2_000)] == [row[1] for row in rows]
    heavy = [at for at in range(2_000) if sheet.cell(FIRST_ROW + at, 1).border.top.style != "thin"]
    assert heavy == list(range(256, 2_000, 256))
    assert min(sheet.row_dimensions[FIRST_ROW + at].height for at in range(2_000)) == 409


def test_a_heavier_rule_changes_no_text(tmp_path: Path) -> None:
    looks_like_styles = "".join(f'" s="{index}"' for index in range(20))
    rows: list[tuple[Cell, ...]] = [("甲", "1"), (looks_like_styles, looks_like_styles)]
    sheet = read(written(tmp_path, book(rows, group_column=0))).active
    assert [sheet.cell(FIRST_ROW + 1, at).value for at in (1, 2)] == [looks_like_styles] * 2
    assert sheet.cell(FIRST_ROW + 1, 2).border.top.style == "medium"


def test_a_row_must_have_a_cell_for_every_column(tmp_path: Path) -> None:
    for row in [("甲",), ("甲", "乙", "丙")]:
        with pytest.raises(ValueError, match="zip"):
            written(tmp_path, book([row]))


def test_a_text_beside_a_number_in_a_column_stays_a_text(tmp_path: Path) -> None:
    sheet = read(written(tmp_path, book([(1, "甲"), ("2", "甲"), (3, "甲")]))).active
    assert [sheet.cell(FIRST_ROW + at, 1).value for at in range(3)] == [1, "2", 3]


def test_programs_that_look_at_the_first_entries_see_a_workbook(tmp_path: Path) -> None:
    with ZipFile(written(tmp_path, book([("甲", "乙")]))) as package:
        names = package.namelist()
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "_rels/.rels"
    assert names[3] == "xl/worksheets/sheet1.xml"
    assert len(names) == len(set(names))


def test_the_first_sheet_is_the_one_shown(tmp_path: Path) -> None:
    sheets = tuple(Sheet(name, name, (Column("列", 12),), [("甲",)]) for name in "甲乙")
    workbook = read(written(tmp_path, Book("甲", MADE_ON, sheets)))
    assert [sheet.sheet_view.tabSelected for sheet in workbook] == [True, None]


def test_links_lead_to_our_own_files_only(tmp_path: Path) -> None:
    path = written(tmp_path, book([(Link("打开", "退回/一小.xlsx"), "甲")]))
    cell = read(path).active["A4"]
    # XlsxWriter writes the separator of Windows, which Excel and WPS follow everywhere.
    assert (cell.value, cell.hyperlink.target) == ("打开", "退回\\一小.xlsx")
    for target in ("http://example.com", "../x.xlsx", "/etc/passwd", r"\\host\x", ""):
        with pytest.raises(ValueError, match="链接只能指向"):
            written(tmp_path, book([(Link("打开", target), "甲")]))


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first = written(tmp_path / "a", book([("甲", "乙")])).read_bytes()
    assert written(tmp_path / "b", book([("甲", "乙")])).read_bytes() == first


def test_a_run_that_stops_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, book([("旧", "旧")]))

    def broken() -> Iterator[tuple[Cell, ...]]:
        yield ("新", "新")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(tmp_path, book(broken()))
    assert read(path).active["A4"].value == "旧"
    assert list(tmp_path.iterdir()) == [path]
