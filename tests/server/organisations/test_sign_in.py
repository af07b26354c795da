"""No default passwords, one-time codes, lock-out, the second factor, the first sign-in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from tests.server.cast import NOW, PASSWORD, SYSTEM, Cast

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.organisations.actions.accounts import make_account
from qingyuan.server.organisations.actions.activation import activate, issue_slip
from qingyuan.server.organisations.models import ActivationCode, Role, User, WrongCode

SignIn = Callable[[User], Client]
NEW_PASSWORD = "lan-tian-bai-yun-7"
WRONG_CODE = "激活码不对，或已经用过、已过期"
WRONG_PASSWORD = "账号或密码不对"


def _fresh(cast: Cast, role: Role = Role.REPORTER, name: str = "白露") -> tuple[User, str]:
    """An account with its code."""
    now = timezone.now()
    user = make_account(unit=cast.middle, name=name, role=role, by=SYSTEM, at=now)
    return user, issue_slip(user=user, by=SYSTEM, at=now).code


def _activate(code: str, password: str = NEW_PASSWORD, again: str = "", place: str = "") -> str:
    typed = {"code": code, "password": password, "again": again or password}
    client = Client(REMOTE_ADDR=place or "192.0.2.1")
    return client.post("/activate/", typed).content.decode()


def _sign_in(username: str, password: str, place: str = "192.0.2.1") -> tuple[int, str]:
    client = Client(REMOTE_ADDR=place)
    response = client.post("/account/login/", {"login": username, "password": password})
    return response.status_code, response.content.decode()


# Accounts without passwords -----------------------------------------------------------------------


def test_a_new_account_has_no_password_that_anybody_could_know(cast: Cast) -> None:
    users = [_fresh(cast, name=name)[0] for name in ("白露", "谷雨", "夏至")]
    assert not any(user.has_usable_password() for user in users)
    for user in users:
        for guess in (user.username, "123456", "Aa123456", user.name, "", "qingyuan2023"):
            assert _sign_in(user.username, guess)[0] != 302


def test_codes_are_long_different_and_kept_as_digests_only(cast: Cast) -> None:
    codes = {_fresh(cast, name=f"员工{n}")[1] for n in range(20)}
    assert len(codes) == 20
    assert all(re.fullmatch(r"(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}", code) for code in codes)
    stored = "".join(ActivationCode.objects.values_list("digest", flat=True)).upper()
    assert not any(code.replace("-", "") in stored for code in codes)


# The activation page ------------------------------------------------------------------------------


@pytest.mark.usefixtures("cast")
def test_the_rules_stand_on_the_page_before_anything_is_typed(client: Client) -> None:
    page = client.get("/activate/").content.decode()
    assert "密码要求" in page
    assert "10" in page
    assert "单位拼音" in page


def test_a_code_sets_a_password_and_the_account_can_sign_in(cast: Cast) -> None:
    user, code = _fresh(cast)
    assert user.username in _activate(code.lower().replace("-", " "))
    assert _sign_in(user.username, NEW_PASSWORD)[0] == 302


def test_used_expired_replaced_and_invented_codes_are_refused_in_the_same_words(
    cast: Cast,
) -> None:
    _, used = _fresh(cast, name="白露")
    _activate(used)
    _, expired = _fresh(cast, name="谷雨")
    ActivationCode.objects.filter(used_at=None).update(expires_at=timezone.now())
    other, replaced = _fresh(cast, name="夏至")
    issue_slip(user=other, by=SYSTEM, at=timezone.now())
    disabled, closed = _fresh(cast, name="立秋")
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    errors = {
        re.sub(r'value="[^"]*"', "", _activate(code).split("error-summary")[1].split("</ul>")[0])
        for code in (used, expired, replaced, closed, "AAAA-BBBB-CCCC-DDDD")
    }
    assert len(errors) == 1
    assert WRONG_CODE in errors.pop()


def test_a_code_lives_for_fourteen_days(cast: Cast) -> None:
    user = make_account(unit=cast.middle, name="白露", role=Role.REPORTER, by=SYSTEM, at=NOW)
    code = issue_slip(user=user, by=SYSTEM, at=NOW).code
    with pytest.raises(Refused, match="激活码不对"):
        activate(code=code, password=NEW_PASSWORD, by_address="", at=NOW + timedelta(days=14))
    activate(code=code, password=NEW_PASSWORD, by_address="", at=NOW + timedelta(days=13))


@pytest.mark.parametrize("password", ["12345678901", "password12", "dhxdecjzx2023", "short"])
def test_a_weak_password_is_refused_and_the_code_stays_good(cast: Cast, password: str) -> None:
    _, code = _fresh(cast)
    assert "账号已激活" not in _activate(code, password)
    assert "账号已激活" in _activate(code)


def test_two_different_passwords_use_no_code_up(cast: Cast) -> None:
    _, code = _fresh(cast)
    assert "两次输入的密码不一样" in _activate(code, again="something-else-1")
    assert "账号已激活" in _activate(code)


def test_guessing_codes_is_braked_by_address(cast: Cast) -> None:
    _, code = _fresh(cast)
    for _ in range(30):
        assert WRONG_CODE in _activate("AAAA-BBBB-CCCC-DDDD", place="192.0.2.66")
    page = _activate(code, place="192.0.2.66")
    assert "15 分钟后再试" in page
    assert "账号已激活" in _activate(code, place="192.0.2.1")


def test_a_whole_school_behind_one_address_gets_in(cast: Cast) -> None:
    codes = [_fresh(cast, name=f"员工{n}")[1] for n in range(60)]
    for number, code in enumerate(codes):
        if number % 3 == 0:
            _activate(code[:-1])  # some mistype at first
        assert "账号已激活" in _activate(code)


def test_guessing_from_everywhere_leaves_a_few_tries_to_each(cast: Cast) -> None:
    now = timezone.now()
    WrongCode.objects.bulk_create(WrongCode(address=f"198.51.100.{n}", at=now) for n in range(300))
    _, code = _fresh(cast)
    for _ in range(4):
        assert WRONG_CODE in _activate("AAAA-BBBB-CCCC-DDDD")
    assert "账号已激活" in _activate(code)


def test_a_reset_by_slip_does_not_get_round_the_second_factor(cast: Cast) -> None:
    user, code = _fresh(cast)
    client = Client()
    typed = {"code": code, "password": NEW_PASSWORD, "again": NEW_PASSWORD}
    client.post("/activate/", typed)
    assert client.get("/units/").status_code == 302  # nobody is signed in by a code
    assert user.username


# The lock-out -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("cast")
def test_five_wrong_passwords_lock_this_name_at_this_address_only() -> None:
    for _ in range(5):
        status, _ = _sign_in("dora", "falsch-geraten", "192.0.2.66")
    assert status == 429
    assert _sign_in("dora", PASSWORD, "192.0.2.66")[0] == 429
    assert _sign_in("emma", PASSWORD, "192.0.2.66")[0] == 302  # the same address, another name
    assert _sign_in("dora", PASSWORD, "192.0.2.1")[0] == 302  # the same name, another address


@pytest.mark.usefixtures("cast")
def test_the_lock_ends_after_a_quarter_of_an_hour() -> None:
    for _ in range(5):
        _sign_in("dora", "falsch-geraten")
    earlier = timezone.now() - timedelta(minutes=14)
    AccessAttempt.objects.update(attempt_time=earlier)
    assert _sign_in("dora", PASSWORD)[0] == 429
    AccessAttempt.objects.update(attempt_time=earlier - timedelta(minutes=2))
    assert _sign_in("dora", PASSWORD)[0] == 302


@pytest.mark.usefixtures("cast")
def test_the_page_says_how_many_tries_are_left() -> None:
    assert "还可以试 4 次" in _sign_in("dora", "falsch-geraten")[1]
    assert "还可以试 3 次" in _sign_in("dora", "falsch-geraten")[1]


def test_the_page_is_the_same_whether_or_not_the_account_exists(cast: Cast) -> None:
    def shown(username: str) -> list[str]:
        pages = [_sign_in(username, "falsch-geraten") for _ in range(5)]
        return [_without_tokens(page, username) for _, page in pages]

    fresh, _ = _fresh(cast)
    assert shown("dora") == shown("niemand-da") == shown(fresh.username)
    assert WRONG_PASSWORD in shown("niemand-sonst")[0]


def _without_tokens(page: str, username: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page).replace(username, "X")


def test_it_takes_as_long_whether_or_not_the_account_exists(cast: Cast) -> None:
    fresh, _ = _fresh(cast)
    taken: dict[str, list[float]] = {"dora": [], "niemand-da": [], fresh.username: []}
    for number in range(9):
        for username, times in taken.items():
            start = time.process_time()
            _sign_in(username, "falsch-geraten", f"192.0.2.{number + 1}")
            times.append(time.process_time() - start)
    quickest = [
        min(times) for times in taken.values()
    ]  # of the processor: a busy machine says nothing
    assert max(quickest) < 1.5 * min(quickest)


# The second factor --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "is_asked"), [("alice", True), ("bob", True), ("dora", False), ("frank", False)]
)
def test_the_second_factor_is_asked_of_administrators_of_city_and_county_only(
    cast: Cast, sign_in: SignIn, settings: LazySettings, name: str, is_asked: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    response = sign_in(getattr(cast, name)).get("/units/add/")
    asked = response.headers.get("Location") == "/account/2fa/totp/activate/"
    assert asked == is_asked


def test_the_administrator_of_a_school_needs_none(
    cast: Cast, sign_in: SignIn, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    user, _ = _fresh(cast, role=Role.ADMINISTRATOR)
    User.objects.filter(pk=user.pk).update(set_up_at=NOW)
    assert sign_in(user).get("/units/accounts/").status_code == 200


# The first sign-in --------------------------------------------------------------------------------


def test_a_new_account_looks_at_its_unit_and_role_before_anything_else(
    cast: Cast, sign_in: SignIn
) -> None:
    user, _ = _fresh(cast)
    client = sign_in(user)
    assert client.get("/units/").headers["Location"] == "/first/"
    page = client.get("/first/").content.decode()
    assert "东湖县第二初级中学" in page
    assert "填报员" in page
    assert "东湖县教育体育局管理员包博" in page  # whom to ask
    assert client.post("/first/", {"phone": "03760000123", "email": ""}).status_code == 302
    user = User.objects.get(pk=user.pk)
    assert user.phone == "03760000123"
    assert client.get("/units/").headers["Location"] == f"/units/{cast.middle.pk}/"


def test_a_city_administrator_sees_the_second_factor_among_the_steps(
    cast: Cast, sign_in: SignIn, settings: LazySettings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    User.objects.filter(pk=cast.alice.pk).update(set_up_at=None)
    client = sign_in(cast.alice)
    assert "启用双因素验证" in client.get("/first/").content.decode()
    client.post("/first/", {})
    assert client.get("/").headers["Location"] == "/account/2fa/totp/activate/"
