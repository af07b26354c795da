"""Reports as Word documents, written and read back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from qingyuan.core.reports.blocks import (
    Addressee,
    Block,
    Heading,
    PageBreak,
    Paper,
    Run,
    SignatureLine,
    TableBlock,
    blank,
    paragraph,
    remark,
)
from qingyuan.core.reports.official_form import OfficialForm
from qingyuan.formats.writers.docx import write_paper

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

MADE_ON = date(2023, 7, 5)
ROWS = (("云溪县", "31"),) * 80
TABLE = TableBlock("分县区情况", ("县区", "学校"), ROWS, (60, 40), frozenset({1}))
BLOCKS: tuple[Block, ...] = (
    Heading("一、基本情况"),
    Heading("（一）范围", level=2),
    paragraph("共有", 12, "所学校。", blank("主要做法")),
    SignatureLine(blank("填报单位"), MADE_ON),
    PageBreak(),
    TABLE,
)


def written(tmp_path: Path, *blocks: Block, form: OfficialForm | None = None) -> Path:
    path = tmp_path / "附件3 排查及清理情况报告.docx"
    paper = Paper("排查及清理情况报告", blocks or BLOCKS, MADE_ON)
    write_paper(path, paper, form or OfficialForm())
    return path


def opened(path: Path) -> Document:
    return docx.Document(str(path))


def fonts_of(document: Document, style: str) -> dict[str, str]:
    fonts: BaseOxmlElement = document.styles[style].element.find(qn("w:rPr")).find(qn("w:rFonts"))
    return {str(name).split("}")[1]: str(value) for name, value in fonts.attrib.items()}


def test_the_page_is_that_of_an_official_document(tmp_path: Path) -> None:
    document = opened(written(tmp_path))
    section = document.sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    )
    for length, expected in zip(lengths, (210, 297, 37, 28, 26, 35), strict=True):
        assert length is not None
        assert abs(length - Mm(expected)) < Mm(0.1)
    body = document.styles["Normal"].paragraph_format
    assert abs(body.line_spacing - Pt(28.99)) < Pt(0.05)


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_fonts_are_named_for_chinese(tmp_path: Path, style: str, font: str, size: int) -> None:
    document = opened(written(tmp_path))
    assert fonts_of(document, style) == {
        "ascii": "Times New Roman",
        "hAnsi": "Times New Roman",
        "cs": "Times New Roman",
        "eastAsia": font,
    }
    assert document.styles[style].font.size == Pt(size)


def test_the_language_is_chinese_and_numbers_stay_in_one_piece(tmp_path: Path) -> None:
    defaults = opened(written(tmp_path)).styles.element.find(qn("w:docDefaults"))
    (language,) = defaults.iter(qn("w:lang"))
    assert language.get(qn("w:eastAsia")) == "zh-CN"
    # Latin text marked as Chinese may be broken anywhere: 202|3年.
    assert language.get(qn("w:val")) == "en-US"


def test_the_addressee_stands_at_the_margin_with_a_colon(tmp_path: Path) -> None:
    document = opened(written(tmp_path, Addressee(Run("临江市教育体育局")), paragraph("如下。")))
    (line,) = (one for one in document.paragraphs if one.text.startswith("临江市"))
    assert line.text == "临江市教育体育局："
    assert line.paragraph_format.first_line_indent is None


def test_figures_are_bold_and_blanks_are_yellow(tmp_path: Path) -> None:
    document = opened(written(tmp_path))
    (body,) = (line for line in document.paragraphs if line.text.startswith("共有"))
    assert body.text == "共有12所学校。【请填写：主要做法】"
    assert [run.bold for run in body.runs] == [None, True, None, None]
    assert body.runs[3].font.highlight_color == WD_COLOR_INDEX.YELLOW
    indent = body._p.get_or_add_pPr().find(qn("w:ind"))
    assert indent is not None
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_the_date_has_no_leading_zeros(tmp_path: Path) -> None:
    texts = [line.text for line in opened(written(tmp_path)).paragraphs]
    assert "2023年7月5日" in texts


def test_page_numbers_stand_on_the_outer_side(tmp_path: Path) -> None:
    document = opened(written(tmp_path))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].text == "— 1 —"
    assert section.footer.paragraphs[0].alignment == 2
    assert section.even_page_footer.paragraphs[0].alignment == 0
    assert " PAGE " in section.footer._element.xml


def test_a_long_table_repeats_its_header_and_keeps_rows_whole(tmp_path: Path) -> None:
    (table,) = opened(written(tmp_path)).tables
    assert len(table.rows) == 81
    assert table.rows[0]._tr.get_or_add_trPr().find(qn("w:tblHeader")) is not None
    assert all(row._tr.get_or_add_trPr().find(qn("w:cantSplit")) is not None for row in table.rows)


def test_what_follows_a_page_break_starts_a_page(tmp_path: Path) -> None:
    document = opened(written(tmp_path))
    (caption,) = (line for line in document.paragraphs if line.text == "分县区情况")
    assert caption.paragraph_format.page_break_before


def test_characters_that_xml_forbids_do_not_break_the_document(tmp_path: Path) -> None:
    path = written(tmp_path, paragraph("甲\x00乙\ud800<w:p>&"), Heading("\x01"))
    texts = [line.text for line in opened(path).paragraphs]
    assert "甲�乙�<w:p>&" in texts


def test_line_feeds_tabs_and_spaces_stay_what_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, paragraph("甲\n乙\t丙", " 丁 "))
    assert "甲\n乙\t丙 丁 " in [line.text for line in opened(path).paragraphs]


def test_the_document_brings_no_style_or_preview_that_it_does_not_use(tmp_path: Path) -> None:
    path = written(tmp_path)
    document = opened(path)
    keys = {style.style_id for style in document.styles}
    named = _values(document, "pStyle") | _values(document, "tblStyle")
    assert named < keys
    assert len(keys) < 25
    with ZipFile(path) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name]


def _values(document: Document, tag: str) -> set[str]:
    found = document.element.iter(qn(f"w:{tag}"))
    return {str(element.get(qn("w:val"))) for element in found}


def test_equal_papers_give_equal_bytes_and_no_clock(tmp_path: Path) -> None:
    path = written(tmp_path / "a")
    assert path.read_bytes() == written(tmp_path / "b").read_bytes()
    properties = opened(path).core_properties
    assert properties.created in (datetime(2023, 7, 5), datetime(2023, 7, 5, tzinfo=UTC))
    assert (properties.author, properties.comments) == ("", "")
    with ZipFile(path) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_an_office_can_vary_the_form(tmp_path: Path) -> None:
    document = opened(written(tmp_path, form=OfficialForm(body_font="仿宋", line_pitch=28)))
    assert fonts_of(document, "Normal")["eastAsia"] == "仿宋"


def test_remarks_stay_on_one_page(tmp_path: Path) -> None:
    document = opened(written(tmp_path, remark("1"), remark("2"), remark("3"), PageBreak(), TABLE))
    small = [each for each in document.paragraphs if each.text in {"1", "2", "3"}]
    assert [bool(each.paragraph_format.keep_with_next) for each in small] == [True, True, False]
