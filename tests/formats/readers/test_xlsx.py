from __future__ import annotations

import contextlib
import datetime as dt
import io

import openpyxl
import pytest
import xlsxwriter
from tests.formats.readers import files

from qingyuan.core.tables.grid import Grid, Merge
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.read import read


def grid(data: bytes, number: int = 0) -> Grid:
    block = read(data, "表.xlsx").blocks[number]
    assert isinstance(block, Grid)
    return block


def rows(
    part: str | bytes, *, strings: str | None = None, **more: str | bytes
) -> tuple[tuple[object, ...], ...]:
    return grid(files.xlsx(part, strings=strings, **more)).rows


def refusal(data: bytes, name: str = "表.xlsx") -> Refused:
    with pytest.raises(Refused) as caught:
        read(data, name)
    return caught.value


def one(address: str, value: str = "1") -> str:
    digits = "".join(filter(str.isdigit, address))
    return f'<row r="{digits}"><c r="{address}"><v>{value}</v></c></row>'


def written(*, openpyxl_too: bool) -> list[bytes]:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("附件2")
    page.merge_range("A1:C1", "统计表")
    page.write_row("A2", ["青禾小学", 12, 0.5])
    page.write_datetime("A3", dt.datetime(2023, 9, 1), book.add_format({"num_format": 14}))
    page.write_string("B3", "0012")
    page.write_boolean("C3", True)
    book.close()
    found = [buffer.getvalue()]
    if openpyxl_too:
        again = io.BytesIO()
        openpyxl.load_workbook(buffer).save(again)
        found.append(again.getvalue())
    return found


def test_ordinary_workbooks_are_read_with_their_types_and_merges() -> None:
    for data in written(openpyxl_too=True):
        found = grid(data)
        assert found.name == "附件2"
        assert found.rows == (
            ("统计表", "", ""),
            ("青禾小学", 12, 0.5),
            (dt.date(2023, 9, 1), "0012", True),
        )
        assert isinstance(found.rows[1][1], int)
        assert found.merges == (Merge(0, 0, 0, 2),)


def test_rows_keep_the_numbers_that_the_clerk_sees() -> None:
    assert rows(files.sheet(one("B3"))) == (("", ""), ("", ""), ("", 1))


def test_a_hidden_sheet_is_marked_and_a_chart_sheet_left_out() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet("填报")
    page.write("A1", 1)
    hidden = book.add_worksheet("旧表")
    hidden.write("A1", "x")
    hidden.hide()
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=填报!$A$1:$A$1"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    blocks = read(buffer.getvalue(), "x.xlsx").blocks
    assert [(b.name, b.hidden) for b in blocks if isinstance(b, Grid)] == [
        ("填报", False),
        ("旧表", True),
    ]


@pytest.mark.parametrize("address", ["XFD1048576", "A200001", "IW1", "ZZZZ1", "A4294967299"])
def test_a_far_away_value_is_refused_with_its_address(address: str) -> None:
    refused = refusal(files.xlsx(files.sheet(one("A1") + one(address))))
    assert address in refused.sentence


def test_a_far_away_empty_styled_cell_is_nothing() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert rows(files.sheet(one("A1") + far)) == ((1,),)
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t></t></is></c></row>'
    assert rows(files.sheet(one("A1") + far)) == ((1,),)


def test_a_million_formatted_empty_rows_are_ordinary() -> None:
    empty = "".join(
        f'<row r="{n}" spans="1:9" ht="15.75"><c r="A{n}" s="1"/></row>'
        for n in range(2, 1_000_001)
    )
    assert rows(files.sheet(one("A1") + empty)) == ((1,),)


def test_values_spread_over_too_large_an_area_are_refused() -> None:
    corners = one("IV1") + one("A199999")
    assert refusal(files.xlsx(files.sheet(corners))).code == "cell_out_of_bounds"


def test_a_long_honest_sheet_is_read() -> None:
    lines = "".join(one(f"A{n}", str(n)) for n in range(1, 12_001))
    assert len(rows(files.sheet(lines))) == 12_000


def test_cells_without_addresses_count_on() -> None:
    part = files.sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>4</v></c></row>")
    assert rows(part) == ((1, 2), ("", 4))


