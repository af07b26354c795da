"""系统管理."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.permissions import Deed, check_can


def system(request: HttpRequest) -> HttpResponse:
    """What the keeper of the installation looks at."""
    top = Unit.objects.visible_to(user_of(request)).in_order()[0]
    check_can(user_of(request), Deed.RUN_SYSTEM, top)
    return render(request, "list.html", {"title": "系统管理", "rows": []})
