"""首次登录."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import User


def first_sign_in(request: HttpRequest) -> HttpResponse:
    """The account's holder has looked at unit and role."""
    if request.method == "POST":
        User.objects.filter(pk=user_of(request).pk).update(set_up_at=timezone.now())
        return redirect("reporting:home")
    return render(request, "organisations/first_sign_in.html", {"title": "首次登录"})
