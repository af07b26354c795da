"""账号与角色: posts and their holders; make, give, hand over, end, disable."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.actions.accounts import (
    disable_account,
    enable_account,
    end_post,
    forget_second_factor,
    give_post,
    hand_over,
    make_account,
    new_user,
)
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.forms.accounts import (
    AccountFilter,
    AccountForm,
    HandOverForm,
    PostForm,
)
from qingyuan.server.organisations.models import Post, Role, Unit, User
from qingyuan.server.organisations.permissions import (
    Deed,
    check_can,
    check_can_manage_account,
)
from qingyuan.server.organisations.presenters.accounts import (
    accounts_page,
    lacking_table,
    post_page,
)
from qingyuan.server.organisations.views.slips import slips_page


def _check_somewhere(request: HttpRequest) -> None:
    """The list is for those who manage accounts at their own unit at least."""
    unit = user_of(request).unit
    if unit is None:
        raise Refused("你的账号现在没有岗位，请联系上级管理员", code="no_post")
    check_can(user_of(request), Deed.MANAGE_ACCOUNTS, unit)


def _post(request: HttpRequest, pk: int) -> Post:
    """A post in scope, at a unit where the account manages others."""
    posts = Post.objects.visible_to(user_of(request)).select_related("unit", "holder")
    post = get_object_or_404(posts, pk=pk)
    check_can(user_of(request), Deed.MANAGE_ACCOUNTS, post.unit)
    return post


def _holder(request: HttpRequest, post: Post) -> User:
    """The holder, where the whole account is within what the asker manages."""
    if post.holder is None:
        raise Refused("这个岗位现在空缺，没有账号", code="vacant")
    check_can_manage_account(user_of(request), post.holder)
    return post.holder


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Posts in scope, with their holders."""
    _check_somewhere(request)
    form = AccountFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = accounts_page(user_of(request), asked, request.GET.get("page"))
    context = {"title": "账号与角色", "shown": page, "form": form}
    can_print = asked.get("state") == "waiting" and bool(page.page.rows)
    return render(request, "organisations/accounts.html", {**context, "can_print": can_print})


@require_GET
def lacking(request: HttpRequest) -> HttpResponse:
    """Schools in which nobody is administrator."""
    _check_somewhere(request)
    table, page = lacking_table(user_of(request), request.GET.get("page"))
    context = {"title": "没有管理员的学校", "table": table, "page": page}
    return render(request, "organisations/lacking.html", context)


@require_http_methods(["GET", "POST"])
def add_account(request: HttpRequest) -> HttpResponse:
    """One account; its slip is shown at once."""
    _check_somewhere(request)
    asked = Unit.objects.visible_to(user_of(request)).filter(code=request.GET.get("unit", ""))
    initial = {"unit": asked.first(), "role": Role.ADMINISTRATOR}
    form = AccountForm(request.POST or None, user=user_of(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            return slips_page(request, [_make(request, form)])
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return _form_page(request, "新建账号", form, "建账号，出激活单")


def _make(request: HttpRequest, form: AccountForm) -> User:
    cleaned = form.cleaned_data
    check_can(user_of(request), Deed.MANAGE_ACCOUNTS, cleaned["unit"])
    return make_account(
        unit=cleaned["unit"],
        name=cleaned["name"],
        role=Role(cleaned["role"]),
        by=actor_of(request),
        at=timezone.now(),
    )


@require_GET
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """One post."""
    page = post_page(_post(request, pk))
    context = {"title": str(page.post), "shown": page, "crumbs": page.crumbs}
    return render(request, "organisations/post.html", context)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Another post for the holder of one."""
    held = _post(request, pk)
    holder = _holder(request, held)
    form = PostForm(request.POST or None, user=user_of(request), initial={"unit": held.unit})
    if request.method == "POST" and form.is_valid():
        try:
            made = _give(request, holder, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"{holder.name} 已任{made}")
            return redirect("organisations:post", pk=made.pk)
    return _form_page(request, f"再给{holder.name}一个岗位", form, "给岗位")


def _give(request: HttpRequest, holder: User, form: PostForm) -> Post:
    unit, role = form.cleaned_data["unit"], Role(form.cleaned_data["role"])
    check_can(user_of(request), Deed.MANAGE_ACCOUNTS, unit)
    return give_post(unit=unit, role=role, user=holder, by=actor_of(request), at=timezone.now())


@require_http_methods(["GET", "POST"])
def hand_over_post(request: HttpRequest, pk: int) -> HttpResponse:
    """交接: to an account that there is, or to a new one with its slip."""
    held = _post(request, pk)
    form = HandOverForm(request.POST or None, user=user_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _hand_over(request, held, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    lead = "岗位上的消息和待办随岗位移交；原来的人从此不能以这个岗位登录办事。"
    return _form_page(request, f"交接：{held}", form, "交接", lead)


@transaction.atomic
def _hand_over(request: HttpRequest, held: Post, form: HandOverForm) -> HttpResponse:
    by, at = actor_of(request), timezone.now()
    account = form.cleaned_data.get("account")
    to = account or new_user(held.unit, form.cleaned_data["name"])
    hand_over(post=held, to=to, by=by, at=at)
    if account is None:
        return slips_page(request, [to])
    messages.success(request, f"{held}已交接给{to.name}")
    return redirect("organisations:post", pk=held.pk)


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a post."""
    held = _post(request, pk)
    done = f"{held}的岗位已结束"
    return _do(request, held, partial(end_post, post=held), done)


@require_POST
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes the holder's account at once."""
    held = _post(request, pk)
    holder = _holder(request, held)
    done = f"{holder.name} 的账号已停用，正在用的页面也立即失效"
    return _do(request, held, partial(disable_account, user=holder), done)


@require_POST
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the holder's account again."""
    held = _post(request, pk)
    holder = _holder(request, held)
    done = f"{holder.name} 的账号已重新启用"
    return _do(request, held, partial(enable_account, user=holder), done)


@require_POST
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a lost second factor off the holder's account."""
    held = _post(request, pk)
    holder = _holder(request, held)
    done = f"{holder.name} 下次登录时重新设置双因素验证"
    return _do(request, held, partial(forget_second_factor, user=holder), done)


def _do(request: HttpRequest, held: Post, deed: Callable[..., None], done: str) -> HttpResponse:
    try:
        deed(by=actor_of(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, done)
    return redirect("organisations:post", pk=held.pk)


@require_POST
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """A new slip for the holder of a post; the old code ends."""
    return slips_page(request, [_holder(request, _post(request, pk))])


def _form_page(
    request: HttpRequest, title: str, form: object, button: str, lead: str = ""
) -> HttpResponse:
    crumbs = (Crumb("账号与角色", reverse("organisations:accounts")), Crumb(title))
    context = {"title": title, "form": form, "button": button, "lead": lead, "crumbs": crumbs}
    return render(request, "organisations/form_page.html", context)
