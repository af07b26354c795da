"""会议签到: one record for many people, and the sample to be asked later."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.acknowledgements import (
    MeetingRecord,
    excuse,
    record_meeting,
)
from qingyuan.server.campaigns.attachments import SCANS, kept
from qingyuan.server.campaigns.downloads import as_download
from qingyuan.server.campaigns.forms.receipts import ExcuseForm, MeetingForm
from qingyuan.server.campaigns.models import Acknowledgement, Meeting
from qingyuan.server.campaigns.presenters.meeting_page import meeting_page as page_of
from qingyuan.server.campaigns.reaching import own_receipt, receipt_crumbs
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.permissions import Deed, check_own_deed


@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Records a meeting with those who were there, picked from the roster."""
    receipt = own_receipt(request, pk)
    people = receipt.version.acknowledgements.filter(unit=receipt.unit_id, excused="")
    ordered = people.select_related("person").order_by("person__department", "person__name", "pk")
    form = MeetingForm(request.POST or None, request.FILES or None, roster=list(ordered))
    if request.method == "POST" and form.is_valid():
        now, data = timezone.now(), form.cleaned_data
        try:
            one = record_meeting(
                receipt=receipt,
                meeting=MeetingRecord(data["title"], data["held_on"], data["place"]),
                present=form.present,
                by=actor_of(request),
                at=now,
                attachment=kept(data["file"], now, SCANS),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"已登记“{one.title}”，{one.attended} 人到会")
            return redirect("campaigns:meeting_page", one.pk)
    back = reverse("campaigns:receipt", args=[receipt.pk])
    context = {"title": "登记会议签到", "form": form, "receipt": receipt, "back_url": back}
    context["crumbs"] = receipt_crumbs(receipt, "登记会议签到")
    return render(request, "campaigns/receipts/meeting_form.html", context)


@require_GET
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was recorded, and who was drawn to be asked."""
    rows = Meeting.objects.visible_to(user_of(request))
    one = get_object_or_404(rows.select_related("unit", "version__notice"), pk=pk)
    receipt = get_object_or_404(
        one.version.receipts.select_related("unit", "version__notice"), unit=one.unit_id
    )
    context = {"title": one.title, "meeting": one, "page": page_of(one)}
    crumbs = receipt_crumbs(receipt, one.title)
    return render(request, "campaigns/receipts/meeting.html", {**context, "crumbs": crumbs})


@require_GET
def meeting_file(request: HttpRequest, pk: int) -> FileResponse:
    """The signed sheet as it came."""
    rows = Meeting.objects.visible_to(user_of(request)).select_related("file")
    one = get_object_or_404(rows, pk=pk)
    return as_download(one.file, one.file_name)


@require_http_methods(["GET", "POST"])
def excuse_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody of one's own unit who has left or is on long leave."""
    rows = Acknowledgement.objects.visible_to(user_of(request))
    one = get_object_or_404(rows.select_related("person", "unit", "version__notice"), pk=pk)
    check_own_deed(user_of(request), Deed.MANAGE_ROSTER, one.unit)
    receipt = get_object_or_404(
        one.version.receipts.select_related("unit", "version__notice"), unit=one.unit_id
    )
    form = ExcuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            excuse(acknowledgement=one, reason=reason, by=actor_of(request), at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"已登记：{one.person} 不需传达（{reason}）")
            return redirect("campaigns:receipt", receipt.pk)
    back = reverse("campaigns:receipt", args=[receipt.pk])
    context = {"title": f"{one.person}不需传达", "form": form, "back_url": back}
    context["crumbs"] = receipt_crumbs(receipt, "不需传达")
    return render(request, "campaigns/receipts/excuse.html", context)
