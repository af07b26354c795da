"""The phone pages of every member of staff: read, one button, done; no account, no password.

Looking changes nothing; a press of the button does.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.core.conveyance.roster import RosterLine, find_on_roster
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import guessing, links
from qingyuan.server.campaigns.actions.acknowledgements import (
    acknowledge,
    check_can_be_acknowledged,
)
from qingyuan.server.campaigns.downloads import as_download
from qingyuan.server.campaigns.forms.acknowledging import SchoolCodeForm
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, Receipt, Way
from qingyuan.server.campaigns.presenters.document import document_of
from qingyuan.server.campaigns.quiz_questions import questions_of
from qingyuan.server.web.address import client_address

_NOTICE = ("version__notice__issuer", "version__notice__campaign", "version__file")
_ENDED = "campaigns/acknowledging/ended.html"
_NOT_FOUND = (
    "名单里没有找到。请核对姓名或工号，写全名；还是不行就告诉学校，请通知管理员把你加进教职员工名单"
)
_NAMESAKES = "名单里不止一位，请再填工号或部门"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def personal(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own link."""
    one = _acknowledgement(links.read_personal(token), "person")
    try:
        check_can_be_acknowledged(one)
        if request.method == "POST":
            acknowledge(acknowledgement=one, way=Way.LINK, at=timezone.now())
            return redirect("campaigns:done", links.done_token(one.pk))
    except Refused as refused:
        return _ended(request, one.version, refused)
    file_url = reverse("campaigns:personal_file", args=[token])
    context: dict[str, object] = {"person": one.person, "reached_at": one.reached_at}
    if one.reached_at:
        context["done_url"] = reverse("campaigns:done", args=[links.done_token(one.pk)])
    return _reading(
        request, "campaigns/acknowledging/personal.html", one.version, file_url, context
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def school_code(request: HttpRequest, token: str) -> HttpResponse:
    """The code on a school's poster: a name or a number, and the same button."""
    receipt = _receipt(token)
    refused = _refusal_of(receipt.version)
    if refused:
        return _ended(request, receipt.version, refused)
    asks_detail = "detail" in request.POST
    form = SchoolCodeForm(request.POST or None, asks_detail=asks_detail)
    status = 200
    if request.method == "POST" and form.is_valid():
        address = client_address(request)
        if guessing.must_wait(token, address):
            wait = guessing.WAIT_MINUTES
            form.add_error(None, f"试的次数太多，请 {wait} 分钟后再试，或用学校发的个人链接")
            status = 429
        else:
            found = _found(receipt, form)
            if len(found) == 1:
                return _acknowledged(request, found[0])
            form = _asked_again(request, form, bool(found))
            if not found:
                guessing.note_miss(token, address)
    file_url = reverse("campaigns:school_file", args=[token])
    context = {"form": form, "unit": receipt.unit}
    template = "campaigns/acknowledging/school.html"
    response = _reading(request, template, receipt.version, file_url, context)
    response.status_code = status
    return response


def _found(receipt: Receipt, form: SchoolCodeForm) -> tuple[RosterLine, ...]:
    people = receipt.version.acknowledgements.filter(unit=receipt.unit_id).values_list(
        "pk", "person__name", "person__number", "person__department"
    )
    data = form.cleaned_data
    return find_on_roster(
        (RosterLine(*row) for row in people), data["words"], data.get("detail", "")
    )


def _acknowledged(request: HttpRequest, line: RosterLine) -> HttpResponse:
    one = _acknowledgement(line.id, "person")
    try:
        acknowledge(acknowledgement=one, way=Way.CODE, at=timezone.now())
    except Refused as refused:
        return _ended(request, one.version, refused)
    return redirect("campaigns:done", links.done_token(one.pk))


def _asked_again(
    request: HttpRequest,
    form: SchoolCodeForm,
    are_namesakes: bool,
) -> SchoolCodeForm:
    """The form with what was written, and what to do; it never says who is on the list."""
    again = SchoolCodeForm(request.POST, asks_detail=are_namesakes or "detail" in form.fields)
    again.is_valid()
    again.add_error("words", _NAMESAKES if are_namesakes else _NOT_FOUND)
    return again


@login_not_required
@never_cache
@require_GET
def done(request: HttpRequest, token: str) -> HttpResponse:
    """It is recorded; it names nobody, since a number may have been typed instead of a name."""
    one = _acknowledgement(links.read_done(token))
    if one.reached_at is None:
        raise Http404
    quiz = questions_of(one.version.notice.campaign) if one.version.with_quiz else ()
    offers_quiz = bool(quiz) and not one.quiz_taken and one.version.stands
    context = {
        "title": "已知晓",
        "one": one,
        "quiz_url": reverse("campaigns:quiz", args=[token]) if offers_quiz else "",
        "question_count": len(quiz),
    }
    return render(request, "campaigns/acknowledging/done.html", context)


@login_not_required
@require_GET
def personal_file(request: HttpRequest, token: str) -> FileResponse:  # noqa: ARG001 - a view
    """The notice's file, by a personal link."""
    version = _acknowledgement(links.read_personal(token)).version
    return as_download(version.file, version.file_name)


@login_not_required
@require_GET
def school_file(request: HttpRequest, token: str) -> FileResponse:  # noqa: ARG001 - a view
    """The notice's file, by a school's code."""
    version = _receipt(token).version
    return as_download(version.file, version.file_name)


def _acknowledgement(number: int | None, *more: str) -> Acknowledgement:
    """404 for what we have not made, as for any other address that is not there."""
    rows = Acknowledgement.objects.select_related(*_NOTICE, *more)
    return get_object_or_404(rows, pk=number)


def _receipt(token: str) -> Receipt:
    rows = Receipt.objects.select_related("unit", *_NOTICE)
    return get_object_or_404(rows, pk=links.read_school(token))


def _refusal_of(version: NoticeVersion) -> Refused | None:
    try:
        check_can_be_acknowledged(Acknowledgement(version=version))
    except Refused as refused:
        return refused
    return None


def _reading(
    request: HttpRequest,
    template: str,
    version: NoticeVersion,
    file_url: str,
    context: dict[str, object],
) -> HttpResponse:
    document = document_of(version, file_url)
    title = version.notice.title
    shown = {"title": title, "version": version, "document": document, **context}
    return render(request, template, shown)


def _ended(request: HttpRequest, version: NoticeVersion, refused: Refused) -> HttpResponse:
    """A link that does not work any more says why, and what to do."""
    context = {"title": version.notice.title, "sentence": refused.sentence}
    return render(request, _ENDED, context, status=410)
