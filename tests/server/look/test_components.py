"""What single components promise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.template import loader
from django.test import Client
from tests.server.look.page import Page

from qingyuan.server.look import parts
from qingyuan.server.look.tones import Tone, tone_of


def _render(component: str, **context: Any) -> Page:
    return Page(loader.get_template(f"components/{component}.html").render(context))


@pytest.mark.parametrize(
    ("days_left", "words"),
    [(6, "还有 6 天"), (0, "今天截止"), (-1, "已过截止 1 天")],
)
def test_a_deadline_shows_days_date_and_weekday(days_left: int, words: str) -> None:
    bar = parts.CampaignBar("第二阶段 排查清理", date(2023, 7, 20), days_left)
    text = _render("campaign_bar", campaign_bar=bar).tree.text_content()
    assert words in text
    assert "2023年7月20日（周四）" in text


def test_a_status_word_always_wears_the_same_tint() -> None:
    assert [tone_of(word) for word in ("未开始", "填报中", "待审核", "需修改", "已通过")] == [
        Tone.PLAIN,
        Tone.INFO,
        Tone.WARN,
        Tone.DANGER,
        Tone.OK,
    ]
    assert tone_of("从来没有的词") is Tone.PLAIN


def test_a_row_shorter_than_its_table_ends_in_empty_cells() -> None:
    table = parts.Table("表", (parts.Column("甲"), parts.Column("乙")), ((parts.Cell("一"),),))
    assert len(_render("table", table=table).find("//tbody/tr/*")) == 2


def test_a_cell_on_a_phone_still_knows_its_column() -> None:
    columns = (parts.Column("学校"), parts.Column("人数", is_numeric=True))
    table = parts.Table("表", columns, ((parts.Cell("甲"), parts.Cell("3")),))
    assert _render("table", table=table).values("//td/@data-label") == ["人数"]


def test_progress_is_drawn_without_styles_and_read_with_numbers() -> None:
    page = _render("progress", label="签收", part=2999, whole=3000, unit="人")
    assert page.values("//progress/@value | //progress/@max") == ["2999", "3000"]
    assert "2,999 / 3,000 人（99.9%）" in page.tree.text_content()


def test_nobody_expected_is_no_rate() -> None:
    assert "（—）" in _render("progress", label="签收", part=0, whole=0).tree.text_content()


def test_what_people_write_stays_text() -> None:
    card = parts.NowCard("<script>", "&", parts.Action("去", "#"))
    assert _render("now_card", card=card).find("//script") == []


def test_a_task_that_cannot_start_yet_is_no_link() -> None:
    task = parts.Task("清理情况", "先完成附件 2 再填写", "未开始")
    assert _render("task_list", tasks=[task]).find("//a") == []


def test_thousands_of_pages_show_a_few_numbers_and_keep_the_filter(gallery: Client) -> None:
    source = gallery.get("/gallery/components/", {"state": "1", "page": "7"}).content.decode()
    links = Page(source).values("//nav[@aria-label='翻页']//a/@href")
    assert "?state=1&page=8" in links
    assert len(links) == 6
