from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.server.cast import NOW, PASSWORD, SYSTEM, Cast
from tests.server.organisations.lists import ACCOUNTS, apply, counts, upload, workbook

from qingyuan.server.evidence.models import Event
from qingyuan.server.organisations.actions.accounts import give_post, make_account
from qingyuan.server.organisations.actions.messages import tell
from qingyuan.server.organisations.models import ActivationCode, Message, Post, Role, User

SignIn = Callable[[User], Client]
CODE = re.compile(r"\b[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){3}\b")
NEW_PASSWORD = "lan-tian-bai-yun-7"


def _page(client: Client, name: str, *args: int, **asked: str) -> str:
    return client.get(reverse(f"organisations:{name}", args=args), asked).content.decode()


def _post_of(user: User) -> Post:
    return Post.objects.filter(holder=user, ended_at=None)[0]


def _activate(client: Client, code: str, password: str = NEW_PASSWORD) -> str:
    typed = {"code": code, "password": password, "again": password}
    return client.post("/activate/", typed).content.decode()


def _fresh(cast: Cast, name: str = "白露", role: Role = Role.ADMINISTRATOR) -> User:
    return make_account(unit=cast.middle, name=name, role=role, by=SYSTEM, at=NOW)


def test_a_bureau_sees_posts_below_it_and_who_has_no_administrator(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in(cast.bob)
    client.get("/units/")
    with django_assert_max_num_queries(10):
        page = _page(client, "accounts")
    assert "窦朵" in page
    assert "查理" not in page
    assert "2 所学校还没有管理员" in page
    assert "东湖县第二初级中学" in _page(client, "lacking")


@pytest.mark.parametrize(("state", "shown"), [("waiting", "白露"), ("active", "窦朵")])
def test_accounts_are_found_by_their_state(
    cast: Cast, sign_in: SignIn, state: str, shown: str
) -> None:
    _fresh(cast)
    page = _page(sign_in(cast.bob), "accounts", state=state)
    assert ("白露" in page, "窦朵" in page) == (shown == "白露", shown == "窦朵")


def test_an_account_is_made_with_a_slip_and_its_code_stands_nowhere(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.bob)
    typed = {"unit": cast.middle.code, "name": "白露", "role": "administrator"}
    response = client.post(reverse("organisations:add_account"), typed)
    page = response.content.decode()
    (code,) = set(CODE.findall(page))
    assert "白露（管理员）" in page
    assert "<svg" in page
    assert response.headers["Cache-Control"] == "no-store"
    assert not ActivationCode.objects.filter(
        digest__contains=code.replace("-", "").lower()
    ).exists()
    assert code not in _page(client, "post", _post_of(User.objects.get(name="白露")).pk)


def test_thousands_come_by_list_and_their_slips_are_printed_once(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.bob)
    content = workbook(
        ACCOUNTS,
        ("东湖县第二初级中学", "白露", "管理员"),
        ("柳河镇第一小学", "谷雨", "管理员"),
        ("柳河镇第一小学", "窦朵", "填报员"),
    )
    batch = upload(client, cast.donghu, "accounts", content)
    assert counts(batch) == (2, 0, 1, 0)
    apply(client, batch)
    address = reverse("organisations:batch_slips", args=[batch.pk])
    page = client.post(address).content.decode()
    codes = set(CODE.findall(page))
    assert len(codes) == 2
    assert not any(user.has_usable_password() for user in User.objects.filter(name="白露"))
    _activate(Client(), codes.pop())
    again = set(CODE.findall(client.post(address).content.decode()))
    assert len(again) == 1  # who has activated is not reset by a second print
    assert not again & codes
    assert counts(upload(client, cast.donghu, "accounts", content)) == (0, 0, 3, 0)


def test_a_reissued_slip_ends_the_one_before(cast: Cast, sign_in: SignIn) -> None:
    post = _post_of(_fresh(cast))
    client = sign_in(cast.bob)
    address = reverse("organisations:slip", args=[post.pk])
    first, second = (CODE.findall(client.post(address).content.decode())[0] for _ in range(2))
    assert "激活码不对，或已经用过、已过期" in _activate(Client(), first)
    assert "账号已激活" in _activate(Client(), second)


def test_a_handover_moves_the_open_messages(cast: Cast, sign_in: SignIn) -> None:
    post = _post_of(cast.dora)
    tell(posts=[post], topic="notice:1", title="请签收", at=NOW)
    client = sign_in(cast.bob)
    address = reverse("organisations:hand_over", args=[post.pk])
    page = client.post(address, {"name": "谷雨"}).content.decode()
    assert CODE.search(page)
    heir = User.objects.get(name="谷雨")
    assert Message.objects.visible_to(heir).get().title == "请签收"
    assert sign_in(cast.dora).get(f"/units/{cast.primary.pk}/").status_code == 404
    assert "1 项待办随岗位移交" in _page(client, "post", post.pk)


def test_a_handover_goes_only_to_accounts_in_scope(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("organisations:hand_over", args=[_post_of(cast.dora).pk])
    client = sign_in(cast.bob)
    for username in ("charlie", "alice", "nobody"):
        page = client.post(address, {"username": username}).content.decode()
        assert f"没有“{username}”这个账号" in page
    assert client.post(address, {"username": "emma"}).status_code == 302
    assert _post_of(cast.emma).unit == cast.primary or Post.objects.filter(
        holder=cast.emma, unit=cast.primary
    )


def test_a_disabled_account_is_dead_at_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    dora = sign_in(cast.dora)
    assert dora.get(f"/units/{cast.primary.pk}/").status_code == 200
    post = _post_of(cast.dora)
    sign_in(cast.bob).post(reverse("organisations:disable", args=[post.pk]))
    assert dora.get(f"/units/{cast.primary.pk}/").headers["Location"].startswith("/account/login/")
    assert "停用" in _sign_in_by_password("dora", PASSWORD)
    sign_in(cast.bob).post(reverse("organisations:enable", args=[post.pk]))
    assert User.objects.get(pk=cast.dora.pk).is_active


def test_a_lost_phone_is_taken_off_by_the_administrator_above(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("organisations:second_factor", args=[_post_of(cast.bob).pk])
    alice = sign_in(cast.alice)
    assert "不用重设" in alice.post(address, follow=True).content.decode()
    TOTP.activate(cast.bob, "JJCNEIE4P4NO4DO5DK4ENUL6Y7ZRA5DW")
    RecoveryCodes.activate(cast.bob)
    assert "下次登录时重新设置" in alice.post(address, follow=True).content.decode()
    assert not Authenticator.objects.filter(user=cast.bob).exists()
    assert Event.objects.filter(deed="organisations.post.second_factor_forgotten").count() == 1


def test_nobody_takes_off_his_own_second_factor_here(cast: Cast, sign_in: SignIn) -> None:
    TOTP.activate(cast.bob, "JJCNEIE4P4NO4DO5DK4ENUL6Y7ZRA5DW")
    address = reverse("organisations:second_factor", args=[_post_of(cast.bob).pk])
    assert "请上级管理员" in sign_in(cast.bob).post(address, follow=True).content.decode()
    assert Authenticator.objects.filter(user=cast.bob).exists()


def _sign_in_by_password(username: str, password: str) -> str:
    typed = {"login": username, "password": password}
    return Client().post("/account/login/", typed, follow=True).content.decode()


def test_nobody_disables_himself_or_ends_his_own_post(cast: Cast, sign_in: SignIn) -> None:
    client, post = sign_in(cast.bob), _post_of(cast.bob)
    for name in ("disable", "end_post"):
        page = client.post(reverse(f"organisations:{name}", args=[post.pk]), follow=True)
        assert "不能" in page.content.decode()
    assert User.objects.get(pk=cast.bob.pk).is_active


@pytest.mark.parametrize("name", ["slip", "disable", "second_factor", "give_post"])
def test_an_account_that_also_holds_a_post_above_is_out_of_reach(
    cast: Cast, sign_in: SignIn, name: str
) -> None:
    post = give_post(unit=cast.middle, role=Role.READ_ONLY, user=cast.alice, by=SYSTEM, at=NOW)
    response = sign_in(cast.bob).post(reverse(f"organisations:{name}", args=[post.pk]))
    assert response.status_code == 409
    assert "管理范围以外还有岗位" in response.content.decode()
    assert not cast.alice.activation_codes.exists()


def test_a_pile_of_slips_leaves_out_accounts_in_use_and_those_of_others(
    cast: Cast, sign_in: SignIn
) -> None:
    fresh = _fresh(cast)
    posts = [_post_of(user).pk for user in (fresh, cast.dora, cast.alice, cast.charlie)]
    page = sign_in(cast.bob).post(reverse("organisations:slips"), {"post": posts})
    assert len(set(CODE.findall(page.content.decode()))) == 1
    assert set(ActivationCode.objects.values_list("user__name", flat=True)) == {"白露"}


@pytest.mark.parametrize(
    "name",
    ["post", "give_post", "hand_over", "end_post", "disable", "enable", "second_factor", "slip"],
)
def test_another_county_cannot_even_see_a_post(cast: Cast, sign_in: SignIn, name: str) -> None:
    address = reverse(f"organisations:{name}", args=[_post_of(cast.dora).pk])
    client = sign_in(cast.charlie)
    response = client.get(address) if name == "post" else client.post(address)
    assert response.status_code == 404


def test_only_administrators_see_accounts(cast: Cast, sign_in: SignIn) -> None:
    for user in (cast.frank, cast.dora):
        client = sign_in(user)
        for name in ("accounts", "lacking", "add_account"):
            assert client.get(reverse(f"organisations:{name}")).status_code == 409
    post = _post_of(cast.dora)
    assert sign_in(cast.frank).get(reverse("organisations:post", args=[post.pk])).status_code == 409


def test_a_county_gives_no_post_beyond_its_scope(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    for unit in (cast.city, cast.xishan):
        typed = {"unit": unit.code, "name": "白露", "role": "administrator"}
        page = client.post(reverse("organisations:add_account"), typed).content.decode()
        assert "名录里没有" in page
    assert not User.objects.filter(name="白露").exists()


def test_a_proposed_unit_is_named_and_goes_through_as_it_stands(
    cast: Cast, sign_in: SignIn
) -> None:
    bob, held = sign_in(cast.bob), _post_of(cast.dora)
    address = reverse("organisations:give_post", args=[held.pk])
    proposed = f"{cast.primary.name}（{cast.primary.code}）"
    assert f'value="{proposed}"' in bob.get(address).content.decode()
    assert bob.post(address, {"unit": proposed, "role": "leader"}).status_code == 302
    assert Post.objects.filter(holder=cast.dora, unit=cast.primary, role="leader").exists()
