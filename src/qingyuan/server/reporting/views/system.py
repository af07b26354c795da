"""系统管理."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingyuan.server.reporting.health import checks
from qingyuan.server.reporting.presenters.system import (
    checks_table,
    jobs_table,
    settings_facts,
    settings_place,
    summary_of,
)
from qingyuan.server.reporting.views.audit import check_runs_system


@require_safe
def system(request: HttpRequest) -> HttpResponse:
    """What the keeper of the installation looks at."""
    check_runs_system(request)
    at = timezone.now()
    found = checks(at)
    sentence, tone = summary_of(found)
    shown = {
        "title": "系统管理",
        "at": at,
        "sentence": sentence,
        "tone": tone,
        "checks": checks_table(found),
        "jobs": jobs_table(),
        "facts": settings_facts(),
        "settings_place": settings_place(),
    }
    return render(request, "reporting/system.html", shown)
