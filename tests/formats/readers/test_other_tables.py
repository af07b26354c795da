from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from tests.formats.readers import files

from qingyuan.core.tables.grid import Grid, Merge
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.read import read

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
HEADER = "学校,应用名称,备案号\n"
LINE = "青禾小学,课堂宝,0012\n"
EXPECTED = (("学校", "应用名称", "备案号"), ("青禾小学", "课堂宝", "0012"))


def grid(data: bytes, name: str = "表.csv") -> Grid:
    block = read(data, name).blocks[0]
    assert isinstance(block, Grid)
    return block


def ods(rows: str, name: str = "附件2") -> bytes:
    return files.zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<o:document-content xmlns:o="{OFFICE}" xmlns:t="{TABLE}" '
            f'xmlns:x="{TEXT}"><o:body><o:spreadsheet><t:table t:name="{name}">{rows}</t:table>'
            "</o:spreadsheet></o:body></o:document-content>",
        }
    )


def ods_cell(text: str, attributes: str = "") -> str:
    return f'<t:table-cell o:value-type="string" {attributes}><x:p>{text}</x:p></t:table-cell>'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_csv_in_every_encoding_of_an_office_machine(encoding: str) -> None:
    found = grid((HEADER + LINE).encode(encoding))
    assert (found.name, found.rows) == ("1", EXPECTED)


def test_csv_in_big5_is_read_as_such() -> None:
    text = "學校,應用程式名稱,備案編號,使用範圍\n青禾國民小學,課堂寶典,無,全體學生與教師\n"
    assert grid(text.encode("big5")).rows[1][0] == "青禾國民小學"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    assert grid((HEADER + LINE).replace(",", separator).encode()).rows == EXPECTED


def test_the_file_before_does_not_decide_the_separator() -> None:
    grid(b"a,b\n")
    assert grid((HEADER + LINE).replace(",", "|").encode()).rows == EXPECTED


def test_rows_of_a_csv_are_records_and_blank_lines_count() -> None:
    found = grid('标题\n\n学校,说明\n青禾小学,"第一行\n第二行"\n实验小学,"他说""好"""\n'.encode())
    assert found.rows == (
        ("标题",),
        (),
        ("学校", "说明"),
        ("青禾小学", "第一行\n第二行"),
        ("实验小学", '他说"好"'),
    )


def test_excels_own_separator_line_counts_as_a_row_without_data() -> None:
    assert grid("sep=;\n学校;名称\n青禾,a\n".encode()).rows == ((), ("学校", "名称"), ("青禾,a",))


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    found = grid('学校,名称\n青禾,"课堂宝\n实验,口算王\n'.encode())
    assert found.rows == (("学校", "名称"), ("青禾", "课堂宝"), ("实验", "口算王"))


def test_stray_nul_bytes_are_dropped() -> None:
    data = (HEADER + LINE * 20).encode().replace("课堂宝".encode(), "课\0堂宝".encode(), 1)
    assert grid(data).rows[1] == EXPECTED[1]


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(Refused, match="20 万行"):
        read(b"a,b\n" * 200_001, "x.csv")


def test_xls_is_read_with_dates_merges_and_hidden_sheets() -> None:
    first, second = read(files.xls(), "表.xls").blocks
    assert first == Grid(
        "附件2",
        (
            ("标题", "", ""),
            ("学校", "数量", "日期"),
            ("青禾小学", 12, dt.date(2023, 9, 1)),
            ("0012", 1.5, ""),
        ),
        (Merge(0, 0, 0, 2),),
    )
    assert isinstance(second, Grid)
    assert (second.name, second.hidden) == ("隐藏", True)


def test_a_broken_xls_is_refused() -> None:
    data = files.xls()
    for cut in range(600, len(data), 700):
        # Cuts that only lose padding are read; no cut may raise anything but a refusal.
        with contextlib.suppress(Refused):
            read(data[:cut], "x.xls")


def test_ods_is_read_with_repeats_spans_and_types() -> None:
    title = ods_cell("标题", 't:number-columns-spanned="3"')
    found = grid(
        ods(
            f"<t:table-row>{title}"
            '<t:covered-table-cell t:number-columns-repeated="2"/></t:table-row>'
            '<t:table-row t:number-rows-repeated="2"><t:table-cell '
            't:number-columns-repeated="2" o:value-type="float" o:value="3"/>'
            '<t:table-cell o:value-type="date" o:date-value="2023-09-01"/></t:table-row>'
            '<t:table-row t:number-rows-repeated="1048573"><t:table-cell '
            't:number-columns-repeated="16384"/></t:table-row>'
        ),
        "x.ods",
    )
    day = dt.date(2023, 9, 1)
    assert found.rows == (("标题",), (3, 3, day), (3, 3, day))
    assert found.merges == (Merge(0, 0, 0, 2),)


@pytest.mark.parametrize("attribute", ["number-rows-repeated", "number-columns-repeated"])
def test_an_ods_bomb_of_repeats_is_refused(attribute: str) -> None:
    if "rows" in attribute:
        data = ods(f'<t:table-row t:{attribute}="1048576">{ods_cell("x")}</t:table-row>')
    else:
        wide = ods_cell("x", f't:{attribute}="16384"')
        data = ods(f"<t:table-row>{wide}</t:table-row>")
    with pytest.raises(Refused) as caught:
        read(data, "x.ods")
    assert caught.value.code == "too_big"


def test_html_saved_as_xls_is_read() -> None:
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312">'
        "</head><body><table><tr><td colspan=2>标题</td></tr><tr><td rowspan=2>青禾小学</td>"
        "<td>课堂宝<br>二</td></tr><tr><td> 口算 \n 王 </td></tr></table></body></html>"
    )
    content = read(page.encode("gb18030"), "表.xls")
    assert not content.is_document
    assert content.blocks == (
        Grid(
            "1",
            (("标题",), ("青禾小学", "课堂宝\n二"), (None, "口算 王")),
            (Merge(0, 0, 0, 1), Merge(1, 0, 2, 0)),
        ),
    )


def test_paragraphs_around_the_tables_of_a_page_are_kept() -> None:
    page = "<html><body><p>填报单位：青禾小学</p><table><tr><td>a</td></tr></table></body></html>"
    assert read(page.encode(), "x.html").blocks == ("填报单位：青禾小学", Grid("1", (("a",),)))


def test_a_page_of_absurd_spans_stays_small() -> None:
    page = "<table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>"
    assert grid(page.encode(), "x.html").rows == (("a",),)


def test_a_page_without_tables_is_refused() -> None:
    with pytest.raises(Refused, match="没有表格"):
        read(b"<html><frameset><frame src='a'></frameset></html>", "x.xls")


def test_spreadsheetml_is_read() -> None:
    data = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="附件2">'
        '<Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell>'
        '<Cell><Data ss:Type="Number">3</Data></Cell></Row><Row ss:Index="3">'
        '<Cell ss:Index="2"><Data ss:Type="DateTime">2023-09-01T00:00:00.000</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    ).encode()
    found = grid(data, "x.xls")
    assert found.rows == (("标题", None, 3), (), (None, dt.date(2023, 9, 1)))
    assert found.merges == (Merge(0, 0, 0, 1),)
    with pytest.raises(Refused):
        read(data.replace(b"<Workbook", b'<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1), "x.xls")
