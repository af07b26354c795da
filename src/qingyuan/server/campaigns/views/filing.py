"""报送: look at the paper and what it lacks, take it along, file it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.core.deadlines.state import due_state, due_words
from qingyuan.core.reports.deployment import deployment_paper
from qingyuan.core.reports.deployment_figures import DeploymentFigures
from qingyuan.core.reports.deployment_gaps import deployment_gaps
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.file_type import FileType
from qingyuan.server.campaigns.actions.deployment import file_deployment, paper_bytes, paper_name
from qingyuan.server.campaigns.actions.submissions import submit
from qingyuan.server.campaigns.attachments import DOCUMENTS, SCANS, kept
from qingyuan.server.campaigns.current import holds, own_unit
from qingyuan.server.campaigns.deployment.counting import counted
from qingyuan.server.campaigns.deployment.gathering import figures_of, gather
from qingyuan.server.campaigns.due import with_standing_dates
from qingyuan.server.campaigns.forms.filing import DeploymentFilingForm, FilingForm
from qingyuan.server.campaigns.models import Deliverable, ReportState, Submission
from qingyuan.server.campaigns.presenters.deployment_page import gap_parts
from qingyuan.server.campaigns.presenters.paper_view import paper_view
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.permissions import Deed, check_own_deed

_WORD = frozenset({FileType.DOCX})
_PAPERS = DOCUMENTS | {FileType.XLSX}
_Sent = tuple[QueryDict | None, MultiValueDict[str, Any] | None]
_DEPLOYMENT = Deliverable.Kind.DEPLOYMENT_REPORT


@never_cache
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a paper that the own unit owes."""
    user = user_of(request)
    unit = own_unit(user)
    deliverable = _owed(request, unit, pk)
    if request.method == "POST":
        check_own_deed(user, Deed.SUBMIT, unit)
    if deliverable.kind == _DEPLOYMENT:
        return _deployment(request, deliverable, unit)
    return _other(request, deliverable, unit)


@never_cache
@require_GET
def paper(request: HttpRequest, pk: int) -> FileResponse:
    """The deployment report as it would go out now, as a Word document."""
    user = user_of(request)
    unit = own_unit(user)
    deliverable = _owed(request, unit, pk, kind=_DEPLOYMENT)
    if not holds(user, Deed.SUBMIT, unit.pk):
        raise Refused(
            "报告里有完整联系方式，由本单位的填报员、管理员下载。请找他们要一份",
            code="not_allowed",
        )
    figures = gather(deliverable.campaign, unit, timezone.localdate())
    return FileResponse(
        BytesIO(paper_bytes(figures)),
        as_attachment=True,
        filename=paper_name(figures),
        content_type="application/octet-stream",
    )


def _deployment(request: HttpRequest, deliverable: Deliverable, unit: Unit) -> HttpResponse:
    form = DeploymentFilingForm(*_sent(request))
    campaign, now = deliverable.campaign, timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            filed = file_deployment(
                deliverable=deliverable,
                unit=unit,
                figures=gather(campaign, unit, timezone.localdate(now)),
                completed=kept(form.cleaned_data["completed"], now, _WORD),
                scan=kept(form.cleaned_data["scan"], now, SCANS),
                by=actor_of(request),
                at=now,
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return _receipt(request, filed)
    numbers = counted(campaign, unit)
    figures = figures_of(campaign, unit, numbers, timezone.localdate(now))
    report = numbers.progress.report if numbers.progress else ReportState.OWED
    context = {
        **_context(request, deliverable, unit),
        "form": form,
        "report": report,
        "report_words": ReportState(report).label,
        "is_locked": report == ReportState.ACCEPTED,
        **_paper_context(figures, deliverable),
    }
    return render(request, "campaigns/deployment/report.html", context)


def _paper_context(figures: DeploymentFigures, deliverable: Deliverable) -> dict[str, object]:
    return {
        "paper": paper_view(deployment_paper(figures)),
        "gaps": gap_parts(deployment_gaps(figures), deliverable.campaign),
    }


def _other(request: HttpRequest, deliverable: Deliverable, unit: Unit) -> HttpResponse:
    form, now = FilingForm(*_sent(request)), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            attachment = kept(form.cleaned_data["paper"], now, _PAPERS)
            if attachment is None:
                raise Refused("请选择要报送的文件", code="no_file")
            filed = submit(
                deliverable=deliverable,
                unit=unit,
                attachment=attachment,
                scan=kept(form.cleaned_data["scan"], now, SCANS),
                figures={},
                by=actor_of(request),
                at=now,
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return _receipt(request, filed)
    context = {**_context(request, deliverable, unit), "form": form}
    return render(request, "campaigns/submissions/file.html", context)


def _sent(request: HttpRequest) -> _Sent:
    """What was posted, be it nothing: every field of the form may be left empty."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _context(request: HttpRequest, deliverable: Deliverable, unit: Unit) -> dict[str, object]:
    due_on = getattr(deliverable, "stands_on", deliverable.due_on)
    return {
        "title": deliverable.name,
        "deliverable": deliverable,
        "words": due_words(due_state(due_on, timezone.localdate()), superior="上级"),
        "may_submit": holds(user_of(request), Deed.SUBMIT, unit.pk),
        "crumbs": (Crumb("报送", "/submissions/"), Crumb(deliverable.name)),
    }


def _receipt(request: HttpRequest, filed: Submission) -> HttpResponse:
    late = "已过截止日期，标注为逾期。" if filed.is_late else ""
    messages.success(request, f"已报送，回执号 {filed.receipt_number}。{late}上级审核后会通知你")
    return redirect("campaigns:submission", filed.pk)


def _owed(
    request: HttpRequest, unit: Unit, pk: int, kind: Deliverable.Kind | None = None
) -> Deliverable:
    """A deliverable that the own unit owes, with the date that stands for it."""
    rows: QuerySet[Deliverable] = Deliverable.objects.visible_to(user_of(request))
    rows = with_standing_dates(rows.select_related("campaign__unit"), unit, timezone.now())
    one = get_object_or_404(rows.filter(kind=kind) if kind else rows, pk=pk)
    if not one.is_owed_by(unit):
        raise Refused(
            f"{unit.name}不需要报送“{one.name}”。需要报送的材料列在“报送”里", code="not_owed"
        )
    return one
