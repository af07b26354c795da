"""应报单位名单: freeze it, look at it, decide on what has changed since."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.campaigns import (
    change_expected_unit,
    freeze_expected_units,
)
from qingyuan.server.campaigns.current import holds, seen_campaign
from qingyuan.server.campaigns.drift import drift_of, has_drifted
from qingyuan.server.campaigns.forms.expected import ExpectedForm, FreezeForm, excluded_by
from qingyuan.server.campaigns.levels import level_of
from qingyuan.server.campaigns.models import Campaign, ExpectedUnit
from qingyuan.server.campaigns.presenters.expected import (
    drift_lines,
    expected_table,
    level_crumbs,
    reasons_of,
)
from qingyuan.server.campaigns.presenters.proposal_page import steps_at
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.permissions import Deed, check_own_deed


@require_GET
def expected_units(request: HttpRequest, pk: int) -> HttpResponse:
    """The list, one level at a time, and where the tree has left it."""
    campaign, user = seen_campaign(request, pk), user_of(request)
    may_run = holds(user, Deed.RUN_CAMPAIGN, campaign.unit_id)
    if campaign.frozen_at is None:
        if may_run and campaign.state != Campaign.State.DRAFT:
            return redirect("campaigns:freeze", campaign.pk)
        raise Http404
    level = level_of(request, campaign)
    rows = list(level.page)
    is_top = may_run and level.unit.pk == campaign.unit_id
    context = {
        "title": "应报单位名单",
        "campaign": campaign,
        "level": level,
        "page": level.page,
        "table": expected_table(campaign, rows, reasons_of(campaign, rows), may_run=may_run),
        "has_drifted": is_top and has_drifted(campaign),
        "crumbs": level_crumbs(user, request.path, "应报单位名单", level.unit),
    }
    return render(request, "campaigns/set_up/expected_units.html", context)


@require_GET
def drift(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed in the tree since, each with two buttons."""
    campaign = _run(request, pk)
    found = drift_of(campaign, timezone.localdate())
    back = reverse("campaigns:expected_units", args=[campaign.pk])
    context = {
        "title": "名录变动",
        "campaign": campaign,
        "lines": drift_lines(campaign, found.new, found.gone),
        "crumbs": (Crumb("应报单位名单", back), Crumb("名录变动")),
    }
    return render(request, "campaigns/set_up/drift.html", context)


@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freezes the list."""
    campaign = _run(request, pk)
    if campaign.frozen_at is not None:
        return redirect("campaigns:expected_units", campaign.pk)
    form = FreezeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = freeze_expected_units(
                campaign=campaign,
                excluded=excluded_by(form, campaign),
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"名单已冻结：应报 {count:,} 个单位")
            return redirect("campaigns:expected_units", campaign.pk)
    context = {"title": "冻结应报单位名单", "campaign": campaign, "form": form}
    return render(request, "campaigns/set_up/freeze.html", {**context, "steps": steps_at(3)})


@require_http_methods(["GET", "POST"])
def expected_unit(request: HttpRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Puts one unit on the list or leaves it out."""
    unit = get_object_or_404(Unit.objects.visible_to(user_of(request)), pk=unit_pk)
    campaign = _run(request, pk)
    listed = ExpectedUnit.objects.filter(campaign=campaign, unit=unit).first()
    start = {"is_expected": "0" if listed and listed.is_expected else "1"}
    form = ExpectedForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            change_expected_unit(
                campaign=campaign,
                unit=unit,
                is_expected=data["is_expected"],
                reason=data["reason"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            verb = "列入" if data["is_expected"] else "不列入"
            messages.success(request, f"已登记：“{unit.name}”{verb}应报名单")
            came_from_drift = "from_drift" in request.POST
            page = "campaigns:drift" if came_from_drift else "campaigns:expected_units"
            return redirect(page, campaign.pk)
    back = reverse("campaigns:expected_units", args=[campaign.pk])
    context = {"title": unit.name, "form": form, "listed": listed, "back_url": back}
    crumbs = (Crumb("应报单位名单", back), Crumb(unit.name))
    return render(request, "campaigns/set_up/expected_unit.html", {**context, "crumbs": crumbs})


def _run(request: HttpRequest, pk: int) -> Campaign:
    campaign = seen_campaign(request, pk)
    check_own_deed(user_of(request), Deed.RUN_CAMPAIGN, campaign.unit)
    return campaign