def test_odd_spellings_are_the_same_sheet() -> None:
    prefixed = (
        f'<x:worksheet xmlns:x="{files.MAIN}"><x:sheetData><x:row r="1"><x:c r="A1">'
        "<x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    quoted = files.sheet("<row r='1'><c r='A1' t='str'><v>q</v></c></row>")
    character_data = files.sheet('<row r="1"><c r="A1" t="str"><v><![CDATA[<q>]]></v></c></row>')
    comment = files.sheet('<!-- <c r="XFD1048576"><v>1</v></c> -->' + one("A1"))
    assert rows(prefixed) == ((5,),)
    assert rows(quoted) == (("q",),)
    assert rows(character_data) == (("<q>",),)
    assert rows(comment) == ((1,),)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gbk"])
def test_other_encodings_are_never_read_as_empty(encoding: str) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    part = f'<?xml version="1.0" encoding="{declared}"?>' + files.sheet(
        '<row r="1"><c r="A1" t="str"><v>青禾</v></c></row>'
    )
    assert rows(part.encode(encoding)) == (("青禾",),)


def test_strict_workbooks_are_read() -> None:
    parts = {
        "xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" '
        'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{files.RELATIONS}"><Relationship '
        'Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
    }
    part = files.sheet(one("A1")).replace(
        files.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert rows(part, **parts) == ((1,),)


def test_entities_are_refused_in_any_encoding() -> None:
    part = '<!DOCTYPE x [<!ENTITY a "b">]>' + files.sheet(one("A1"))
    assert refusal(files.xlsx(part)).code == "xml_entities"
    assert refusal(files.xlsx(part.encode("utf-16"))).code == "xml_entities"


def test_text_in_all_its_forms() -> None:
    strings = (
        "<si><r><t>课</t></r><r><t>堂</t></r><rPh sb='0' eb='1'><t>ke</t></rPh></si>"
        "<si><t>a&amp;b</t></si>"
    )
    part = files.sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="inlineStr"><is><t>内</t></is></c><c r="D1" t="str"><f>A2</f><v>公式</v></c>'
        '<c r="E1" t="e"><v>#REF!</v></c><c r="F1" t="e"><v>#SPILL!</v></c></row>'
    )
    assert rows(part, strings=strings) == (("课堂", "a&b", "内", "公式", "#REF!", "#SPILL!"),)


def test_a_number_of_many_digits_keeps_all_of_them() -> None:
    assert rows(files.sheet(one("A1", "20230712345678901"))) == (("20230712345678901",),)


@pytest.mark.parametrize("index", ["-1", "7"])
def test_a_string_number_that_does_not_exist_is_never_another_string(index: str) -> None:
    part = files.sheet(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>')
    refusal(files.xlsx(part, strings="<si><t>x</t></si>"))


def test_a_cell_that_is_too_long_is_refused_with_its_address() -> None:
    part = files.sheet(f'<row r="1"><c r="A1" t="str"><v>{"长" * 40_000}</v></c></row>')
    assert "A1" in refusal(files.xlsx(part)).sentence


def test_one_long_string_in_a_million_cells_is_a_bomb() -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 9_000))
    long = f"<si><t>{'长' * 30_000}</t></si>"
    assert refusal(files.xlsx(files.sheet(cells), strings=long)).code == "string_bomb"


def test_merges_are_cut_to_what_is_used_and_bounded() -> None:
    whole = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    part = files.sheet(one("A1") + one("B2"), after=whole)
    assert grid(files.xlsx(part)).merges == (Merge(0, 0, 1, 1),)
    many = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 50_003))
    part = files.sheet(one("A1"), after=f"<mergeCells>{many}</mergeCells>")
    assert refusal(files.xlsx(part)).code == "too_big"


def test_merges_are_found_wherever_they_stand() -> None:
    merges = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    whole = files.sheet(one("A1") + one("B2"), after=merges)
    early = whole.replace(merges, "").replace("<sheetData>", f"{merges}<sheetData>")
    around = whole.replace("<sheetData>", "<cols/><sheetData>").replace(
        merges, f"{merges}<pageSetup/>"
    )
    for part in (whole, early, around):
        assert grid(files.xlsx(part)).merges == (Merge(0, 0, 0, 1),)


def test_files_of_one_template_are_each_read_by_their_own_styles() -> None:
    def book(number_format: int) -> bytes:
        styles = f'<styleSheet xmlns="{files.MAIN}"><fonts><font/></fonts><cellXfs><xf numFmtId="'
        part = files.sheet('<row r="1"><c r="A1" s="0"><v>45170</v></c></row>')
        rest = f'{number_format}"/></cellXfs><dxfs/></styleSheet>'
        relations = (
            f'<Relationships xmlns="{files.RELATIONS}"><Relationship Id="rId1" '
            f'Type="{files.OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship '
            f'Id="rId2" Type="{files.OFFICE}/styles" Target="styles.xml"/></Relationships>'
        )
        more = {"xl/styles.xml": styles + rest, "xl/_rels/workbook.xml.rels": relations}
        return files.xlsx(part, **more)

    for _ in range(2):
        assert grid(book(14)).rows == ((dt.date(2023, 9, 1),),)
        assert grid(book(1)).rows == ((45170,),)


def test_broken_sheets_are_refused() -> None:
    whole = files.sheet(one("A1") + one("A2"))
    assert refusal(files.xlsx(whole[:-40])).code == "damaged"
    assert refusal(files.xlsx("not xml")).code == "damaged"
    data = files.xlsx(whole)
    assert refusal(data[: len(data) // 2]).code == "damaged"


def test_every_cut_and_many_flips_are_refused_or_read_the_same() -> None:
    data = written(openpyxl_too=False)[0]
    honest = read(data, "x.xlsx")
    for at in range(0, len(data), 37):
        for mutant in (data[:at], data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]):
            with contextlib.suppress(Refused):
                assert read(mutant, "x.xlsx") == honest
