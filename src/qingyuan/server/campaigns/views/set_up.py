"""行动设置: paste a notice, look at what was read from it, confirm it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.file_type import FileType
from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.pipelines.notice_text import notice_text
from qingyuan.server.campaigns.actions.campaigns import confirm_campaign
from qingyuan.server.campaigns.actions.set_up import (
    discard_campaign,
    propose_from_notice,
    propose_from_pack,
    save_set_up,
)
from qingyuan.server.campaigns.attachments import kept
from qingyuan.server.campaigns.current import own_unit, seen_campaign
from qingyuan.server.campaigns.forms.set_up import NewCampaignForm, set_up_of
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.campaigns.presenters.campaign_page import (
    conflicts_of,
    facts_of,
    owed_by_all,
    stage_table,
)
from qingyuan.server.campaigns.presenters.obligations import obligations_of
from qingyuan.server.campaigns.presenters.proposal_page import ProposalPresenter, steps_at
from qingyuan.server.campaigns.set_up_forms import SetUpForms
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.permissions import Deed, check_own_deed

_NOTICES = frozenset({FileType.TEXT_TABLE, FileType.DOCX})


@require_http_methods(["GET", "POST"])
def new_campaign(request: HttpRequest) -> HttpResponse:
    """Paste the notice, choose its file, or start from a rule pack."""
    user = user_of(request)
    unit = own_unit(user)
    check_own_deed(user, Deed.RUN_CAMPAIGN, unit)
    form = NewCampaignForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _propose(request, unit, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("campaigns:proposal", made.pk)
    context = {"title": "新建行动", "form": form, "steps": steps_at(0)}
    return render(request, "campaigns/set_up/new.html", context)


def _propose(request: HttpRequest, unit: Unit, data: dict[str, Any]) -> Campaign:
    by, now = actor_of(request), timezone.now()
    if data["pack"]:
        return propose_from_pack(unit=unit, pack=read_rulepack(data["pack"]), by=by, at=now)
    attachment = kept(data["file"], now, _NOTICES)
    text = data["text"]
    if attachment is not None:
        text = notice_text(attachment.file.read_bytes(), attachment.name)
    return propose_from_notice(unit=unit, text=text, attachment=attachment, by=by, at=now)


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Every value beside its sentence, to be put right."""
    campaign = _draft(request, pk)
    forms = SetUpForms.of(campaign, request.POST if request.method == "POST" else None)
    if forms.is_to_save and forms.are_valid():
        try:
            save_set_up(
                campaign=campaign,
                set_up=set_up_of(forms.campaign, forms.stages, forms.deliverables),
                version=forms.campaign.cleaned_data["version"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            forms.campaign.add_error(None, refused.sentence)
        else:
            return redirect("campaigns:confirm", campaign.pk)
    presenter = ProposalPresenter(campaign)
    context = {
        "title": "核对提议",
        "campaign": campaign,
        "forms": forms,
        "page": presenter.page(forms.campaign),
        "stages": presenter.rows(forms.stages, forms.stage_remarks),
        "deliverables": presenter.rows(forms.deliverables, forms.owed_remarks),
        "steps": steps_at(1),
    }
    return render(request, "campaigns/set_up/proposal.html", context)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """What has been set up, where dates do not go together, and the button."""
    campaign = _draft(request, pk)
    stages, owed = list(campaign.stages.all()), list(campaign.deliverables.all())
    conflicts, refusal = conflicts_of(campaign, stages, owed), ""
    if request.method == "POST":
        try:
            confirm_campaign(campaign=campaign, by=actor_of(request), at=timezone.now())
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, f"已确认“{campaign.name}”。下一步：冻结应报单位名单")
            return redirect("campaigns:expected_units", campaign.pk)
    today = timezone.localdate()
    context = {
        "title": "确认行动",
        "campaign": campaign,
        "facts": facts_of(campaign),
        "stages": stage_table(stages, today),
        "has_stages": bool(stages),
        "owed": owed_by_all(owed, None, today),
        "conflicts": conflicts,
        "is_barred": any(each.bars for each in conflicts) or not stages,
        "obligations": obligations_of(campaign, None),
        "refusal": refusal,
        "steps": steps_at(2),
    }
    return render(request, "campaigns/set_up/confirm.html", context)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws a proposal away."""
    campaign = _draft(request, pk)
    discard_campaign(campaign=campaign, by=actor_of(request), at=timezone.now())
    messages.success(request, f"已删除待确认的行动“{campaign.name}”")
    return redirect("campaigns:campaigns")


def _draft(request: HttpRequest, pk: int) -> Campaign:
    campaign = seen_campaign(request, pk)
    if campaign.state != Campaign.State.DRAFT:
        raise Http404
    check_own_deed(user_of(request), Deed.RUN_CAMPAIGN, campaign.unit)
    return campaign
