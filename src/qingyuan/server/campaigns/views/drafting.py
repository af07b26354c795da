"""A notice that is being written: new, look at, change, throw away, revise."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.notices import (
    change_draft,
    discard_draft,
    draft_notice,
    revise_notice,
)
from qingyuan.server.campaigns.attachments import kept
from qingyuan.server.campaigns.forms.drafting import (
    DraftChangeForm,
    DraftForm,
    RevisionForm,
    changes_of,
    initial_of,
)
from qingyuan.server.campaigns.models import Notice, NoticeVersion
from qingyuan.server.campaigns.presenters.document import document_of
from qingyuan.server.campaigns.standpoint import stand_at
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.permissions import Deed, check_own_deed

_FORM = "campaigns/notices/form.html"


@require_http_methods(["GET", "POST"])
def new_notice(request: HttpRequest) -> HttpResponse:
    """Writes a first version for the account's own unit."""
    user = user_of(request)
    if user.unit is None:
        raise Http404
    check_own_deed(user, Deed.ISSUE_NOTICE, user.unit)
    form = DraftForm(request.POST or None, request.FILES or None, user=user, issuer=user.unit)
    if request.method == "POST" and form.is_valid():
        now, data = timezone.now(), form.cleaned_data
        try:
            version = draft_notice(
                campaign=data["campaign"],
                issuer=user.unit,
                title=data["title"],
                text=data["text"],
                document_number=data["document_number"],
                attachment=kept(data["file"], now),
                with_quiz=data["with_quiz"],
                passes_on=data["passes_on"],
                by=actor_of(request),
                at=now,
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("campaigns:draft", version.pk)
    context = {"title": "起草通知", "form": form, "issuer": user.unit.name}
    return render(request, _FORM, {**context, "back_url": reverse("campaigns:notices")})


@require_GET
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft as the official document that it will be."""
    version = _draft(request, pk)
    check_own_deed(user_of(request), Deed.ISSUE_NOTICE, version.notice.issuer)
    file_url = reverse("campaigns:notice_file", args=[version.pk])
    return render(
        request,
        "campaigns/notices/draft.html",
        {
            "title": "通知草稿",
            "version": version,
            "document": document_of(version, file_url),
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rewrites a draft."""
    version = _draft(request, pk)
    check_own_deed(user_of(request), Deed.ISSUE_NOTICE, version.notice.issuer)
    kind = DraftChangeForm if version.number == 1 else RevisionForm
    form = _bound(kind, request, version)
    if request.method == "POST" and form.is_valid():
        now, to = timezone.now(), changes_of(form, version)
        try:
            to = replace(to, attachment=kept(form.cleaned_data["file"], now))
            change_draft(version=version, to=to, by=actor_of(request), at=now)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("campaigns:draft", version.pk)
    context = {"title": "修改草稿", "form": form, "issuer": version.notice.issuer.name}
    back = reverse("campaigns:draft", args=[version.pk])
    return render(request, _FORM, {**context, "back_url": back})


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws a draft away."""
    version = _draft(request, pk)
    notice: Notice = version.notice
    check_own_deed(user_of(request), Deed.ISSUE_NOTICE, notice.issuer)
    discard_draft(version=version, by=actor_of(request), at=timezone.now())
    messages.success(request, f"已删除“{notice.title}”第 {version.number} 版草稿")
    if version.number == 1:
        return redirect("campaigns:notices")
    return redirect("campaigns:notice", version.notice_id)


@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Writes a new version of a notice that is out."""
    at = stand_at(user_of(request), pk)
    check_own_deed(user_of(request), Deed.ISSUE_NOTICE, at.notice.issuer)
    form = _bound(RevisionForm, request, at.version, changes="")
    if request.method == "POST" and form.is_valid():
        now, to = timezone.now(), changes_of(form, at.version)
        try:
            to = replace(to, attachment=kept(form.cleaned_data["file"], now))
            version = revise_notice(
                notice=at.notice, text=to.text, changes=to.changes, by=actor_of(request), at=now
            )
            change_draft(version=version, to=to, by=actor_of(request), at=now)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("campaigns:draft", version.pk)
    context = {"title": f"修订：{at.notice.title}", "form": form, "issuer": at.notice.issuer.name}
    back = reverse("campaigns:notice", args=[at.notice.pk])
    return render(request, _FORM, {**context, "back_url": back})


def _draft(request: HttpRequest, pk: int) -> NoticeVersion:
    drafts = NoticeVersion.objects.visible_to(user_of(request)).select_related(
        "notice__issuer", "notice__campaign", "file"
    )
    return get_object_or_404(drafts, pk=pk, state=NoticeVersion.State.DRAFT)


def _bound(
    kind: type[DraftChangeForm | RevisionForm],
    request: HttpRequest,
    version: NoticeVersion,
    **initial: str,
) -> forms.Form:
    start = {**initial_of(version), **initial}
    return kind(request.POST or None, request.FILES or None, initial=start, version=version)
