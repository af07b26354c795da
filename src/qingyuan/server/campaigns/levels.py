"""One level of the tree at a time: the unit looked at, and a page of the units below it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from qingyuan.server.campaigns.current import own_unit
from qingyuan.server.campaigns.models import Campaign, UnitProgress
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.web.numbers import whole_number

_ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Level:
    """A unit's own row (None for one that is not on the list) and those directly below it."""

    unit: Unit
    own: UnitProgress | None
    page: Page[UnitProgress]


def level_of(request: HttpRequest, campaign: Campaign) -> Level:
    """`?unit=`, else the account's own unit; three questions to the database.

    Raises:
        Http404: a unit that the account does not see.
    """
    user = user_of(request)
    rows = UnitProgress.objects.visible_to(user).filter(campaign=campaign)
    asked = whole_number(request, "unit") or own_unit(user).pk
    own = rows.filter(unit=asked).select_related("unit").first()
    unit = own.unit if own else get_object_or_404(Unit.objects.visible_to(user), pk=asked)
    below = rows.below(unit).select_related("unit").order_by("path")
    page = Paginator(below, _ROWS_A_PAGE).get_page(request.GET.get("page"))
    return Level(unit, own, page)
