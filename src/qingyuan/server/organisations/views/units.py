"""单位和人员."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Unit


def units(request: HttpRequest) -> HttpResponse:
    """The list."""
    rows = Unit.objects.visible_to(user_of(request)).in_order()[:50]
    return render(request, "list.html", {"title": "单位和人员", "rows": rows})
