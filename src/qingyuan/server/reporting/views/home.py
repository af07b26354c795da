"""工作台: the first page of each role, and the same page for a unit below."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.campaigns.standpoint import holds_own
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Role, Unit, User
from qingyuan.server.organisations.permissions import Deed
from qingyuan.server.reporting.presenters.brief import brief_of
from qingyuan.server.reporting.presenters.desk import desk_of, waiting_actions
from qingyuan.server.reporting.presenters.first_steps import first_card, first_steps
from qingyuan.server.reporting.presenters.standing import (
    campaigns_for,
    chosen,
    standing_below,
    standing_of,
)
from qingyuan.server.reporting.presenters.tasks import campaign_bar


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is due now, with one action; a leader of a bureau reads the brief."""
    user = user_of(request)
    if user.unit is None:
        return render(request, "reporting/no_post.html", {"title": "工作台"})
    campaigns = campaigns_for(user, timezone.localdate())
    campaign = chosen(campaigns, request.GET.get("campaign", ""))
    if campaign is None:
        return _waiting(request, user, user.unit)
    if _reads_the_brief(user):
        return _brief(request, user.unit, campaign, campaigns)
    page_url = f"{reverse('reporting:home')}?campaign={campaign.pk}"
    standing = standing_of(user.unit, campaign, timezone.now())
    desk = desk_of(
        standing,
        after=_after(request),
        page_url=page_url,
        is_own=True,
        fills_in=holds_own(user, Deed.FILL_IN, standing.unit.pk),
    )
    page = _page("工作台", campaign, campaigns, desk)
    return render(request, "reporting/home.html", {**page, "shows_brief": user.unit.is_bureau})


@require_safe
def brief(request: HttpRequest) -> HttpResponse:
    """领导简报, for whoever is at a bureau."""
    user = user_of(request)
    campaigns = campaigns_for(user, timezone.localdate())
    campaign = chosen(campaigns, request.GET.get("campaign", ""))
    if campaign is None or user.unit is None or not user.unit.is_bureau:
        raise Http404
    return _brief(request, user.unit, campaign, campaigns)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The same of a unit below: its tasks to be seen, its units to be followed further."""
    user = user_of(request)
    campaign = chosen(campaigns_for(user, timezone.localdate()), request.GET.get("campaign", ""))
    standing = standing_below(user, pk, campaign, timezone.now()) if campaign else None
    if campaign is None or standing is None:
        raise Http404
    unit = standing.unit
    is_own = any(post.unit_id == unit.pk for post in user.current_posts)
    page_url = f"{request.path}?campaign={campaign.pk}"
    desk = desk_of(
        standing,
        after=_after(request),
        page_url=page_url,
        is_own=is_own,
        fills_in=holds_own(user, Deed.FILL_IN, unit.pk),
    )
    page = _page(unit.name, campaign, (), desk)
    page["crumbs"] = (Crumb("工作台", reverse("reporting:home")), Crumb(unit.name))
    return render(request, "reporting/progress.html", {**page, "unit": unit, "is_own": is_own})


def _page(title: str, campaign: Campaign, campaigns: Any, desk: Any) -> dict[str, Any]:
    return {
        "title": title,
        "campaign": campaign,
        "campaigns": campaigns,
        "desk": desk,
        "campaign_bar": desk.campaign_bar,
    }


def _brief(
    request: HttpRequest, unit: Unit, campaign: Campaign, campaigns: list[Campaign]
) -> HttpResponse:
    standing = standing_of(unit, campaign, timezone.now())
    page = {
        "title": "简报",
        "unit": unit,
        "campaign": campaign,
        "campaigns": campaigns,
        "brief": brief_of(standing),
        "campaign_bar": campaign_bar(standing),
    }
    return render(request, "reporting/brief.html", page)


def _waiting(request: HttpRequest, user: User, unit: Unit) -> HttpResponse:
    """No campaign runs: three steps for the bureau that may start one, else patience."""
    page: dict[str, Any] = {"title": "工作台", "unit": unit}
    if unit.parent_id is None and user.has_role(Role.ADMINISTRATOR):
        steps = first_steps(unit)
        page |= {"steps": steps, "now": first_card(steps)}
    page["actions"] = waiting_actions(is_bureau=unit.is_bureau)
    return render(request, "reporting/waiting.html", page)


def _reads_the_brief(user: User) -> bool:
    first = user.current_posts[0]
    return first.role == Role.LEADER and first.unit.is_bureau


def _after(request: HttpRequest) -> str:
    """The path behind which the next rows stand; anything else is as if nothing was said."""
    said = request.GET.get("after", "")
    return said if said.isascii() and said.isdigit() else ""
