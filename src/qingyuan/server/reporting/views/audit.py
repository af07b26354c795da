"""审计页: for whoever runs the system."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingyuan.server import environment
from qingyuan.server.evidence.models import Seal
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.permissions import Deed, check_can
from qingyuan.server.reporting.presenters.audit import check_state, seals_table

_PAGE = 31


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The state of the chains, and the seals."""
    unit = check_runs_system(request)
    page = Paginator(Seal.objects.order_by("-on"), _PAGE).get_page(request.GET.get("page"))
    seals = list(page.object_list)
    shown = {
        "title": "审计",
        "check": check_state(),
        "page": page,
        "seals": seals_table(seals) if seals else None,
        "log_url": reverse("reporting:log", args=[unit.pk]),
        "crumbs": (Crumb("系统管理", reverse("reporting:system")), Crumb("审计")),
    }
    return render(request, "reporting/audit.html", shown)


@require_safe
def seal_file(request: HttpRequest, on: str) -> FileResponse:
    """A day's seal as it was written, to be kept elsewhere."""
    check_runs_system(request)
    try:
        day = date.fromisoformat(on)
    except ValueError as error:
        raise Http404 from error
    seal = get_object_or_404(Seal, on=day)
    path = environment.seals_folder() / f"{seal.on}.json"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"日封-{seal.on}.json")


def check_runs_system(request: HttpRequest) -> Unit:
    """Raises for everybody but the administrator of the topmost unit; returns that unit."""
    user = user_of(request)
    if user.unit is None:
        raise Http404
    check_can(user, Deed.RUN_SYSTEM, user.unit)
    return user.unit
