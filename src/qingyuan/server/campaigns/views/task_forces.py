"""工作专班."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.server.campaigns.models import TaskForce
from qingyuan.server.organisations.asking import user_of


def task_forces(request: HttpRequest) -> HttpResponse:
    """The list."""
    rows = TaskForce.objects.visible_to(user_of(request)).order_by("pk")[:50]
    return render(request, "list.html", {"title": "工作专班", "rows": rows})
