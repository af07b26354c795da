"""A field says what it wants, what is wrong, and to whom it belongs."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.server.look.page import Page


@pytest.fixture
def page(gallery: Client) -> Page:
    return Page(gallery.get("/gallery/components/").content.decode())


def test_an_error_is_tied_to_its_control(page: Page) -> None:
    control = page.find("//input[@name='bad-name']")[0]
    assert control.get("aria-invalid") == "true"
    described = str(control.get("aria-describedby")).split()
    texts = [page.find(f"//*[@id='{name}']")[0].text_content().strip() for name in described]
    assert texts == ["按手机上显示的名称写，一款一行", "请填写这一项"]


def test_the_summary_links_to_each_control_and_takes_the_focus(page: Page) -> None:
    summary = page.find("//*[contains(@class, 'error-summary')]")[0]
    assert (summary.get("tabindex"), summary.get("autofocus")) == ("-1", "")
    ids = set(page.values("//@id"))
    targets = [str(link).removeprefix("#") for link in summary.xpath(".//a/@href")]
    assert len(targets) == 3
    assert set(targets) <= ids
    assert "bad-requirement" in targets[2]


def test_a_group_of_choices_is_one_question_with_a_label_for_each(page: Page) -> None:
    group = page.find("//fieldset[.//input[@name='requirement']]")[0]
    assert group.findtext("legend")
    circles = group.xpath(".//input[@type='radio']")
    assert [circle.get("id") for circle in circles] == group.xpath(".//label/@for")


def test_an_answer_out_of_the_list_is_named(page: Page) -> None:
    assert "“9”不在可选项里，请从列出的选项中选" in page.words()


def test_required_is_a_word(page: Page) -> None:
    label = page.find("//label[@for='id_name']")[0]
    assert label.text_content() == "应用名称必填"
    assert page.find("//label[@for='id_number']")[0].text_content() == "备案号"


def test_a_placeholder_that_repeats_the_label_goes(gallery: Client) -> None:
    assert "placeholder" not in gallery.get("/gallery/second-factor/").content.decode()
