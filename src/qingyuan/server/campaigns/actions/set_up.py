"""Deeds before a campaign runs: propose it from a notice or a rule pack, put it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from qingyuan.core.deadlines.local_time import local_day
from qingyuan.core.notices import NoticeProposal, proposal_from_pack, read_notice
from qingyuan.core.rules.pack import RulePack
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.notices import Attachment
from qingyuan.server.campaigns.models import Campaign, Deliverable, Stage
from qingyuan.server.campaigns.proposals import to_keep
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Unit

_LONGEST_TEXT = 200_000
_CHANGED = "刚才有别人改了这个行动，请刷新后再改。你填的内容还在这一页，没有保存"


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage as confirmed."""

    name: str
    starts_on: date
    ends_on: date
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class DeliverableLine:
    """What is owed, as confirmed."""

    kind: Deliverable.Kind
    name: str
    due_on: date
    unit_kinds: tuple[str, ...]
    directly_below: bool = True
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class SetUp:
    """Everything that a person may change before the campaign runs."""

    name: str
    document_title: str
    document_number: str
    issued_on: date | None
    looks_back_to: date | None
    stages: tuple[StageLine, ...]
    deliverables: tuple[DeliverableLine, ...]


@transaction.atomic
def propose_from_notice(
    *, unit: Unit, text: str, by: Actor, at: datetime, attachment: Attachment | None = None
) -> Campaign:
    """Reads a notice and keeps text and proposal; nothing holds until a person confirms it."""
    if not text.strip():
        raise Refused("请粘贴通知正文，或选择文件", code="no_text")
    if len(text) > _LONGEST_TEXT:
        raise Refused(
            f"正文超过 {_LONGEST_TEXT // 10_000} 万字，请只粘贴通知本身和附件", code="text_too_long"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    proposal = read_notice(text, pasted_on=local_day(at))
    campaign = _draft(unit, proposal, text=text, attachment=attachment)
    _record(campaign, "proposed", f"由通知提议行动“{campaign.name}”，待确认", by, at)
    return campaign


@transaction.atomic
def propose_from_pack(*, unit: Unit, pack: RulePack, by: Actor, at: datetime) -> Campaign:
    """The same from a rule pack, which is kept by its name."""
    campaign = _draft(unit, proposal_from_pack(pack), pack=pack.name)
    _record(campaign, "proposed", f"由规则包“{pack.name}”提议行动，待确认", by, at)
    return campaign


def _draft(unit: Unit, proposal: NoticeProposal, **more: Any) -> Campaign:
    attachment: Attachment | None = more.pop("attachment", None)
    return Campaign.objects.create(
        unit=unit,
        name=(proposal.campaign_name.value if proposal.campaign_name else "未命名行动")[:100],
        document_title=(proposal.title.value if proposal.title else "")[:200],
        document_number=(proposal.document_number.value if proposal.document_number else "")[:60],
        issued_on=proposal.issued_on.value if proposal.issued_on else None,
        looks_back_to=proposal.look_back_to.value if proposal.look_back_to else None,
        proposal=to_keep(proposal),
        file=attachment.file if attachment else None,
        file_name=attachment.name if attachment else "",
        **more,
    )


@transaction.atomic
def save_set_up(
    *, campaign: Campaign, set_up: SetUp, version: int, by: Actor, at: datetime
) -> None:
    """Writes what a person has made of the proposal: fields, stages, what is owed."""
    if not set_up.name.strip():
        raise Refused("请填写行动名称", code="no_name")
    _claim(campaign, version)
    for field in ("name", "document_title", "document_number", "issued_on", "looks_back_to"):
        setattr(campaign, field, getattr(set_up, field))
    campaign.save(
        update_fields=["name", "document_title", "document_number", "issued_on", "looks_back_to"]
    )
    _write_stages(campaign, set_up.stages)
    _write_deliverables(campaign, set_up.deliverables)
    sentence = f"保存行动设置：{len(set_up.stages)} 个阶段，{len(set_up.deliverables)} 项报送"
    _record(campaign, "set_up", sentence, by, at)


@transaction.atomic
def discard_campaign(*, campaign: Campaign, by: Actor, at: datetime) -> None:
    """Throws a proposal away; a campaign that runs is closed and never deleted."""
    if campaign.state != Campaign.State.DRAFT:
        raise Refused("已经确认的行动不能删除", code="already_confirmed")
    _record(campaign, "discarded", f"删除待确认的行动“{campaign.name}”", by, at)
    campaign.delete()


def _claim(campaign: Campaign, version: int) -> None:
    """Only a draft, and only the version that was read."""
    rows = Campaign.objects.filter(pk=campaign.pk, version=version, state=Campaign.State.DRAFT)
    if not rows.update(version=F("version") + 1):
        campaign.refresh_from_db()
        if campaign.state != Campaign.State.DRAFT:
            raise Refused(
                "行动已经确认，阶段和报送任务不能再整体修改；截止日期可以在报送任务里改",
                code="already_confirmed",
            )
        raise Refused(_CHANGED, code="changed_meanwhile")
    campaign.refresh_from_db()


def _write_stages(campaign: Campaign, lines: Sequence[StageLine]) -> None:
    for line in lines:
        if line.ends_on < line.starts_on:
            raise Refused(f"“{line.name}”结束早于开始，请改其中一个日期", code="stage_reversed")
    campaign.stages.all().delete()
    Stage.objects.bulk_create(
        Stage(
            campaign=campaign,
            ordinal=ordinal,
            name=line.name.strip()[:40],
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            sentence=line.sentence,
        )
        for ordinal, line in enumerate(lines, start=1)
    )


def _write_deliverables(campaign: Campaign, lines: Sequence[DeliverableLine]) -> None:
    for line in lines:
        if not line.unit_kinds:
            raise Refused(f"请选择“{line.name}”由哪些单位报送", code="nobody_owes")
    campaign.deliverables.all().delete()
    Deliverable.objects.bulk_create(
        Deliverable(
            campaign=campaign,
            kind=line.kind,
            name=line.name.strip()[:100],
            unit_kinds=list(line.unit_kinds),
            directly_below=line.directly_below,
            due_on=line.due_on,
            sentence=line.sentence,
        )
        for line in lines
    )


def _record(campaign: Campaign, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"campaigns.campaign.{verb}",
        about=("campaign", campaign.pk),
        sentence=sentence[:400],
        unit_id=campaign.unit_id,
        by=by,
        at=at,
    )
