"""开通: an empty installation gets its topmost unit and its first administrator."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.look.parts import Step, StepState
from qingyuan.server.organisations import set_up as links
from qingyuan.server.organisations.actions.set_up import set_up_platform
from qingyuan.server.organisations.forms.set_up import SetUpForm
from qingyuan.server.organisations.models import User
from qingyuan.server.web.address import client_address

_STEPS = (
    Step("单位和账号", StepState.CURRENT),
    Step("手机验证码"),
    Step("进入工作台"),
)


@sensitive_post_parameters("password", "password_again")
@login_not_required
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind the link that the terminal has shown; gone once a unit exists."""
    if not links.is_open(token):
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _found(form, request)
        if user is not None:
            links.close()
            return _enter(request, user)
    context = {"title": "开通平台", "form": form, "steps": _STEPS}
    return render(request, "organisations/set_up.html", context)


def _found(form: SetUpForm, request: HttpRequest) -> User | None:
    try:
        return set_up_platform(
            founding=form.founding(), address=client_address(request), at=timezone.now()
        )
    except Refused as refused:
        field = "password" if refused.code == "weak_password" else None
        form.add_error(field, refused.sentence)
        return None


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """Signed in; the second factor comes next where the role asks for one."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    # the password was typed just now: nobody is asked for it twice
    record_authentication(request, user, method="password", reauthenticated=True)
    return redirect("mfa_activate_totp" if user.needs_second_factor else "reporting:home")
