"""Whether the site lives, and whether it can work: for supervisors and proxies."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from qingyuan.server.reporting.health import State, checks

_NEEDED = frozenset({"database", "disk", "worker"})


@login_not_required
def alive(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def ready(_request: HttpRequest) -> HttpResponse:
    """Each check with one word, nothing else; 503 where the site cannot do its work.

    Mail, fonts, seals and backups are worth a look, and no reason to send nobody here.
    """
    found = checks(timezone.now())
    names = {check.name for check in found}
    bad = {check.name for check in found if check.state is State.BAD} | (_NEEDED - names)
    lines = [f"{check.name} {_word(check.state)}" for check in found]
    status = 503 if bad & _NEEDED else 200
    return HttpResponse("\n".join([*lines, ""]), status=status, content_type="text/plain")


def _word(state: State) -> str:
    return {State.GOOD: "ok", State.CARE: "look", State.BAD: "bad"}[state]
