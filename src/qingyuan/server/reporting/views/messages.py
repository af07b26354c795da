"""消息中心: the box, one message, where else messages go."""

from __future__ import annotations

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.actions.messages import choose_channels, mark_all_read, mark_read
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.models import Message
from qingyuan.server.reporting.forms.channels import ChannelsForm
from qingyuan.server.reporting.forms.message_filter import MessageFilter
from qingyuan.server.reporting.presenters.message_list import (
    campaign_choices,
    lines_of,
    messages_of,
)

_PAGE = 50


@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """Newest first, by campaign and state."""
    user = user_of(request)
    filters = MessageFilter(request.GET, campaigns=campaign_choices(user))
    rows = messages_of(user, filters.said("state"), filters.said("about"))
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    shown = {
        "title": "消息",
        "filters": filters,
        "is_filtered": any(filters.said(name) for name in ("state", "about")),
        "page": page,
        "lines": lines_of(list(page.object_list)),
        "count": page.paginator.count,
    }
    return render(request, "reporting/messages.html", shown)


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message; opening it is reading it."""
    found = get_object_or_404(Message.objects.visible_to(user_of(request)), pk=pk)
    mark_read(message=found, at=timezone.now())
    crumbs = (Crumb("消息", reverse("reporting:messages")), Crumb(found.title))
    shown = {"title": found.title, "message": found, "crumbs": crumbs}
    return render(request, "reporting/message.html", shown)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """全部标为已读."""
    count = mark_all_read(user=user_of(request), at=timezone.now())
    notes.success(request, f"{count} 条消息已标为已读" if count else "没有未读的消息")
    return redirect("reporting:messages")


def channels(request: HttpRequest) -> HttpResponse:
    """接收方式: each account for itself."""
    user = user_of(request)
    initial = {"email": user.email, "wants_email": user.wants_email and bool(user.email)}
    form = ChannelsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            choose_channels(
                user=user,
                email=said["email"],
                wants_email=said["wants_email"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            notes.success(request, "接收方式已保存")
            return redirect("reporting:messages")
    crumbs = (Crumb("消息", reverse("reporting:messages")), Crumb("接收方式"))
    shown = {"title": "接收方式", "form": form, "crumbs": crumbs}
    return render(request, "reporting/channels.html", shown)
