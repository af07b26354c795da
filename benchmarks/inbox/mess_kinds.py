"""The one table of mess kinds: name, how often, what it is.

Each can be switched or weighted on the command line (`--mess name=0.5`), and the scorer reports
the accuracy of the rows that each kind touched. A share is per form for what touches the whole
form, per row or cell for what touches one, per school for what touches its parcel of files.
"""

from typing import NamedTuple


class MessKind(NamedTuple):
    """One kind of mess."""

    name: str
    share: float
    what: str


MESS_KINDS: tuple[MessKind, ...] = (
    # headers and columns
    MessKind("header_synonyms", 0.55, "header words other than the notice's"),
    MessKind("header_decorated", 0.2, "line breaks, spaces, stars, （必填） inside headers"),
    MessKind("column_order", 0.15, "columns in another order"),
    MessKind("extra_columns", 0.35, "备注, 联系人, 联系电话, 开发单位, 使用年级, 收费标准 …"),
    MessKind("missing_columns", 0.06, "a column of the notice left out"),
    MessKind("two_row_header", 0.12, "grouped header over two rows with merged cells"),
    MessKind("tick_columns", 0.1, "a column per answer, √ in one of them"),
    MessKind("inverted_charges", 0.02, "是否免费 instead of 是否收费"),
    MessKind("kind_column", 0.04, "类型 column that says APP, 小程序 or 公众号"),
    MessKind("repeated_header", 0.06, "the header again in mid-table"),
    # around the table
    MessKind("title_missing", 0.1, "no title line"),
    MessKind("unit_next_cell", 0.15, "label 填报单位 in one cell, the name in the next"),
    MessKind("unit_with_date", 0.2, "填报单位 and date, contact in one line"),
    MessKind("unit_below", 0.08, "填报单位 line below the table"),
    MessKind("unit_missing", 0.12, "only file, folder or sheet name tells the school"),
    MessKind("unit_in_title", 0.06, "the title begins with the school's name"),
    MessKind("example_row", 0.1, "例：…, 示例, 样例 rows"),
    MessKind("blank_rows", 0.35, "numbered blank rows below, blank rows between"),
    MessKind("total_row", 0.1, "合计, 总计, 小计"),
    MessKind("notes", 0.3, "注：…, 填表说明 around the table"),
    MessKind("not_nil_note", 0.04, "a note such as 除上述外无其他APP that is no nil return"),
    MessKind("signature", 0.3, "填表人, 负责人, 联系电话, date lines"),
    MessKind("offset_table", 0.06, "the table begins at C5 or so"),
    MessKind("leading_blank_rows", 0.1, "blank rows above everything"),
    # schools
    MessKind("school_merged", 0.2, "one merged cell for the school's rows"),
    MessKind("school_blank_below", 0.15, "school name only in its first row, not merged"),
    MessKind("school_column_missing", 0.08, "no school column: the unit line counts"),
    MessKind("school_stamped", 0.05, "（盖章）, （公章） behind the name"),
    MessKind("school_short", 0.03, "the name without its county, in the school column"),
    MessKind("school_code_prefix", 0.03, "the ten-digit school code before the name"),
    MessKind("unit_column", 0.06, "Annex 1 with a column for the unit"),
    # sheets and workbooks
    MessKind("both_in_workbook", 0.22, "both annexes in one workbook, a sheet each"),
    MessKind("stacked_tables", 0.1, "both annexes on one sheet, one below the other"),
    MessKind("side_by_side", 0.05, "both annexes on one sheet, side by side"),
    MessKind("hidden_sheet", 0.04, "a hidden sheet with an old annex table"),
    MessKind("empty_sheets", 0.12, "Sheet2, Sheet3 without content"),
    MessKind("instruction_sheet", 0.06, "a sheet 填表说明"),
    MessKind("code_sheet", 0.04, "a sheet with the drop-down values"),
    MessKind("far_blanks", 0.01, "formatted empty rows and cells to the end of the sheet"),
    MessKind("far_junk", 0.02, "a space in a cell far away"),
    MessKind("formulas", 0.05, "serial numbers and school names as formulas with cached values"),
    MessKind("inline_strings", 0.1, "strings inside the cells, no shared table"),
    MessKind("strict_ooxml", 0.005, "Strict Open XML: read, or refused with a sentence"),
    MessKind("html_as_xls", 0.012, "HTML saved as xls: read, or refused with a sentence"),
    # answers
    MessKind("answer_wording", 0.55, "yes/no, requirement, charges in words of their own"),
    MessKind("tick_boxes", 0.06, "☑是 □否 and its like"),
    MessKind("wingdings", 0.08, "R是 £否 as Wingdings leaves it"),
    MessKind("ditto", 0.04, "同上, 〃"),
    MessKind("answer_blank", 0.02, "an answer left blank or /"),
    # names and numbers
    MessKind("name_noise", 0.3, "quotes, spaces, APP/小程序/公众号, width, numbering"),
    MessKind("name_edition", 0.03, "官方版, 学生端, version number behind the name"),
    MessKind("name_typo", 0.02, "one wrong character, right number"),
    MessKind("name_traditional", 0.01, "traditional characters"),
    MessKind("name_alias", 0.06, "another label of the same filing"),
    MessKind("several_apps", 0.05, "two or three apps in a cell, each with its own number"),
    MessKind("sloppy_number", 0.35, "spaces, width, case, 號, 备案号：, no 号"),
    MessKind("bare_number", 0.05, "seven digits alone, as text or as a number"),
    MessKind("number_in_name", 0.02, "the number in the name's cell, in brackets"),
    MessKind("number_with_icp", 0.015, "an ICP number beside the filing number"),
    MessKind("row_without_name", 0.015, "a filled row without the app's name"),
    MessKind("listed_twice", 0.01, "the same row twice in a form"),
    # annex 1
    MessKind("document_merged", 0.35, "one merged cell for the apps of a document"),
    MessKind("document_ditto", 0.15, "同上 for the apps of a document"),
    MessKind("document_number_sloppy", 0.4, "any bracket, spaces, no 号"),
    MessKind("date_cell", 0.25, "date as an Excel date or a bare serial"),
    MessKind("date_wording", 0.6, "dates in 25 shapes"),
    # nil returns
    MessKind("nil_wording", 0.8, "nil returns in words other than 无"),
    MessKind("nil_beside", 0.25, "nil return in a merged row, below or above the table"),
    MessKind("nil_statement", 0.02, "a Word statement without any table"),
    MessKind("blank_table", 0.015, "an untouched template: no rows, no nil return"),
    # Word
    MessKind("docx_narrative", 0.35, "report text before and behind the tables"),
    MessKind("docx_headless", 0.15, "table continued in a second table without header"),
    MessKind("docx_title_in_table", 0.08, "title and unit as merged rows of the table"),
    MessKind("docx_unit_table", 0.05, "a little table 填报单位 | … before the annex table"),
    MessKind("docx_tracked", 0.04, "tracked changes: deleted text is no text"),
    MessKind("docx_controls", 0.05, "cell text in content controls, runs split"),
    # parcels of files
    MessKind("same_bytes", 0.02, "the same file again under another name"),
    MessKind("other_format", 0.02, "the same content again in another format"),
    MessKind("revised", 0.02, "最终版: the same rows and one more"),
    MessKind("school_folder", 0.15, "a folder of its own, file names without the school"),
    MessKind("zipped", 0.06, "sent as zip"),
    MessKind("zip_gbk", 0.5, "of the zips: names in GBK"),
    MessKind("zip_nested", 0.15, "of the zips: a zip in a zip"),
    MessKind("summarised_again", 0.03, "also in the county's summary"),
    MessKind("junk", 0.03, "photo, pdf, the notice itself, lock files, broken workbook"),
)
