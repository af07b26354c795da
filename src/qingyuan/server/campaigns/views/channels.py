"""投诉受理渠道: who has published one, one unit's, the own one, poster and public page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.task_forces import publish_channel
from qingyuan.server.campaigns.attachments import SCANS, kept
from qingyuan.server.campaigns.channel_links import channel_address, read_channel
from qingyuan.server.campaigns.current import current_campaign, holds, own_unit, seen_campaign
from qingyuan.server.campaigns.downloads import as_download
from qingyuan.server.campaigns.forms.channel import ChannelForm, channel_initial
from qingyuan.server.campaigns.levels import level_of
from qingyuan.server.campaigns.models import Campaign, ComplaintChannel
from qingyuan.server.campaigns.presenters.channels import (
    channel_cards,
    channel_facts,
    channel_table,
    channels_on,
)
from qingyuan.server.campaigns.presenters.expected import level_crumbs
from qingyuan.server.look.parts import Crumb
from qingyuan.server.look.qr import qr_svg
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.permissions import Deed, check_own_deed

_TITLE = "投诉受理渠道"


@require_GET
def channels(request: HttpRequest) -> HttpResponse:
    """The level that is looked at: its own channel, and the units directly below."""
    campaign, user = current_campaign(request), user_of(request)
    if campaign is None or campaign.frozen_at is None:
        return render(request, "campaigns/channels/list.html", {"title": _TITLE})
    level = level_of(request, campaign)
    rows = list(level.page)
    found = channels_on(campaign, [*rows, *([level.own] if level.own else [])])
    context = {
        "title": _TITLE,
        "campaign": campaign,
        "level": level,
        "page": level.page,
        "own_channel": found.get(level.unit.pk),
        "may_fill_in": holds(user, Deed.FILL_IN, level.unit.pk),
        "cards": channel_cards(level.own) if level.own and rows else (),
        "table": channel_table(campaign, rows, found),
        "crumbs": level_crumbs(user, request.path, _TITLE, level.unit),
    }
    return render(request, "campaigns/channels/list.html", context)


@require_GET
def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit's channel."""
    one = _seen(request, pk)
    context = {
        "title": f"{one.unit.name}{_TITLE}",
        "channel": one,
        "facts": channel_facts(one),
        "may_fill_in": holds(user_of(request), Deed.FILL_IN, one.unit_id),
        "crumbs": (Crumb(_TITLE, reverse("campaigns:channels")), Crumb(one.unit.name)),
    }
    return render(request, "campaigns/channels/channel.html", context)


@require_GET
def channel_file(request: HttpRequest, pk: int) -> FileResponse:
    """The photo of the notice board."""
    one = _seen(request, pk)
    return as_download(one.file, one.file_name)


@require_GET
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet of A4 for the notice board."""
    one = _seen(request, pk)
    address = channel_address(request, one.pk)
    context = {
        "title": f"{one.unit.name}APP 投诉受理渠道",
        "channel": one,
        "address": address,
        "qr": qr_svg(address),
        "back_url": reverse("campaigns:channel", args=[one.pk]),
    }
    return render(request, "campaigns/channels/poster.html", context)


@require_http_methods(["GET", "POST"])
def own_channel(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit writes down what it has published."""
    campaign, user = seen_campaign(request, pk), user_of(request)
    unit = own_unit(user)
    check_own_deed(user, Deed.FILL_IN, unit)
    if campaign.state != Campaign.State.RUNNING:
        raise Http404
    rows = ComplaintChannel.objects.visible_to(user)
    stands = rows.filter(campaign=campaign, unit=unit).first()
    form = ChannelForm(request.POST or None, request.FILES or None, initial=channel_initial(stands))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            saved = publish_channel(
                campaign=campaign,
                unit=unit,
                channel=form.channel(),
                attachment=kept(form.cleaned_data["file"], now, SCANS),
                by=actor_of(request),
                at=now,
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, "已登记投诉受理渠道。可以打印一张张贴")
            return redirect("campaigns:channel", saved.pk)
    context = {"title": "登记投诉受理渠道", "form": form, "campaign": campaign, "stands": stands}
    return render(request, "campaigns/channels/form.html", context)


@login_not_required
@require_GET
def public_channel(request: HttpRequest, token: str) -> HttpResponse:
    """What the QR code opens: the unit's channel, and that of the level above."""
    number = read_channel(token)
    rows = ComplaintChannel.objects.select_related("unit__parent", "campaign")
    one = get_object_or_404(rows, pk=number)
    above = rows.filter(campaign=one.campaign, unit=one.unit.parent_id).first()
    context = {
        "title": f"{one.unit.name}投诉受理渠道",
        "channel": one,
        "facts": channel_facts(one),
        "above": above,
        "above_facts": channel_facts(above) if above else (),
    }
    return render(request, "campaigns/channels/public.html", context)


def _seen(request: HttpRequest, pk: int) -> ComplaintChannel:
    rows = ComplaintChannel.objects.visible_to(user_of(request))
    return get_object_or_404(rows.select_related("unit", "campaign", "file"), pk=pk)
