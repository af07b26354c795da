"""Theme and type size: two cookies that the reader sets, with or without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = {"auto": "跟随系统", "light": "浅色", "dark": "深色"}
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this reader wants pages to look."""

    theme: str = "auto"
    is_large: bool = False


def read_preferences(request: HttpRequest) -> Preferences:
    """What the cookies say; anything unknown counts as not chosen."""
    theme = request.COOKIES.get("theme", "auto")
    return Preferences(
        theme=theme if theme in THEMES else "auto",
        is_large=request.COOKIES.get("large") == "1",
    )


def look(request: HttpRequest) -> dict[str, Preferences]:
    """Context processor: `look` on every page."""
    return {"look": read_preferences(request)}


@login_not_required
@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keeps the pressed choice in a cookie and returns to the page it was pressed on."""
    response = HttpResponseRedirect(_way_back(request))
    theme, large = request.POST.get("theme", ""), request.POST.get("large", "")
    if theme in THEMES:
        _keep(request, response, "theme", theme)
    if large in {"0", "1"}:
        _keep(request, response, "large", large)
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=_A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if is_here else "/"
