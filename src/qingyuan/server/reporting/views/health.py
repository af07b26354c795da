"""Whether the site lives, and whether it can work: for supervisors and proxies."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from qingyuan.server import environment


@login_not_required
def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def ready(_request: HttpRequest) -> HttpResponse:
    """Database and data folder can be used; says which cannot, and nothing else."""
    missing = [name for name, check in _CHECKS if not check()]
    return HttpResponse(
        "ok" if not missing else " ".join(missing),
        status=503 if missing else 200,
        content_type="text/plain",
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _folder() -> bool:
    return environment.data_folder().is_dir()


_CHECKS = (("database", _database), ("data", _folder))
