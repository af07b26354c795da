"""催办文字."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from qingyuan.core.conveyance.wording import coverage_words
from qingyuan.server.campaigns.addresses import notice_link, school_link
from qingyuan.server.campaigns.forms.chase import ChaseForm
from qingyuan.server.campaigns.presenters.chase import chase_boxes, proposed_due_date
from qingyuan.server.campaigns.presenters.notice_page import crumbs, sections
from qingyuan.server.campaigns.standpoint import stand_at
from qingyuan.server.organisations.asking import user_of
from qingyuan.server.web.numbers import whole_number


@require_GET
def notice_chase(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts for the chat group, for units below and for one's own people."""
    at = stand_at(user_of(request), pk, whole_number(request, "unit"))
    form = ChaseForm(request.GET if "due_on" in request.GET else None)
    chosen = form.cleaned_data["due_on"] if form.is_bound and form.is_valid() else None
    due_on = chosen or proposed_due_date(at)
    if not form.is_bound:
        form.initial = {"unit": at.unit.pk, "due_on": due_on}
    code = school_link(request, at.receipt.pk) if at.receipt and at.may_receive else ""
    links = (notice_link(request, at.notice.pk), code)
    return render(
        request,
        "campaigns/notices/chase.html",
        {
            "title": "催办文字",
            "at": at,
            "crumbs": crumbs(at, "催办文字"),
            "sections": sections(at, "campaigns:notice_chase"),
            "sentence": coverage_words(at.coverage),
            "form": form,
            "boxes": chase_boxes(at, due_on, timezone.localdate(), links),
        },
    )
