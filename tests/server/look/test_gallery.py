"""Every page and component, whatever it shows, keeps the rules of all pages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.test import Client
from tests.server.look.gallery import PAGES
from tests.server.look.page import Page

NAMES = list(PAGES)
KNOWN_LATIN = {
    "APP", "Cookie", "Ctrl", "Chrome", "Chromium", "Excel", "Esc", "ICP", "KB", "MB", "PDF",
    "Tab", "Windows", "docx", "iOS", "xlsx",
}  # fmt: skip
NEVER = ("失败", "异常", "非法", "！", "您")


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, gallery: Client) -> Page:
    response = gallery.get(f"/gallery/{request.param}/")
    assert response.status_code == 200
    return Page(response.content.decode())


def test_the_charset_comes_before_any_text(page: Page) -> None:
    head = page.source[: page.source.index("<title>")]
    assert re.search(r"<head>\s*<meta charset=\"utf-8\">", head)
    assert page.source.startswith("<!doctype html>")


def test_it_says_that_it_is_chinese(page: Page) -> None:
    assert page.values("/html/@lang") == ["zh-CN"]


def test_it_has_one_title_and_one_first_heading(page: Page) -> None:
    assert len(page.find("//h1")) == 1
    assert page.find("//h1")[0].text_content().strip()
    assert not page.values("//title/text()")[0].strip().startswith("-")


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(heading.tag[1]) for heading in page.find("//h1 | //h2 | //h3 | //h4")]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_nothing_is_inline_that_the_content_policy_would_stop(page: Page) -> None:
    assert page.find("//@style") == []
    assert page.find("//style") == []
    assert page.find("//script[not(@src)]") == []
    assert re.findall(r"<[^>]+\son\w+=", page.source) == []


def test_no_address_leaves_the_host(page: Page) -> None:
    loaded = page.values("//script/@src | //link/@href | //img/@src | //form/@action")
    linked = page.values("//a/@href")
    assert [url for url in [*loaded, *linked] if re.match(r"(https?:)?//", url)] == []


def test_what_acts_has_a_name(page: Page) -> None:
    for element in page.find("//a[@href] | //button | //summary"):
        assert element.text_content().strip(), element.attrib


def test_each_control_has_its_label(page: Page) -> None:
    labelled = set(page.values("//label/@for"))
    for control in page.find(
        "//input[not(@type='hidden') and not(@hidden)] | //select | //textarea"
    ):
        assert control.get("id") in labelled, control.attrib


def test_ids_are_unique_and_references_lead_somewhere(page: Page) -> None:
    assert page.repeated_ids() == []
    ids = set(page.values("//@id"))
    for described in page.values("//@aria-describedby"):
        assert set(described.split()) <= ids, described


def test_tables_have_a_caption_and_scopes(page: Page) -> None:
    for table in page.find("//table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") for head in table.iter("th"))


def test_every_word_is_chinese_or_known(page: Page) -> None:
    assert page.latin_words() <= KNOWN_LATIN


def test_it_speaks_politely_and_plainly(page: Page) -> None:
    assert [word for word in NEVER if word in page.words()] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "slips"])
def test_the_first_link_leads_to_the_content_of_a_framed_page(name: str, gallery: Client) -> None:
    page = Page(gallery.get(f"/gallery/{name}/").content.decode())
    assert page.values("(//a)[1]/@href") == ["#main"]
    assert len(page.find("//main[@id='main']")) == len(page.find("//header")) == 1
    assert len(page.find("//footer")) == 1


def test_a_page_has_at_most_one_primary_action_per_form(gallery: Client) -> None:
    page = Page(gallery.get("/gallery/components/").content.decode())
    for form in page.find("//form"):
        assert len(form.xpath(".//*[contains(@class, 'btn-primary')]")) <= 1
