"""What the command line asks of campaigns: the same deeds as the pages, by codes and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from qingyuan.core.reports.deployment_figures import DeploymentFigures
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.server.campaigns.actions.contacts import export_paper
from qingyuan.server.campaigns.actions.set_up import (
    DeliverableLine,
    SetUp,
    StageLine,
    propose_from_notice,
    propose_from_pack,
    save_set_up,
)
from qingyuan.server.campaigns.deployment.gathering import gather
from qingyuan.server.campaigns.models import Campaign, Deliverable
from qingyuan.server.campaigns.presenters.proposal_page import (
    proposed_deliverables,
    proposed_stages,
)
from qingyuan.server.campaigns.proposals import kept_proposal
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.paths import ancestor_paths


@dataclass(frozen=True, slots=True)
class Created:
    """A campaign that waits to be confirmed, and what a person has to decide before."""

    campaign: int
    name: str
    state: str
    stages: int
    deliverables: int
    remarks: tuple[str, ...]


def unit_of(code: str | None) -> Unit:
    """The unit of a code; the topmost where none is given.

    Raises:
        Refused: there is no such unit.
    """
    units = Unit.objects.filter(code=code) if code else Unit.objects.filter(parent=None)
    unit = units.order_by("path").first()
    if unit is None:
        raise Refused(f"没有代码为“{code or ''}”的单位，请核对", code="no_unit")
    return unit


@transaction.atomic
def create_campaign(
    *, unit: Unit, text: str | None, pack: str | None, by: Actor, at: datetime
) -> Created:
    """From the text of a notice or a rule pack; what is complete is saved, nothing is confirmed."""
    if pack is not None:
        campaign = propose_from_pack(unit=unit, pack=read_rulepack(pack), by=by, at=at)
    else:
        campaign = propose_from_notice(unit=unit, text=text or "", by=by, at=at)
    read = kept_proposal(campaign.proposal)
    stages, owed = proposed_stages(read), proposed_deliverables(read)
    if _is_complete(stages, owed):
        save_set_up(
            campaign=campaign,
            set_up=_set_up(campaign, stages, owed),
            version=campaign.version,
            by=by,
            at=at,
        )
    remarks = (*(gap.message for gap in read.gaps), *(d.message for d in read.discrepancies))
    return Created(
        campaign=campaign.pk,
        name=campaign.name,
        state=campaign.state,
        stages=campaign.stages.count(),
        deliverables=campaign.deliverables.count(),
        remarks=remarks,
    )


def _is_complete(stages: list[dict[str, Any]], owed: list[dict[str, Any]]) -> bool:
    dated = all(row["starts_on"] and row["ends_on"] for row in stages)
    return dated and all(row["due_on"] and row["unit_kinds"] for row in owed)


def _set_up(campaign: Campaign, stages: list[dict[str, Any]], owed: list[dict[str, Any]]) -> SetUp:
    return SetUp(
        name=campaign.name,
        document_title=campaign.document_title,
        document_number=campaign.document_number,
        issued_on=campaign.issued_on,
        looks_back_to=campaign.looks_back_to,
        stages=tuple(StageLine(**row) for row in stages),
        deliverables=tuple(_line(row) for row in owed),
    )


def _line(row: dict[str, Any]) -> DeliverableLine:
    return DeliverableLine(
        kind=Deliverable.Kind(row["kind"]),
        name=row["name"],
        due_on=row["due_on"],
        unit_kinds=tuple(row["unit_kinds"]),
        directly_below=row["only_direct"],
        sentence=row["sentence"],
    )


@transaction.atomic
def deployment_figures(*, code: str, by: Actor, at: datetime) -> DeploymentFigures:
    """A unit's report as it stands, with full contacts: that it was taken is recorded.

    Raises:
        Refused: no such unit, or no campaign that runs where it takes part.
    """
    unit = unit_of(code)
    campaigns = Campaign.objects.filter(unit__path__in=ancestor_paths(unit.path))
    running = campaigns.exclude(state=Campaign.State.DRAFT).select_related("unit")
    campaign = running.order_by("-state", "-pk").first()
    if campaign is None:
        raise Refused(f"{unit.name}还没有参加任何行动，请先确认行动", code="no_campaign")
    figures = gather(campaign, unit, timezone.localdate(at))
    export_paper(campaign=campaign, unit=unit, by=by, at=at)
    return figures
