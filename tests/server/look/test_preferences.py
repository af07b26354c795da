"""A reader's theme and type size stay, and lead nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.server.look.page import Page


@pytest.mark.parametrize(
    ("sent", "attributes"),
    [
        ({"theme": "dark"}, {"data-bs-theme": "dark", "data-theme": "dark"}),
        ({"theme": "auto"}, {"data-bs-theme": "light", "data-theme": "auto"}),
        ({"large": "1"}, {"class": "large"}),
    ],
)
def test_a_choice_is_kept_and_written_into_every_page(
    gallery: Client, sent: dict[str, str], attributes: dict[str, str]
) -> None:
    answer = gallery.post("/r/preferences/", {**sent, "next": "/gallery/school-home/"})
    assert answer.headers["Location"] == "/gallery/school-home/"
    root = Page(gallery.get("/gallery/school-home/").content.decode()).find("/html")[0]
    assert attributes.items() <= dict(root.attrib).items()


def test_large_type_can_be_taken_back(gallery: Client) -> None:
    gallery.post("/r/preferences/", {"large": "1"})
    gallery.post("/r/preferences/", {"large": "0"})
    assert 'class="large"' not in gallery.get("/gallery/school-home/").content.decode()


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_way_back_stays_on_this_host(gallery: Client, next_page: str) -> None:
    answer = gallery.post("/r/preferences/", {"theme": "dark", "next": next_page})
    assert answer.headers["Location"] == "/"


def test_an_unknown_choice_changes_nothing(gallery: Client) -> None:
    answer = gallery.post("/r/preferences/", {"theme": '"><script>', "large": "yes"})
    assert answer.cookies == {}
    gallery.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in gallery.get("/gallery/school-home/").content.decode()


def test_a_link_cannot_change_it(gallery: Client) -> None:
    assert gallery.get("/r/preferences/", {"theme": "dark"}).status_code == 405


def test_the_cookie_cannot_be_read_by_scripts_and_stays_on_the_site(gallery: Client) -> None:
    cookie = gallery.post("/r/preferences/", {"theme": "dark"}).cookies["theme"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
