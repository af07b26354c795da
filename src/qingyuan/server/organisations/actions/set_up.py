"""Deed on an empty installation: the topmost unit and its administrator, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.actions.accounts import give_post
from qingyuan.server.organisations.actions.units import open_unit
from qingyuan.server.organisations.models import Role, Unit, UnitKind, User


@dataclass(frozen=True, slots=True)
class Founding:
    """What the first administrator has typed."""

    unit_name: str
    kind: UnitKind
    name: str
    username: str
    password: str


@transaction.atomic
def set_up_platform(*, founding: Founding, address: str, at: datetime) -> User:
    """开通: makes the topmost unit and its administrator; where there is a unit it is too late.

    The platform's own chain is written first: its head is locked, so that of two who press at once
    the second finds the first one's unit.
    """
    by = Actor(name=founding.name, channel=Channel.WEB, address=address)
    record(
        deed="organisations.platform.set_up",
        about=("platform", 0),
        sentence=f"开通平台：{founding.unit_name}",
        by=by,
        at=at,
    )
    if Unit.objects.exists():
        raise Refused("平台已经开通，请用账号登录", code="already_set_up")
    _check_password(founding)
    unit = open_unit(name=founding.unit_name, kind=founding.kind, parent=None, by=by, at=at)
    user = User.objects.make(
        username=founding.username, name=founding.name, password=founding.password
    )
    User.objects.filter(pk=user.pk).update(set_up_at=at)
    give_post(unit=unit, role=Role.ADMINISTRATOR, user=user, by=by, at=at)
    return User.objects.get(pk=user.pk)


def _check_password(founding: Founding) -> None:
    someone = User(username=founding.username, name=founding.name)
    try:
        validate_password(founding.password, someone)
    except ValidationError as error:
        raise Refused("；".join(error.messages), code="weak_password") from error
