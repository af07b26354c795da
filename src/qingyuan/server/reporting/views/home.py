"""工作台: the first page of each role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.server.organisations.asking import user_of


def home(request: HttpRequest) -> HttpResponse:
    """What is due now, with one action."""
    user = user_of(request)
    return render(request, "reporting/home.html", {"title": "工作台", "unit": user.unit})
