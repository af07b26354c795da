"""Error pages: what happened, what is safe, what to do, a number to quote."""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.template import loader

_log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """400: a request that no page of ours sends."""
    return _page(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: signed in, and not allowed."""
    return _page(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404: absent, or of another unit: the two look the same."""
    return _page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault, with a number that stands in the log too."""
    number = secrets.token_hex(2).upper()
    _log.error("server error %s at %s", number, request.path)
    return _page(request, "500.html", 500, number=number)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403 for a form whose token has run out: the page was open for too long."""
    return _page(request, "403_csrf.html", 403)


def _page(_request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """Renders without context processors: an error page asks no database."""
    return HttpResponse(loader.get_template(template).render(context), status=status)
