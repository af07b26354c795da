"""激活单: rendered right after the codes are made; the codes stand nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.organisations.actions.activation import issue_slip
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.import_rights import check_can_import
from qingyuan.server.organisations.models import ImportBatch, ImportLine, Post, User
from qingyuan.server.organisations.permissions import Deed, account_is_managed, may
from qingyuan.server.organisations.presenters.accounts import printed_slips
from qingyuan.server.organisations.presenters.imports import SLIPS_AT_ONCE


def slips_page(request: HttpRequest, users: Sequence[User], back: str = "") -> HttpResponse:
    """Makes a new code for each account and shows all of them, to be printed."""
    by, at = actor_of(request), timezone.now()
    with transaction.atomic():
        slips = [issue_slip(user=user, by=by, at=at) for user in users]
    response = render(
        request,
        "organisations/slips.html",
        {
            "title": f"激活单 {len(slips)} 张",
            "slips": printed_slips(slips, activation_address(request)),
            "back_url": back or reverse("organisations:accounts"),
        },
    )
    response["Cache-Control"] = "no-store"
    return response


def activation_address(request: HttpRequest) -> str:
    """Where codes are typed in, as phones reach it."""
    path = reverse("organisations:activate")
    if settings.PUBLIC_ADDRESS:
        return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"
    return request.build_absolute_uri(path)


@require_POST
def slips(request: HttpRequest) -> HttpResponse:
    """Slips for the posts that are ticked on the list, or those that wait on its page."""
    user = user_of(request)
    numbers = [int(pk) for pk in request.POST.getlist("post") if pk.isdecimal()][:SLIPS_AT_ONCE]
    posts = Post.objects.visible_to(user).filter(pk__in=numbers, ended_at=None)
    return _for_posts(request, posts.select_related("unit", "holder").order_by("unit__path", "pk"))


@require_POST
def batch_slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Slips for the accounts that an import has made and that nobody has activated yet."""
    user = user_of(request)
    batch = get_object_or_404(
        ImportBatch.objects.visible_to(user).filter(subject=ImportBatch.Subject.ACCOUNTS), pk=pk
    )
    check_can_import(user, ImportBatch.Subject.ACCOUNTS, batch.unit)
    part = request.POST.get("part", "1")
    start = (max(int(part), 1) - 1) * SLIPS_AT_ONCE if part.isdecimal() else 0
    lines = ImportLine.objects.filter(batch=batch, post_id__isnull=False).order_by("place")
    some = lines.values_list("post_id", flat=True)[start : start + SLIPS_AT_ONCE]
    numbers = [number for number in some if number]
    posts = Post.objects.visible_to(user).filter(pk__in=numbers, ended_at=None)
    back = reverse("organisations:import_batch", args=[pk])
    return _for_posts(request, posts.select_related("unit", "holder").order_by("pk"), back)


def _for_posts(request: HttpRequest, posts: Iterable[Post], back: str = "") -> HttpResponse:
    user = user_of(request)
    holders: dict[int, User] = {}
    for post in posts:
        holder = post.holder
        if holder is not None and _waits(user, post, holder):
            holders.setdefault(holder.pk, holder)
    if not holders:
        raise Refused(
            "没有等待激活的账号要打印。已激活的人忘了密码，请到他的岗位页重发", code="no_slips"
        )
    return slips_page(request, list(holders.values()), back)


def _waits(user: User, post: Post, holder: User) -> bool:
    """Whether a slip in a pile is for this holder: never a reset of a password that is in use."""
    return (
        holder.is_active
        and not holder.has_usable_password()
        and may(user, Deed.MANAGE_ACCOUNTS, post.unit)
        and account_is_managed(user, holder)
    )
