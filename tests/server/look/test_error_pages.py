"""Error pages stand when nothing else does."""

from __future__ import annotations

import pytest
from django.template import loader
from tests.server.look.page import Page

BARE = ["400", "403", "403_csrf", "404", "413", "429", "500", "maintenance"]


@pytest.mark.parametrize("name", BARE)
@pytest.mark.usefixtures("preview")
def test_they_need_no_context_and_no_database(name: str) -> None:
    page = Page(loader.get_template(f"{name}.html").render({}))
    assert page.find("//h1")[0].text_content()
    assert page.find("//main//a[contains(@class, 'btn')]")


@pytest.mark.usefixtures("preview")
def test_the_number_to_quote_is_shown_where_there_is_one() -> None:
    template = loader.get_template("500.html")
    assert "7F3A" in template.render({"number": "7F3A"})
    assert "编号" not in template.render({})


@pytest.mark.usefixtures("preview")
def test_a_page_without_a_request_offers_no_form_that_it_could_not_send() -> None:
    assert Page(loader.get_template("404.html").render({})).find("//form") == []
