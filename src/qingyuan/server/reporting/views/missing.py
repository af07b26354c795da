"""谁还没做: the units behind a number."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingyuan.server.campaigns.addresses import public_address
from qingyuan.server.campaigns.due import standing_for_all
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.reporting.presenters.missing import KINDS, missing
from qingyuan.server.reporting.presenters.standing import (
    Standing,
    campaigns_for,
    chosen,
    standing_below,
)
from qingyuan.server.web.numbers import whole_number


@require_safe
def missing_units(request: HttpRequest, what: str) -> HttpResponse:
    """Those in a unit's subtree who lack one thing; the account's own unit where none is named."""
    user = user_of(request)
    campaign = chosen(campaigns_for(user, timezone.localdate()), request.GET.get("campaign", ""))
    named = whole_number(request, "unit")
    standing = standing_below(user, named, campaign, timezone.now()) if campaign else None
    if what not in KINDS or standing is None:
        raise Http404
    after = request.GET.get("after", "")
    after = after if after.isascii() and after.isdigit() else ""
    base = public_address(request, "/").rstrip("/")
    page = missing(standing, what, after, _due(standing, what), base)
    here = {"campaign": standing.campaign.pk, "unit": standing.unit.pk}
    further = {**here, "after": page.next_after}
    return render(
        request,
        "reporting/missing.html",
        {
            "title": page.kind.title,
            "missing": page,
            "unit": standing.unit,
            "at": standing.at,
            "next_url": f"{request.path}?{urlencode(further)}" if page.next_after else "",
            "first_url": f"{request.path}?{urlencode(here)}" if after else "",
            "crumbs": (Crumb("工作台", reverse("reporting:home")), Crumb(page.kind.title)),
        },
    )


def _due(standing: Standing, what: str) -> date | None:
    """Until when: the report's own date, else the end of the stage that runs."""
    if what == "no_report":
        kinds = [row for row in standing.deliverables if row.kind == row.Kind.DEPLOYMENT_REPORT]
        return standing_for_all(kinds[0], standing.at) if kinds else None
    stage_ends_on: date | None = getattr(standing.campaign, "stage_ends_on", None)
    return stage_ends_on
