"""行动."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.asking import user_of


def campaigns(request: HttpRequest) -> HttpResponse:
    """The list."""
    rows = Campaign.objects.visible_to(user_of(request)).order_by("-pk")[:50]
    return render(request, "list.html", {"title": "行动", "rows": rows})
