"""升级中: while a file named `maintenance` lies in the data folder, every page says so.

Whoever upgrades puts it there and takes it away; its text says until when.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from qingyuan.server import environment
from qingyuan.server.web.errors import under_maintenance

FILE = "maintenance"
_ALIVE = "/healthz"
_LONGEST = 40


class SayMaintenance:
    """Answers with 503 before anything touches the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on where nothing is going on."""
        path = environment.data_folder() / FILE
        if request.path == _ALIVE or not path.is_file():
            return self._get_response(request)
        return under_maintenance(path.read_text("utf-8", errors="replace").strip()[:_LONGEST])
