"""Closed by default: every page asks who you are, and accounts with a wide scope prove it twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from qingyuan.server.organisations.models import User

IDLE_SECONDS = 30 * 60
_WRITE_SECONDS = 5 * 60
_SEEN = "seen"
_STEPS = ("account_logout", "mfa_", "account_reauthenticate", "first_sign_in", "preferences")


class DenyByDefault:
    """No page without an account, but those that say `login_not_required`.

    In this order: an idle session ends after half an hour; a new account is led through its first
    steps; an administrator of a bureau sets up the second factor before anything else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Django calls this when it knows the page."""
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated or _is_idle(request, timezone.now()):
            logout(request)
            return redirect(f"{_login_url()}?next={request.path}")
        name = request.resolver_match.view_name if request.resolver_match else ""
        step = None if _is_a_step(name) else _next_step(request.user)
        return redirect(step) if step else None


def _login_url() -> str:
    from django.shortcuts import resolve_url  # noqa: PLC0415 - needs the URL table

    return resolve_url(settings.LOGIN_URL)


def _is_a_step(name: str) -> bool:
    return any(part in name for part in _STEPS)


def _next_step(user: User) -> str | None:
    if user.set_up_at is None:
        return "organisations:first_sign_in"
    if settings.SECOND_FACTOR_REQUIRED and user.needs_second_factor and not is_mfa_enabled(user):
        return "mfa_activate_totp"
    return None


def _is_idle(request: HttpRequest, now: datetime) -> bool:
    """Whether nothing was asked for half an hour; the clock is written each five minutes."""
    seen = float(request.session.get(_SEEN, now.timestamp()))
    if now.timestamp() - seen > IDLE_SECONDS:
        return True
    if _SEEN not in request.session or now.timestamp() - seen > _WRITE_SECONDS:
        request.session[_SEEN] = now.timestamp()
    return False
