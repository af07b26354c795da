"""报送材料: what is owed, what came in, one paper with its receipt, the answer to it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from qingyuan.core.reports.deployment import deployment_paper
from qingyuan.core.reports.deployment_gaps import deployment_gaps
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.contacts import take_paper
from qingyuan.server.campaigns.actions.submissions import accept, send_back
from qingyuan.server.campaigns.addresses import public_address
from qingyuan.server.campaigns.current import current_campaign, holds, oversees, own_unit
from qingyuan.server.campaigns.deployment.counting import counted
from qingyuan.server.campaigns.deployment.frozen import changes, numbers, thaw
from qingyuan.server.campaigns.deployment.gathering import recounted
from qingyuan.server.campaigns.downloads import as_download
from qingyuan.server.campaigns.due import with_standing_dates
from qingyuan.server.campaigns.forms.filing import ReturnForm
from qingyuan.server.campaigns.models import (
    Campaign,
    ReportState,
    Submission,
    UnitProgress,
)
from qingyuan.server.campaigns.presenters.deployment_page import gap_parts
from qingyuan.server.campaigns.presenters.paper_view import paper_view
from qingyuan.server.campaigns.presenters.submission_page import (
    owing_table,
    own_tasks,
    receipt_facts,
    register_table,
    timeliness,
    version_table,
)
from qingyuan.server.look.parts import Crumb, Fact, Table
from qingyuan.server.look.qr import qr_svg
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.models import Unit, User
from qingyuan.server.organisations.permissions import Deed, check_can

_ROWS_A_PAGE = 50
_OWED, _ALL = "owed", "all"
_SHOWN = {
    "submitted": "待审核",
    "returned": "需修改",
    "accepted": "已通过",
    _OWED: "未报",
    _ALL: "全部",
}


@require_GET
def submissions(request: HttpRequest) -> HttpResponse:
    """What the own unit owes, and what the level below has sent."""
    campaign, user = current_campaign(request), user_of(request)
    if campaign is None:
        return render(request, "campaigns/submissions/list.html", {"title": "报送"})
    unit, now = own_unit(user), timezone.now()
    owed = list(with_standing_dates(campaign.deliverables.all(), unit, now))
    for each in owed:
        each.campaign = campaign
    filed = Submission.objects.filter(unit=unit, deliverable__campaign=campaign, is_newest=True)
    shown = request.GET.get("state", "submitted")
    shown = shown if shown in _SHOWN else "submitted"
    page, table = _came_in(request, campaign, unit, shown)
    tasks = own_tasks(owed, {row.deliverable_id: row for row in filed}, unit, timezone.localdate())
    context = {
        "title": "报送",
        "campaign": campaign,
        "tasks": tasks,
        "states": [(key, label, key == shown) for key, label in _SHOWN.items()],
        "page": page,
        "table": table,
        "shown": _SHOWN[shown],
        "is_bureau": unit.is_bureau,
    }
    return render(request, "campaigns/submissions/list.html", context)


def _came_in(
    request: HttpRequest, campaign: Campaign, unit: Unit, shown: str
) -> tuple[Page[Submission] | Page[UnitProgress], Table]:
    """A page of the register, or of the units that owe the deployment report."""
    number, user = request.GET.get("page"), user_of(request)
    if shown == _OWED:
        owing = UnitProgress.objects.visible_to(user).below(unit).select_related("unit")
        rows = owing.filter(campaign=campaign, report=ReportState.OWED).order_by("path")
        page = Paginator(rows, _ROWS_A_PAGE).get_page(number)
        return page, owing_table(list(page))
    came = (
        Submission.objects.visible_to(user)
        .standing()
        .filter(deliverable__campaign=campaign, unit__parent=unit)
    )
    came = came if shown == _ALL else came.filter(state=shown)
    came = came.select_related("unit", "deliverable").order_by("submitted_at", "pk")
    register = Paginator(came, _ROWS_A_PAGE).get_page(number)
    return register, register_table(list(register))


@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper: receipt, figures, gaps, the answer of the level above."""
    return _page(request, _seen(request, pk), ReturnForm())


