"""版本和记录: what each version changed, and who did what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from qingyuan.server.campaigns.presenters.history import history_of, version_lines
from qingyuan.server.campaigns.presenters.notice_page import crumbs, sections
from qingyuan.server.campaigns.standpoint import stand_at
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.web.numbers import whole_number


@require_GET
def notice_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Versions for everybody, the deeds for those who may see them."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    return render(
        request,
        "campaigns/notices/history.html",
        {
            "title": "版本和记录",
            "crumbs": crumbs(at, "版本和记录"),
            "sections": sections(at, "campaigns:notice_history"),
            "versions": version_lines(at.versions),
            "shows_deeds": at.may_see_history,
            "entries": history_of("notice", at.notice.pk) if at.may_see_history else (),
        },
    )
