from __future__ import annotations

import io

import docx
import pytest
from tests.formats.readers import files
from tests.formats.readers.files import cell, paragraph, run, table

from qingyuan.core.tables.grid import Grid, Merge
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.read import read


def blocks(body: str) -> tuple[str | Grid, ...]:
    content = read(files.docx(body), "表.docx")
    assert content.is_document
    return content.blocks


def grid(body: str) -> Grid:
    block = blocks(body)[0]
    assert isinstance(block, Grid)
    return block


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    document = docx.Document()
    document.add_paragraph("填报单位：青禾小学")
    first = document.add_table(2, 3)
    for row in range(2):
        for column in range(3):
            first.cell(row, column).text = f"{row}{column}"
    first.cell(0, 0).merge(first.cell(0, 1))
    document.add_paragraph("填表人：林知夏")
    document.add_table(1, 1).cell(0, 0).text = "第二"
    buffer = io.BytesIO()
    document.save(buffer)
    found = read(buffer.getvalue(), "x.docx").blocks
    assert [block if isinstance(block, str) else block.name for block in found] == [
        "填报单位：青禾小学",
        "1",
        "填表人：林知夏",
        "2",
    ]
    assert found[1] == Grid("1", (("00\n01", None, "02"), ("10", "11", "12")), (Merge(0, 0, 0, 1),))


def test_cells_merged_downwards_are_one_block() -> None:
    found = grid(
        table(
            cell("校", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>') + cell("a"),
            cell("<w:p/>", '<w:gridSpan w:val="2"/><w:vMerge/>') + cell("b"),
            cell("另") + cell("x") + cell("c"),
        )
    )
    assert found.rows == (("校", None, "a"), (None, None, "b"), ("另", "x", "c"))
    assert found.merges == (Merge(0, 0, 1, 1),)


def test_skipped_grid_columns_move_a_row_to_the_right() -> None:
    row = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("b")
    assert grid(table(cell("a") + cell("c"), row)).rows == (("a", "c"), (None, "b"))


@pytest.mark.parametrize(
    ("font", "position", "sign"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings", "F0FC", "√"),
        ("Wingdings", "F0FB", "×"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F0A3", "□"),
        ("Wingdings 2", "F050", "√"),
    ],
)
def test_ticks_of_symbol_fonts_are_read(font: str, position: str, sign: str) -> None:
    mark = f'<w:p><w:r><w:sym w:font="{font}" w:char="{position}"/></w:r>{run("是")}</w:p>'
    assert blocks(mark) == (f"{sign}是",)


def test_tick_boxes_are_read_by_their_state() -> None:
    def control(state: str, glyph: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
            f"</w:sdtPr><w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>"
        )

    assert blocks(f"<w:p>{control('1', 'R')}{run('是')}{control('0', '£')}{run('否')}</w:p>") == (
        "☑是□否",
    )


def test_old_form_fields_are_read_by_their_state() -> None:
    def field(inner: str) -> str:
        return f"<w:r><w:fldChar><w:ffData>{inner}</w:ffData></w:fldChar></w:r>"

    ticked = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    empty = '<w:checkBox><w:default w:val="0"/></w:checkBox>'
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="推荐"/>'
    choice += '<w:listEntry w:val="强制"/></w:ddList>'
    body = f"<w:p>{field(ticked)}{run('是')}{field(empty)}{run('否')}{field(choice)}</w:p>"
    assert blocks(body) == ("☑是□否强制",)


def test_deleted_text_is_gone_and_inserted_text_is_kept() -> None:
    body = (
        f"<w:p>{run('用')}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('走')}</w:moveFrom><w:ins>{run('新')}</w:ins></w:p>"
    )
    assert blocks(body) == ("用新",)


def test_a_deleted_row_is_gone() -> None:
    gone = "<w:trPr><w:del/></w:trPr>" + cell("旧")
    assert grid(table(cell("新"), gone)).rows == (("新",),)


def test_a_deleted_paragraph_mark_deletes_no_text() -> None:
    assert blocks(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('留')}</w:p>") == ("留",)


def test_breaks_tabs_links_and_tab_stops() -> None:
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>'
        f"{run('甲')}<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
        f"<w:hyperlink>{run('丁')}</w:hyperlink><w:smartTag>{run('戊')}</w:smartTag></w:p>"
    )
    assert blocks(body) == ("甲 乙\n丙丁戊",)


def test_a_text_box_counts_once_and_its_table_too() -> None:
    inner = f"<w:txbxContent>{paragraph('框')}{table(cell('格'))}</w:txbxContent>"
    body = (
        f"<w:p>{run('前')}<w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice>"
        f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent></w:r></w:p>{paragraph('后')}"
    )
    found = blocks(body)
    assert [block if isinstance(block, str) else block.rows for block in found] == [
        "前",
        "框",
        (("格",),),
        "后",
    ]


def test_tables_rows_and_cells_in_content_controls_count() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(cell('c'))}{cell('d')}</w:tr>"
    body = control(f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr>{control(row)}</w:tbl>")
    assert grid(body).rows == (("a", "b"), ("c", "d"))


def test_a_placeholder_that_nobody_filled_in_is_empty() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('单击此处输入文字')}</w:sdtContent></w:sdt>"
    )
    assert blocks(f"<w:p>{run('校名：')}{control}</w:p>") == ("校名：",)


