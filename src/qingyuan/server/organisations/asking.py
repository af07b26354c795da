"""The one who asks: a request's account as the actor of a deed."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.models import User
from qingyuan.server.web.address import client_address


def user_of(request: HttpRequest) -> User:
    """The account that is signed in; pages of this site are closed to all others."""
    return cast("User", request.user)


def actor_of(request: HttpRequest) -> Actor:
    """Who does the deed, from where."""
    user = user_of(request)
    return Actor(
        name=user.name,
        channel=Channel.WEB,
        user_id=user.pk,
        unit_id=user.unit.pk if user.unit else None,
        address=client_address(request),
    )
