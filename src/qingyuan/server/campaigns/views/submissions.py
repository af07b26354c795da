"""报送."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.server.campaigns.models import Submission
from qingyuan.server.organisations.asking import user_of


def submissions(request: HttpRequest) -> HttpResponse:
    """The list."""
    rows = Submission.objects.visible_to(user_of(request)).standing().order_by("-pk")[:50]
    return render(request, "list.html", {"title": "报送", "rows": rows})
