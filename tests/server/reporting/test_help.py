from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from qingyuan.server.reporting import manual

PAGES = Path(__file__).parents[3] / "docs" / "manual"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plain_files(settings: LazySettings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def _page(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def test_every_page_of_the_manual_stands_in_the_help() -> None:
    written = {path.stem for path in PAGES.glob("*.md")} - {"README"}
    assert set(manual.titles()) == written
    index = _page("/help/")
    readme = (PAGES / "README.md").read_text("utf-8")
    for title in written:
        assert reverse("reporting:help_page", args=[title]) in index
        assert f"]({title}.md)" in readme


@pytest.mark.parametrize("title", manual.titles())
def test_a_page_reads_as_it_is_written_and_all_its_links_lead_somewhere(title: str) -> None:
    page = _page(reverse("reporting:help_page", args=[title]))
    article = page.partition("<article")[2].partition("</article>")[0]
    for target in re.findall(r'(?:href|src)="([^"]+)"', article):
        if target.startswith("/"):
            path, _, anchor = target.partition("#")
            response = Client().get(path)
            assert response.status_code == 200, target
            assert not anchor or f'id="{unquote(anchor)}"' in response.content.decode(), target
        else:
            assert target.startswith(("http", "#")), target
    assert "&lt;!--" not in article
    assert ".md" not in "".join(re.findall(r'href="([^"]+)"', article))


def test_a_heading_can_be_found_and_leads_to_its_place() -> None:
    page = _page("/help/?q=会议签到")
    assert "签收和传达通知" in page
    assert "找到" in page
    assert "手册里没有这个词" in _page("/help/?q=量子力学")


def test_what_is_looked_for_is_never_markup() -> None:
    page = _page("/help/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


def test_the_whole_manual_can_be_printed() -> None:
    page = _page("/help/print/")
    for title in manual.titles():
        assert f"<h2>{title}</h2>" in page


@pytest.mark.parametrize("name", ["..", "../README.md", "x.png", "README.md"])
def test_only_pictures_of_the_manual_are_given_out(name: str) -> None:
    assert manual.picture(name) is None


def test_markup_in_a_page_would_be_shown_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "系统管理.md").write_text("# 系统管理\n\n<script>alert(1)</script>\n", "utf-8")
    monkeypatch.setattr(manual, "_PACKAGED", tmp_path)
    manual.page.cache_clear()
    assert "<script>" not in manual.page("系统管理").html
    manual.page.cache_clear()


def test_privacy_is_readable_without_an_account() -> None:
    assert "不收集任何学生信息" in _page("/accessibility/")
