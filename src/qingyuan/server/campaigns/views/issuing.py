"""下发: confirm, and see how far it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.notices import STALLED_AFTER, issue_notice, resume_issue
from qingyuan.server.campaigns.models import NoticeVersion
from qingyuan.server.campaigns.presenters.issuing import issue_plan
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.permissions import Deed, check_own_deed

State = NoticeVersion.State
_REFRESH_SECONDS = 3


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Says to how many it goes, and sends it."""
    version = _version(request, pk, State.DRAFT)
    check_own_deed(user_of(request), Deed.ISSUE_NOTICE, version.notice.issuer)
    refusal = ""
    if request.method == "POST":
        try:
            issue_notice(version=version, by=actor_of(request), at=timezone.now())
        except Refused as refused:
            refusal = refused.sentence
        else:
            return redirect("campaigns:progress", version.pk)
    context = {"title": "确认下发", "version": version, "plan": issue_plan(version)}
    return render(request, "campaigns/notices/issue.html", {**context, "refusal": refusal})


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the job is; the page looks again by itself until it is done."""
    version = _version(request, pk, State.ISSUING, State.ISSUED)
    check_own_deed(user_of(request), Deed.ISSUE_NOTICE, version.notice.issuer)
    if version.state == State.ISSUED:
        messages.success(request, f"已下发到 {version.units_reached_so_far:,} 个单位")
        return redirect("campaigns:notice", version.notice_id)
    since = version.issued_at or timezone.now()
    is_stalled = timezone.now() - since >= STALLED_AFTER
    context = {"title": "正在下发", "version": version, "is_stalled": is_stalled}
    response = render(request, "campaigns/notices/progress.html", context)
    response["Refresh"] = str(_REFRESH_SECONDS)
    return response


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Starts an issue again that has come to a stop."""
    version = _version(request, pk, State.ISSUING)
    check_own_deed(user_of(request), Deed.ISSUE_NOTICE, version.notice.issuer)
    resume_issue(version=version, by=actor_of(request), at=timezone.now())
    return redirect("campaigns:progress", version.pk)


def _version(request: HttpRequest, pk: int, *states: str) -> NoticeVersion:
    versions = NoticeVersion.objects.visible_to(user_of(request)).select_related(
        "notice__issuer", "notice__campaign"
    )
    return get_object_or_404(versions, pk=pk, state__in=states)
