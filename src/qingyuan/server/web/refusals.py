"""A refusal of any deed becomes a page that says why and what to do, with nothing changed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.web.errors import too_large


class SayRefusals:
    """Turns a `Refused` that no view has met into a page with status 409, or 413 for sizes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for what a view raises."""
        if not isinstance(exception, Refused):
            return None
        if exception.code == "upload_too_large":
            return too_large(exception.sentence)
        return render(request, "refused.html", {"sentence": exception.sentence}, status=409)
