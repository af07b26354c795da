"""Accounts of the demo: each role once at least, random passwords, the second factor where due."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from pypinyin import lazy_pinyin

from qingyuan.server.demo import names
from qingyuan.server.demo.loading import UNITS_WITH_OWN_EVENTS, Loaded, batches
from qingyuan.server.demo.tree import PlannedUnit
from qingyuan.server.demo.watching import Watcher
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Post, Role, Unit, UnitKind, User

_WITH_PASSWORDS = 100  # a hash takes 26 ms; the others wait for an activation slip, as in real life
_LETTERS = "23456789abcdefghijkmnpqrstuvwxyz"
_BUREAU_ROLES = (Role.ADMINISTRATOR, Role.REVIEWER, Role.LEADER)
_CITY_ROLES = (*_BUREAU_ROLES, Role.INSPECTOR, Role.READ_ONLY)
_WORDS = {
    Role.ADMINISTRATOR: "admin",
    Role.REPORTER: "reporter",
    Role.REVIEWER: "reviewer",
    Role.LEADER: "leader",
    Role.INSPECTOR: "inspector",
    Role.READ_ONLY: "viewer",
}


@dataclass(frozen=True, slots=True)
class Account:
    """A way in, as it is printed once."""

    role: str
    unit: str
    unit_code: str
    username: str
    password: str
    totp_secret: str | None


@dataclass(frozen=True, slots=True)
class _Seat:
    unit: Unit
    role: Role
    username: str
    name: str


def make_accounts(
    loaded: Loaded, *, random: Random, by: Actor, at: datetime, watcher: Watcher
) -> list[Account]:
    """One account a post; the first hundred can sign in at once."""
    seats = list(_seats(loaded, random))
    watcher.stage("建立账号", len(seats))
    accounts: list[Account] = []
    for batch in batches(seats, 2_000):
        open_ones = batch[: max(0, _WITH_PASSWORDS - len(accounts))]
        passwords = {seat.username: _password() for seat in open_ones}
        users = _write_users(batch, passwords, at)
        _write_posts(batch, users, at)
        accounts += [
            _account(seat, user, passwords[seat.username])
            for seat, user in zip(open_ones, users, strict=False)
        ]
        watcher.step(len(batch))
    _record(loaded, seats, by, at)
    return accounts


def _seats(loaded: Loaded, random: Random) -> Iterator[_Seat]:
    """Bureaus first, so that they are among those that can sign in."""
    order = {UnitKind.CITY: 0, UnitKind.COUNTY: 1, UnitKind.ZONE: 1, UnitKind.CENTRAL_SCHOOL: 3}
    counts: dict[str, int] = {}
    for planned in sorted(loaded, key=lambda unit: order.get(unit.kind, 2)):
        if planned.kind is UnitKind.DEPARTMENT:
            continue
        stem = _stem(planned, counts)
        for role in _roles(planned, stem):
            yield _Seat(loaded[planned], role, f"{stem}.{_WORDS[role]}", names.person_name(random))


def _roles(planned: PlannedUnit, stem: str) -> tuple[Role, ...]:
    if planned.kind is UnitKind.CITY:
        return _CITY_ROLES
    if planned.kind in {UnitKind.COUNTY, UnitKind.ZONE}:
        return _BUREAU_ROLES
    if planned.kind is UnitKind.CENTRAL_SCHOOL:
        return (Role.ADMINISTRATOR,)
    return (Role.REPORTER, Role.LEADER) if stem in {"school1", "school2"} else (Role.REPORTER,)


def _stem(planned: PlannedUnit, counts: dict[str, int]) -> str:
    """A bureau by its place, a school by a number: short enough to type."""
    is_bureau = planned.kind in {UnitKind.CITY, UnitKind.COUNTY, UnitKind.ZONE}
    word = {UnitKind.CENTRAL_SCHOOL: "central"}.get(planned.kind, "school")
    word = "".join(lazy_pinyin(planned.place)) if is_bureau else word
    counts[word] = counts.get(word, 0) + 1
    if is_bureau and counts[word] == 1:  # places that sound alike are numbered from the second on
        return word
    return f"{word}{counts[word]}"


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _write_users(batch: Iterable[_Seat], passwords: dict[str, str], at: datetime) -> list[User]:
    return User.objects.bulk_create(
        [
            User(
                username=seat.username,
                name=seat.name,
                password=make_password(passwords.get(seat.username)),
                set_up_at=at if seat.username in passwords else None,
            )
            for seat in batch
        ]
    )


def _write_posts(batch: Iterable[_Seat], users: Iterable[User], at: datetime) -> None:
    Post.objects.bulk_create(
        Post(unit=seat.unit, role=seat.role, holder=user, since=at)
        for seat, user in zip(batch, users, strict=True)
    )


def _account(seat: _Seat, user: User, password: str) -> Account:
    """Administrators of bureaus get their second factor from allauth's own storage."""
    secret = None
    if user.needs_second_factor:
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
    return Account(
        role=seat.role.value,
        unit=seat.unit.name,
        unit_code=seat.unit.code,
        username=seat.username,
        password=password,
        totp_secret=secret,
    )


def _record(loaded: Loaded, seats: list[_Seat], by: Actor, at: datetime) -> None:
    if len(loaded) > UNITS_WITH_OWN_EVENTS:
        root = next(iter(loaded.values()))
        record(
            deed="organisations.post.loaded",
            about=("unit", root.pk),
            sentence=f"批量建立 {len(seats)} 个账号",
            unit_id=root.pk,
            by=by,
            at=at,
        )
        return
    for post in Post.objects.select_related("unit", "holder").order_by("pk"):
        record(
            deed="organisations.post.given",
            about=("post", post.pk),
            sentence=f"{post.holder} 任{post.unit.name}{post.get_role_display()}",
            unit_id=post.unit_id,
            by=by,
            at=at,
        )