def test_a_nested_table_becomes_lines_of_its_cell() -> None:
    inner = table(cell("x") + cell("y"))
    assert grid(table(cell(f"{paragraph('外')}{inner}<w:p/>") + cell("z"))).rows == (
        ("外\nx\ny", "z"),
    )


def test_a_form_within_a_frame_is_a_table_of_its_own() -> None:
    form = table(cell("序号") + cell("学校") + cell("名称"), cell("1") + cell("青禾") + cell("a"))
    note = table(cell("注") + cell("y"))
    frame = table(cell(f"{paragraph('附件2')}{form}{note}{paragraph('填表人')}{form}"))
    found = blocks(f"{frame}{paragraph('另')}{form}")
    rows = (("序号", "学校", "名称"), ("1", "青禾", "a"))
    assert found == (
        Grid("1", (("附件2\n注\ny\n填表人",),)),
        Grid("1.1", rows),
        Grid("1.2", rows),
        "另",
        Grid("2", rows),
    )


def test_a_form_in_frames_within_frames_is_found_once() -> None:
    form = table(*[cell("a") + cell("b") + cell("c")] * 2)
    inner = table(*[cell("x") + cell("y") + cell(f"{form}<w:p/>")] * 2)
    found = blocks(table(cell(table(cell(f"{inner}<w:p/>")) + "<w:p/>")))
    names = [block.name for block in found if isinstance(block, Grid)]
    assert names == ["1", "1.1", "1.1.1", "1.1.2"]
    assert isinstance(found[2], Grid)
    assert found[2].rows == (("a", "b", "c"), ("a", "b", "c"))


def test_a_workbook_embedded_in_a_document_is_pointed_out() -> None:
    def document(body: str) -> bytes:
        part = f'<w:document xmlns:w="{files.WORD}"><w:body>{body}</w:body></w:document>'
        return files.zipped({"word/document.xml": part, "word/embeddings/book1.xlsx": "x"})

    shown = '<w:p><w:object><o:OLEObject xmlns:o="o"/></w:object></w:p>'
    with pytest.raises(Refused, match="嵌入在 Word 里的 Excel 对象") as caught:
        read(document(paragraph("附件2") + shown), "x.docx")
    assert caught.value.code == "embedded_workbook"
    assert read(document(shown + table(cell("a"))), "x.docx").blocks == (Grid("1", (("a",),)),)


def test_documents_that_could_not_be_read_whole_are_refused() -> None:
    for body, code in (
        ('<w:altChunk xmlns:r="r" r:id="x"/>', "embedded_chunk"),
        ("<w:p>", "damaged"),
    ):
        with pytest.raises(Refused) as caught:
            read(files.docx(body), "x.docx")
        assert caught.value.code == code


def test_a_strict_document_is_read() -> None:
    data = files.zipped(
        {
            "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/'
            f'wordprocessingml/main"><w:body>{paragraph("严格")}</w:body></w:document>'
        }
    )
    assert read(data, "x.docx").blocks == ("严格",)
