"""行动: the list, one campaign, its history."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from qingyuan.server.campaigns.current import holds, own_unit, seen_campaign
from qingyuan.server.campaigns.downloads import as_download
from qingyuan.server.campaigns.due import with_standing_dates
from qingyuan.server.campaigns.models import Campaign, UnitProgress
from qingyuan.server.campaigns.presenters.campaign_page import (
    campaign_table,
    facts_of,
    owed_by_all,
    stage_table,
)
from qingyuan.server.campaigns.presenters.obligations import obligations_of
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.organisations.permissions import Deed, check_own_deed

_ROWS_A_PAGE = 50


@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """The list."""
    user = user_of(request)
    rows = Campaign.objects.visible_to(user).select_related("unit").defer("text", "proposal")
    page = Paginator(rows.order_by("-pk"), _ROWS_A_PAGE).get_page(request.GET.get("page"))
    unit = user.unit
    may_run = unit is not None and unit.is_bureau and holds(user, Deed.RUN_CAMPAIGN, unit.pk)
    context = {"title": "行动", "page": page, "table": campaign_table(list(page))}
    return render(request, "campaigns/set_up/list.html", {**context, "may_run": may_run})


@require_GET
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Stages, what is owed, what the notice obliges each unit to do."""
    one, user = seen_campaign(request, pk), user_of(request)
    if one.state == Campaign.State.DRAFT:
        return redirect("campaigns:proposal", one.pk)
    now, unit = timezone.now(), own_unit(user)
    own = UnitProgress.objects.filter(campaign=one, unit=unit).first()
    owed = with_standing_dates(one.deliverables.all(), unit, now)
    for each in owed:
        each.campaign = one
    context = {
        "title": one.name,
        "campaign": one,
        "facts": facts_of(one),
        "stages": stage_table(one.stages.all(), timezone.localdate()),
        "owed": owed_by_all(owed, unit, timezone.localdate()),
        "obligations": obligations_of(one, own),
        "own": own,
        "may_run": holds(user, Deed.RUN_CAMPAIGN, one.unit_id),
        "crumbs": (Crumb("行动", "/campaigns/"), Crumb(one.name)),
    }
    return render(request, "campaigns/set_up/campaign.html", context)


@require_GET
def campaign_file(request: HttpRequest, pk: int) -> FileResponse:
    """The notice as uploaded, for those who run the campaign."""
    one = seen_campaign(request, pk)
    check_own_deed(user_of(request), Deed.RUN_CAMPAIGN, one.unit)
    return as_download(one.file, one.file_name)
