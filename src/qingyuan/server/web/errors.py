"""Error pages: what happened, what is safe, what to do, a number to quote."""

from __future__ import annotations

import logging
import secrets

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader

from qingyuan.server.look.parts import Platform

_log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that no page of ours sends; 413 for one that is too long."""
    if isinstance(exception, RequestDataTooBig):
        return too_large()
    return page("400.html", 400, number=_numbered(request, "bad request"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: signed in, and not allowed."""
    return page("403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404: absent, or of another unit: the two look the same."""
    return page("404.html", 404)


def too_large(sentence: str = "") -> HttpResponse:
    """413: what was sent is larger than the published limit."""
    return page("413.html", 413, sentence=sentence)


def too_many(seconds: int = 30) -> HttpResponse:
    """429: too often in too short a time; says when to try again."""
    response = page("429.html", 429, seconds=seconds)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, with a number that stands in the log too."""
    return page("500.html", 500, number=_numbered(request, "server error"))


def under_maintenance(until: str = "") -> HttpResponse:
    """503: an upgrade is going on."""
    response = page("maintenance.html", 503, until=until)
    response.headers["Retry-After"] = "600"
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 for a form whose token has run out: the page was open for too long."""
    return page("403_csrf.html", 403)


def platform() -> Platform:
    """The site's own words without its database; the frame of other pages adds the version."""
    return Platform(
        name=settings.PLATFORM_NAME,
        host=settings.HOST_NAME,
        phone=settings.SUPPORT_PHONE,
        is_demo=settings.IS_DEMO,
    )


def page(template: str, status: int, **context: object) -> HttpResponse:
    """Renders without context processors: an error page asks no database."""
    words = loader.get_template(template).render({"platform": platform(), **context})
    return HttpResponse(words, status=status)


def _numbered(request: HttpRequest, what: str) -> str:
    """A number short enough to read out, and the line in the log that it finds."""
    number = secrets.token_hex(2).upper()
    _log.error("%s %s at %s", what, number, request.path)
    return number
