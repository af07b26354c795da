"""A notice from its file: read in a worker, as if it had been pasted."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from qingyuan.formats.limits.refused import Refused
from qingyuan.pipelines.notice_text import notice_text, read_notice_file


def _word() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于开展APP排查整治活动的通知")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "序号", "学校名称"
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_a_word_file_gives_paragraphs_as_lines_and_cells_between_tabs() -> None:
    assert notice_text(_word(), "通知.docx") == "关于开展APP排查整治活动的通知\n序号\t学校名称"


def test_a_text_file_of_an_old_office_machine_is_read() -> None:
    assert notice_text("各县区教育局：".encode("gb18030"), "通知.txt") == "各县区教育局："


def test_a_scan_is_refused_with_the_way_out() -> None:
    with pytest.raises(Refused, match="直接粘贴正文"):
        notice_text(b"%PDF-1.4 scan", "通知.pdf")


def test_a_broken_word_file_costs_nothing_but_itself() -> None:
    with pytest.raises(Refused, match="不完整"):
        notice_text(_word()[:900], "通知.docx")


def test_a_word_file_without_text_says_that_it_may_be_a_scan() -> None:
    empty = BytesIO()
    docx.Document().save(empty)
    with pytest.raises(Refused, match="没有文字"):
        notice_text(empty.getvalue(), "通知.docx")


def test_a_path_that_is_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有这个文件"):
        read_notice_file(tmp_path / "没有.txt")
