"""首次登录: look at one's own unit and role, say how to be reached; the second factor follows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingyuan.server.look.parts import Fact, Step, StepState
from qingyuan.server.organisations.actions.accounts import complete_first_sign_in
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.forms.accounts import ContactForm
from qingyuan.server.organisations.models import Post, Role, User


@require_http_methods(["GET", "POST"])
def first_sign_in(request: HttpRequest) -> HttpResponse:
    """The account's holder has looked at unit and role."""
    user = user_of(request)
    initial = {"phone": user.phone, "email": user.email}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        complete_first_sign_in(
            user=user, **form.cleaned_data, by=actor_of(request), at=timezone.now()
        )
        return redirect("reporting:home")
    context = {
        "title": "核对你的单位和岗位",
        "form": form,
        "facts": _facts(user),
        "steps": _steps(user),
        "whom_to_ask": _whom_to_ask(user),
    }
    return render(request, "organisations/first_sign_in.html", context)


def _facts(user: User) -> tuple[Fact, ...]:
    posts = tuple(Fact(post.unit.name, post.get_role_display()) for post in user.current_posts)
    return (Fact("姓名", user.name), Fact("账号", user.username), *posts)


def _steps(user: User) -> tuple[Step, ...]:
    needs_factor = settings.SECOND_FACTOR_REQUIRED and user.needs_second_factor
    return (
        Step("设好密码", StepState.DONE),
        Step("核对单位和岗位", StepState.CURRENT),
        *([Step("启用双因素验证")] if needs_factor else []),
        Step("进入工作台"),
    )


def _whom_to_ask(user: User) -> str:
    """The administrator of the unit above, by name."""
    if user.unit is None or user.unit.parent_id is None:
        return "上级管理员"
    posts = Post.objects.filter(
        unit=user.unit.parent_id, role=Role.ADMINISTRATOR, ended_at=None, holder__is_active=True
    )
    above = posts.select_related("unit", "holder").first()
    return f"{above}{above.holder.name}" if above and above.holder else "上级管理员"
