"""通知传达: the list, and the page of one notice."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from qingyuan.server.campaigns.actions.receipts import open_receipt
from qingyuan.server.campaigns.downloads import as_download
from qingyuan.server.campaigns.models import Notice, NoticeVersion
from qingyuan.server.campaigns.presenters.notice_list import notice_table
from qingyuan.server.campaigns.presenters.notice_page import notice_page
from qingyuan.server.campaigns.standpoint import Standpoint, holds_own, stand_at
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.permissions import Deed
from qingyuan.server.web.numbers import whole_number

_ROWS_A_PAGE = 50


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The list."""
    user = user_of(request)
    rows = Notice.objects.visible_to(user).select_related("issuer").order_by("-pk")
    page = Paginator(rows, _ROWS_A_PAGE).get_page(request.GET.get("page"))
    unit = user.unit
    return render(
        request,
        "campaigns/notices/list.html",
        {
            "title": "通知传达",
            "page": page,
            "table": notice_table(list(page), unit),
            "may_draft": unit is not None and holds_own(user, Deed.ISSUE_NOTICE, unit.pk),
        },
    )


@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: how far it has come, what is to be done, its text."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    if at.version.state == NoticeVersion.State.ISSUING and at.may_issue:
        return redirect("campaigns:progress", at.version.pk)
    if at.version.state == NoticeVersion.State.DRAFT:
        return redirect("campaigns:draft", at.version.pk)
    _note_opening(request, at)
    page = notice_page(at)
    context = {"at": at, "page": page, "crumbs": page.crumbs}
    return render(request, "campaigns/notices/notice.html", context)


def _note_opening(request: HttpRequest, at: Standpoint) -> None:
    """The first look of a unit's own account is its 已阅."""
    receipt = at.receipt
    if receipt is None or receipt.opened_at or not at.may_receive:
        return
    if at.version.state == NoticeVersion.State.ISSUED:
        open_receipt(receipt=receipt, by=actor_of(request), at=timezone.now())


@require_GET
def notice_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a version."""
    versions = NoticeVersion.objects.visible_to(user_of(request)).select_related("file")
    version = get_object_or_404(versions, pk=pk)
    return as_download(version.file, version.file_name)
