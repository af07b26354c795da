"""激活账号: without sign-in, by a one-time code."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.organisations.actions.activation import (
    activate,
    check_not_guessing,
    note_wrong_code,
)
from qingyuan.server.organisations.forms.accounts import ActivationForm, password_rules
from qingyuan.server.web.address import client_address


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def activate_account(request: HttpRequest) -> HttpResponse:
    """The code and a password of one's own; then one signs in as always, second factor and all."""
    form = ActivationForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _activated(request, form)
        except Refused as refused:
            status = 429 if refused.code == "too_many_wrong_codes" else 200
            _say(form, refused)
    context = {"title": "激活账号", "form": form, "rules": password_rules()}
    return render(request, "organisations/activate.html", context, status=status)


def _activated(request: HttpRequest, form: ActivationForm) -> HttpResponse:
    address, at = client_address(request), timezone.now()
    check_not_guessing(address=address, at=at)
    code, password = form.cleaned_data["code"], form.cleaned_data["password"]
    try:
        user = activate(code=code, password=password, by_address=address, at=at)
    except Refused as refused:
        if refused.code == "activation_code":
            note_wrong_code(address=address, at=at)
        raise
    context = {"title": "账号已激活", "username": user.username}
    return render(request, "organisations/activated.html", context)


def _say(form: ActivationForm, refused: Refused) -> None:
    fields = {"activation_code": "code", "weak_password": "password"}
    form.add_error(fields.get(refused.code), refused.sentence)
