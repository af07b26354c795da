"""Which campaign a page is about: the one asked for, else the one that runs."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Role, Unit, User
from qingyuan.server.organisations.permissions import ROLE_DEEDS, Deed
from qingyuan.server.web.numbers import whole_number


def seen_campaign(request: HttpRequest, pk: int) -> Campaign:
    """A campaign that the account takes part in; 404 for any other."""
    rows = Campaign.objects.visible_to(user_of(request)).select_related("unit")
    return get_object_or_404(rows, pk=pk)


def current_campaign(request: HttpRequest) -> Campaign | None:
    """`?campaign=`, else the newest that runs, else the newest that has ended; never a draft."""
    asked = whole_number(request, "campaign")
    if asked is not None:
        return seen_campaign(request, asked)
    rows = Campaign.objects.visible_to(user_of(request)).select_related("unit")
    confirmed = rows.exclude(state=Campaign.State.DRAFT).defer("text", "proposal")
    # "running" sorts behind "closed" and "draft"
    return confirmed.order_by("-state", "-pk").first()


def own_unit(user: User) -> Unit:
    """The unit for which the account acts.

    Raises:
        Http404: it holds no post.
    """
    if user.unit is None:
        raise Http404
    return user.unit


def holds(user: User, deed: Deed, unit_id: int) -> bool:
    """Whether a post at the unit itself allows the deed, as `check_own_deed` asks."""
    return any(
        deed in ROLE_DEEDS[Role(post.role)] and post.unit_id == unit_id
        for post in user.current_posts
    )


def oversees(user: User, deed: Deed, unit: Unit) -> bool:
    """Whether a post at a unit above allows the deed: nobody passes his own paper."""
    return any(
        deed in ROLE_DEEDS[Role(post.role)] and post.unit_id != unit.pk and post.unit.contains(unit)
        for post in user.current_posts
    )
