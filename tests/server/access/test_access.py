"""Every address × every role × own, subordinate, sibling, superior and foreign objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from tests.server.access.addresses import Address, addresses
from tests.server.access.policy import POLICY, PUBLIC, About, Open
from tests.server.access.world import Relation, World, accounts_of_every_role, relations

from qingyuan.server.evidence.models import Event
from qingyuan.server.organisations.models import Role, Unit, User
from qingyuan.server.organisations.permissions import ROLE_DEEDS

ADDRESSES = {address.name: address for address in addresses()}
ABSENT = 987_654_321
CLOSED = {403, 404, 405, 409}


def test_every_address_has_a_line_in_the_table() -> None:
    assert sorted(set(ADDRESSES) - set(POLICY)) == []
    assert sorted(set(POLICY) - set(ADDRESSES)) == []


def test_no_address_is_open_without_saying_so(world: World) -> None:
    visitor = Client()
    for address, kwargs in _everything(world):
        rule = POLICY[address.name]
        response = visitor.get(reverse(address.name, kwargs=kwargs))
        is_sent_to_sign_in = response.status_code == 302 and "/login/" in response["Location"]
        if response.status_code == 405:  # a form's target; tested with the forms
            continue
        is_closed = is_sent_to_sign_in or response.status_code == 404
        assert is_closed == (rule is not PUBLIC), (address.name, response.status_code)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_an_account_finds_what_lies_in_its_scope_and_nothing_else(world: World, role: Role) -> None:
    units = (
        (world.cast.donghu, world.cast.primary)
        if role == Role.ADMINISTRATOR
        else (world.cast.donghu,)
    )
    for unit in units:
        client = _client(accounts_of_every_role(unit)[role])
        for address, rule, kwargs, relation in _objects(world, unit):
            allowed = _is_allowed(rule, relation)
            status = client.get(reverse(address.name, kwargs=kwargs)).status_code
            case = (address.name, unit.name, relation.name, status)
            if not allowed:
                assert status in {404, 405}, case
            elif rule.deed is None:
                assert status != 404, case


def test_nothing_of_another_unit_can_be_changed(world: World) -> None:
    for unit in (world.cast.donghu, world.cast.primary):
        client = _client(accounts_of_every_role(unit)[Role.ADMINISTRATOR])
        before = Event.objects.count()
        for address, rule, kwargs, relation in _objects(world, unit):
            if _is_allowed(rule, relation):
                continue
            status = client.post(reverse(address.name, kwargs=kwargs)).status_code
            assert status in {404, 405}, (address.name, relation.name, status)
        assert Event.objects.count() == before


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_without_the_deed_can_look_but_not_do(world: World, role: Role) -> None:
    unit = world.cast.donghu
    client = _client(accounts_of_every_role(unit)[role])
    before = Event.objects.count()
    for address, rule, kwargs, relation in _objects(world, unit):
        if rule.deed is None or rule.deed in ROLE_DEEDS[role] or relation.name != "own":
            continue
        status = client.post(reverse(address.name, kwargs=kwargs)).status_code
        assert status in CLOSED, (address.name, role, status)
    assert Event.objects.count() == before


def test_absent_and_foreign_look_the_same(world: World) -> None:
    client = _client(accounts_of_every_role(world.cast.donghu)[Role.ADMINISTRATOR])
    for address, rule, kwargs, relation in _objects(world, world.cast.donghu):
        if _is_allowed(rule, relation) or "pk" not in kwargs:
            continue
        foreign = client.get(reverse(address.name, kwargs=kwargs))
        absent = client.get(reverse(address.name, kwargs={**kwargs, "pk": ABSENT}))
        assert foreign.status_code == absent.status_code, address.name
        assert _body(foreign, kwargs["pk"]) == _body(absent, ABSENT), address.name


def test_no_page_names_a_unit_outside_the_scope(world: World) -> None:
    unit = world.cast.donghu
    client = _client(accounts_of_every_role(unit)[Role.ADMINISTRATOR])
    for address, kwargs in _pages_of(world, unit.pk):
        response = client.get(reverse(address.name, kwargs=kwargs), follow=True)
        if response.streaming:
            continue
        text = response.content.decode("utf-8", "replace")
        assert "西山" not in text, address.name
        assert "实验幼儿园" not in text, address.name


def test_what_is_downloaded_is_never_shown_in_our_own_pages(world: World) -> None:
    client = _client(world.cast.alice)
    seen = 0
    for address, kwargs in _everything(world):
        if address.name == "reporting:help_picture":  # our own file, nobody's upload
            continue
        response = client.get(reverse(address.name, kwargs=kwargs))
        kind = response.get("Content-Type", "")
        if response.status_code == 200 and not kind.startswith(("text/html", "text/plain")):
            seen += 1
            assert response["Content-Disposition"].startswith("attachment"), address.name
            assert response["X-Content-Type-Options"] == "nosniff", address.name
    assert seen


def test_every_page_carries_the_policy_of_its_content(world: World) -> None:
    client = _client(world.cast.alice)
    for address, kwargs in _everything(world):
        response = client.get(reverse(address.name, kwargs=kwargs))
        policy = response.get("Content-Security-Policy", "")
        assert "default-src 'none'" in policy, address.name
        assert "unsafe-inline" not in policy, address.name
        assert response["X-Frame-Options"] == "DENY", address.name
        assert response["Referrer-Policy"] == "same-origin", address.name


def _is_allowed(rule: About, relation: Relation) -> bool:
    """Whether the object is there for the account at all."""
    if rule.only_own:
        return False  # the world's objects belong to other accounts
    return relation.is_below or (rule.above_too and relation.is_above)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _objects(world: World, unit: Unit) -> Iterator[tuple[Address, About, dict[str, Any], Relation]]:
    """Each address that leads to an object, with the object of each unit that has one."""
    for name, rule in POLICY.items():
        if not isinstance(rule, About):
            continue
        for relation in relations(world, unit):
            kwargs = world.objects[rule.kind].get(relation.unit.pk)
            if kwargs is not None:
                yield ADDRESSES[name], rule, {**rule.fixed, **kwargs}, relation


def _everything(world: World) -> Iterator[tuple[Address, dict[str, Any]]]:
    """Each address once, with an object of the city where it needs one."""
    yield from _pages_of(world, world.cast.city.pk)


def _pages_of(world: World, unit_id: int) -> Iterator[tuple[Address, dict[str, Any]]]:
    for name, rule in POLICY.items():
        if name.startswith("openid_connect"):
            continue  # asks the bureau's own service
        if isinstance(rule, Open):
            yield ADDRESSES[name], world.plain.get(name, {})
        elif unit_id in world.objects[rule.kind]:
            yield ADDRESSES[name], {**rule.fixed, **world.objects[rule.kind][unit_id]}


def _body(response: HttpResponseBase, number: int) -> str:
    """The page without its own address and its token."""
    text = getattr(response, "content", b"").decode("utf-8", "replace")
    text = re.sub(rf"/{number}(?=/)", "/N", text)
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", text)
