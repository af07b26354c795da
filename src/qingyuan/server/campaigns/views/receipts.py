"""One unit's receipt: sign, pass on, see one's people."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.receipts import OwnDeployment, pass_on, sign_receipt
from qingyuan.server.campaigns.attachments import kept
from qingyuan.server.campaigns.downloads import as_download
from qingyuan.server.campaigns.forms.receipts import PassingOnForm, PeopleFilter
from qingyuan.server.campaigns.models import PassingOn, Receipt
from qingyuan.server.campaigns.models.acknowledgements import AcknowledgementQuerySet
from qingyuan.server.campaigns.presenters.history import history_of
from qingyuan.server.campaigns.presenters.receipt_page import (
    own_actions,
    own_cards,
    people_table,
    proofs,
    receipt_facts,
)
from qingyuan.server.campaigns.reaching import own_receipt, receipt_crumbs, seen_receipt
from qingyuan.server.campaigns.standpoint import holds_own
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.permissions import Deed, may

_ROWS_A_PAGE = 50


@require_GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's people and proofs."""
    one, user = seen_receipt(request, pk), user_of(request)
    form = PeopleFilter(request.GET)
    page = Paginator(_people(one, form.chosen), _ROWS_A_PAGE).get_page(request.GET.get("page"))
    is_own = holds_own(user, Deed.RECEIVE_NOTICE, one.unit_id) and one.version.stands
    may_excuse = holds_own(user, Deed.MANAGE_ROSTER, one.unit_id) and one.version.stands
    meetings = one.version.meetings.filter(unit=one.unit_id).order_by("held_on", "pk")
    return render(
        request,
        "campaigns/receipts/receipt.html",
        {
            "title": one.unit.name,
            "crumbs": receipt_crumbs(one),
            "receipt": one,
            "form": form,
            "page": page,
            "table": people_table(list(page), may_excuse=may_excuse),
            "facts": receipt_facts(one),
            "cards": own_cards(one),
            "proofs": proofs(one.passings_on.all(), meetings),
            "actions": own_actions(one) if is_own else (),
            "may_sign": is_own and one.signed_at is None,
            "may_see_history": may(user, Deed.SEE_HISTORY, one.unit),
        },
    )


def _people(one: Receipt, show: str) -> AcknowledgementQuerySet:
    rows = one.version.acknowledgements.filter(unit=one.unit_id).select_related("person")
    narrowed = {
        PeopleFilter.UNREACHED: Q(reached_at=None, excused=""),
        PeopleFilter.REACHED: Q(reached_at__isnull=False),
        PeopleFilter.EXCUSED: ~Q(excused=""),
        PeopleFilter.ALL: Q(),
    }[show]
    return rows.filter(narrowed).order_by("person__department", "person__name", "pk")


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """签收."""
    one = own_receipt(request, pk)
    sign_receipt(receipt=one, by=actor_of(request), at=timezone.now())
    messages.success(request, "已签收。接下来把通知传达到每一名教职员工")
    return redirect("campaigns:notice", one.version.notice_id)


@require_http_methods(["GET", "POST"])
def passing_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Records the unit's own document or meeting."""
    one = own_receipt(request, pk)
    start = {"held_on": timezone.localdate()}
    form = PassingOnForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid():
        now, data = timezone.now(), dict(form.cleaned_data)
        try:
            attachment = kept(data.pop("file"), now)
            deployment = OwnDeployment(**{**data, "kind": PassingOn.Kind(data["kind"])})
            pass_on(
                receipt=one,
                deployment=deployment,
                by=actor_of(request),
                at=now,
                attachment=attachment,
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"已登记“{deployment.title}”")
            return redirect("campaigns:receipt", one.pk)
    back = reverse("campaigns:receipt", args=[one.pk])
    context = {"title": "登记部署", "form": form, "receipt": one, "back_url": back}
    context["crumbs"] = receipt_crumbs(one, "登记部署")
    return render(request, "campaigns/receipts/pass_on.html", context)


@require_GET
def passing_on_file(request: HttpRequest, pk: int) -> FileResponse:
    """The proof as it came."""
    rows = PassingOn.objects.visible_to(user_of(request)).select_related("file")
    one = get_object_or_404(rows, pk=pk)
    return as_download(one.file, one.file_name)


@require_GET
def receipt_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what at the unit."""
    one = seen_receipt(request, pk)
    if not may(user_of(request), Deed.SEE_HISTORY, one.unit):
        raise Refused(
            "操作记录由本单位或上级的管理员、审核员、负责人查看，可以请他们查", code="not_allowed"
        )
    context = {"title": f"{one.unit.name}的记录", "entries": history_of("receipt", one.pk)}
    crumbs = receipt_crumbs(one, "操作记录")
    return render(request, "campaigns/receipts/history.html", {**context, "crumbs": crumbs})
