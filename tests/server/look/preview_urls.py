"""Addresses of the gallery, and the names that the frame links to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from tests.server.look.gallery import PAGES

from qingyuan.server.look.preferences import set_preferences


def show(request: HttpRequest, name: str) -> HttpResponse:
    """A page of the gallery."""
    return render(request, PAGES[name].template, PAGES[name].context())


def nowhere(_request: HttpRequest) -> HttpResponse:
    """Stands for a page of another context."""
    return HttpResponse("")


_REPORTING = ("home", "help", "messages", "accessibility")
_ACCOUNT = (
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "usersessions_list",
)
_reporting = [
    *(path(f"r/{name}/", nowhere, name=name) for name in _REPORTING),
    path("r/preferences/", set_preferences, name="preferences"),
]
urlpatterns = [
    path("gallery/<slug:name>/", show, name="gallery"),
    path("", include((_reporting, "reporting"))),
    *(path(f"{name}/", nowhere, name=name) for name in _ACCOUNT),
]
