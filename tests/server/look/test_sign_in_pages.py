"""The pages of sign-in as the site itself fills them."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal import auth
from django.test import Client
from tests.server.cast import PASSWORD, Cast
from tests.server.look.page import Page
from tests.server.look.test_gallery import KNOWN_LATIN, NEVER

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


def _check(source: bytes) -> Page:
    page = Page(source.decode())
    assert page.latin_words() <= KNOWN_LATIN
    assert [word for word in NEVER if word in page.words()] == []
    assert len(page.find("//h1")) == 1
    assert "style=" not in re.sub(r"<!--.*?-->", "", page.source)
    return page


def _open(client: Client, url: str) -> Page:
    response = client.get(url)
    assert response.status_code == 200, response.headers
    return _check(response.content)


def _send(client: Client, url: str, **data: str) -> Page:
    response = client.post(url, data, follow=True)
    assert response.status_code == 200
    return _check(response.content)


@pytest.fixture
def dora(cast: Cast) -> Client:
    """Dora has just signed in, and has confirmed that it is her."""
    client = Client()
    client.post("/account/login/", {"login": cast.dora.username, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def _code_of(secret: str) -> str:
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


@pytest.mark.usefixtures("cast")
def test_a_wrong_password_is_answered_in_words() -> None:
    page = _send(Client(), "/account/login/", login="dora", password="nicht")
    assert page.find("//*[contains(@class, 'error-summary')]")
    assert "还可以试" in page.words()


@pytest.mark.parametrize(
    ("url", "heading"),
    [
        ("/account/password/", "修改密码"),
        ("/account/sessions/", "登录记录"),
        ("/account/2fa/", "双因素验证"),
        ("/account/2fa/totp/activate/", "启用双因素验证"),
        ("/account/logout/", "要退出登录吗"),
        ("/account/reauthenticate/", "请确认是你本人"),
    ],
)
def test_each_page_of_an_account_speaks_chinese(dora: Client, url: str, heading: str) -> None:
    assert _open(dora, url).find("//h1")[0].text_content() == heading


def test_a_weak_password_is_answered_in_words(dora: Client) -> None:
    page = _send(dora, "/account/password/", oldpassword="x", password1="123", password2="124")
    assert page.find("//*[contains(@class, 'error-summary')]//a")


def test_the_second_factor_from_the_first_scan_to_its_end(dora: Client) -> None:
    page = _open(dora, "/account/2fa/totp/activate/")
    secret = page.values("//*[@class='code']/text()")[0]
    assert page.find("//*[contains(@class, 'qr')]//svg")
    wrong = _send(dora, "/account/2fa/totp/activate/", code="000000")
    assert wrong.find("//*[contains(@class, 'error-summary')]//a")
    secret = wrong.values("//*[@class='code']/text()")[0]

    codes = _send(dora, "/account/2fa/totp/activate/", code=_code_of(secret))
    assert codes.find("//h1")[0].text_content() == "恢复码"
    assert len(codes.find("//ul[@class='codes']/li")) == 10
    _open(dora, "/account/2fa/")
    _open(dora, "/account/2fa/codes/generate/")
    _open(dora, "/account/2fa/totp/deactivate/")

    dora.post("/account/logout/")
    asked = _send(dora, "/account/login/", login="dora", password=PASSWORD)
    assert asked.find("//h1")[0].text_content() == "再验证一步"
