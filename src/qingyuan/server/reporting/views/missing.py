"""谁还没做: the units behind a number."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.reporting.presenters.missing import KINDS, missing
from qingyuan.server.reporting.presenters.standing import (
    Standing,
    campaigns_for,
    chosen,
    standing_of,
)


def missing_units(request: HttpRequest, campaign_id: int, what: str) -> HttpResponse:
    """Those in a unit's subtree who lack one thing; the account's own unit where none is named."""
    user = user_of(request)
    campaign = chosen(campaigns_for(user, timezone.localdate()), str(campaign_id))
    if what not in KINDS or campaign is None or campaign.pk != campaign_id or user.unit is None:
        raise Http404
    named = request.GET.get("unit", "")
    number = int(named) if named.isascii() and named.isdigit() else user.unit.pk
    unit = get_object_or_404(Unit.objects.visible_to(user), pk=number)
    standing = standing_of(unit, campaign, timezone.now())
    after = request.GET.get("after", "")
    page = missing(
        standing, what, after if after.isascii() and after.isdigit() else "", _due(standing, what)
    )
    return render(
        request,
        "reporting/missing.html",
        {
            "title": page.kind.title,
            "missing": page,
            "unit": unit,
            "at": standing.at,
            "next_url": f"{request.path}?unit={unit.pk}&after={page.next_after}"
            if page.next_after
            else "",
            "first_url": f"{request.path}?unit={unit.pk}" if after else "",
            "crumbs": (Crumb("工作台", reverse("reporting:home")), Crumb(page.kind.title)),
        },
    )


def _due(standing: Standing, what: str) -> date | None:
    """Until when: the report's own date, else the end of the stage that runs."""
    if what == "no_report":
        kinds = [row for row in standing.deliverables if row.kind == row.Kind.DEPLOYMENT_REPORT]
        return kinds[0].due_on if kinds else None
    stage_ends_on: date | None = getattr(standing.campaign, "stage_ends_on", None)
    return stage_ends_on
