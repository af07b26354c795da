"""通知传达."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from qingyuan.server.campaigns.models import Notice
from qingyuan.server.organisations.asking import user_of


def notices(request: HttpRequest) -> HttpResponse:
    """The list."""
    rows = Notice.objects.visible_to(user_of(request)).order_by("-pk")[:50]
    return render(request, "list.html", {"title": "通知传达", "rows": rows})


def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice."""
    one = get_object_or_404(Notice.objects.visible_to(user_of(request)), pk=pk)
    return render(request, "list.html", {"title": one.title, "rows": []})