@require_POST
def accept_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """通过."""
    one = _to_answer(request, pk)
    try:
        accept(submission=one, by=actor_of(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("campaigns:submission", one.pk)
    messages.success(request, f"已通过{one.unit.name}的“{one.deliverable.name}”")
    return _next(request, one)


@require_POST
def return_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """退回, with a reason."""
    one, form = _to_answer(request, pk), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    try:
        send_back(submission=one, reason=form.reason, by=actor_of(request), at=timezone.now())
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _page(request, one, form)
    messages.success(request, f"已退回{one.unit.name}的“{one.deliverable.name}”，对方会收到原因")
    return _next(request, one)


@require_GET
def submission_file(request: HttpRequest, pk: int) -> FileResponse:
    """The paper; it names contacts, so that taking it stands in the history."""
    one = _to_take(request, pk)
    take_paper(submission=one, by=actor_of(request), at=timezone.now())
    return as_download(one.file, one.file_name)


@require_GET
def submission_scan(request: HttpRequest, pk: int) -> FileResponse:
    """The stamped copy."""
    one = _to_take(request, pk)
    take_paper(submission=one, by=actor_of(request), at=timezone.now())
    return as_download(one.scan, one.scan_name)


@require_GET
def submission_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """回执, to be printed."""
    one = _seen(request, pk)
    address = public_address(request, reverse("campaigns:submission", args=[one.pk]))
    context = {
        "title": "报送回执",
        "submission": one,
        "facts": receipt_facts(one),
        "qr": qr_svg(address),
        "back_url": reverse("campaigns:submission", args=[one.pk]),
    }
    return render(request, "campaigns/submissions/receipt.html", context)


def _page(request: HttpRequest, one: Submission, form: ReturnForm) -> HttpResponse:
    user, then = user_of(request), thaw(one.figures)
    now = recounted(then, counted(one.deliverable.campaign, one.unit)) if then else None
    versions = Submission.objects.filter(deliverable=one.deliverable_id, unit=one.unit_id)
    reviews = oversees(user, Deed.REVIEW, one.unit) and one.is_newest
    context = {
        "title": f"{one.unit.name}　{one.deliverable.name}",
        "submission": one,
        "status": one.get_state_display() if one.is_newest else "被新版代替",
        "timeliness": timeliness(one),
        "facts": receipt_facts(one),
        "paper": paper_view(deployment_paper(then)) if then else None,
        "figures": [Fact(label, value) for label, value in numbers(then)] if then else (),
        "gaps": gap_parts(deployment_gaps(then)) if then else (),
        "changes": changes(then, now) if then and now and one.is_newest else (),
        "versions": version_table(list(versions.order_by("-number"))),
        "may_accept": reviews and one.state == Submission.State.SUBMITTED,
        "may_return": reviews and one.state != Submission.State.RETURNED,
        "may_take": _may_take(user, one),
        "is_own": holds(user, Deed.SUBMIT, one.unit_id),
        "next_url": _next_url(user, one) if reviews else "",
        "form": form,
        "crumbs": (Crumb("报送", reverse("campaigns:submissions")), Crumb(one.unit.name)),
    }
    return render(request, "campaigns/submissions/submission.html", context)


def _seen(request: HttpRequest, pk: int) -> Submission:
    rows = Submission.objects.visible_to(user_of(request)).select_related(
        "unit", "deliverable__campaign__unit", "file", "scan"
    )
    return get_object_or_404(rows, pk=pk)


def _to_answer(request: HttpRequest, pk: int) -> Submission:
    one, user = _seen(request, pk), user_of(request)
    check_can(user, Deed.REVIEW, one.unit)
    if not oversees(user, Deed.REVIEW, one.unit):
        raise Refused("自己单位报送的材料由上级审核，你可以看，不能通过或退回", code="own_paper")
    return one


def _to_take(request: HttpRequest, pk: int) -> Submission:
    one = _seen(request, pk)
    if not _may_take(user_of(request), one):
        raise Refused(
            "材料里有完整联系方式，由报送单位和上级的管理员、审核员下载。请找他们要一份",
            code="not_allowed",
        )
    return one


def _may_take(user: User, one: Submission) -> bool:
    own = holds(user, Deed.SUBMIT, one.unit_id) or holds(user, Deed.RECEIVE_NOTICE, one.unit_id)
    return own or oversees(user, Deed.REVIEW, one.unit)


def _next(request: HttpRequest, one: Submission) -> HttpResponse:
    """The next paper that waits; the register where none does."""
    return redirect(_next_url(user_of(request), one) or reverse("campaigns:submissions"))


def _next_url(user: User, one: Submission) -> str:
    """The page of the paper that has waited longest, but for this one."""
    waiting = (
        Submission.objects.visible_to(user)
        .standing()
        .filter(
            deliverable__campaign=one.deliverable.campaign_id,
            unit__parent=one.unit.parent_id,
            state=Submission.State.SUBMITTED,
        )
    )
    later = waiting.filter(pk__gt=one.pk).order_by("pk").values_list("pk", flat=True).first()
    return reverse("campaigns:submission", args=[later]) if later else ""
