"""Where a unit stands in a campaign: the few rows from which its first page is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from qingyuan.server.campaigns.due import with_standing_dates
from qingyuan.server.campaigns.models import (
    Campaign,
    Deliverable,
    NoticeVersion,
    Receipt,
    Stage,
    Submission,
    UnitProgress,
)
from qingyuan.server.organisations.models import Unit, User
from qingyuan.server.reporting.daily import main_receipt_order

_CAMPAIGNS = 10


def campaigns_for(user: User, today: date) -> list[Campaign]:
    """Those under way in which the account takes part, newest first, each with its stage.

    A campaign gets `stage_name` and `stage_ends_on`: of the stage of today, else of the next.
    """
    stages = Stage.objects.filter(campaign=OuterRef("pk"), ends_on__gte=today).order_by("ordinal")
    rows = Campaign.objects.visible_to(user).filter(state=Campaign.State.RUNNING)
    with_stage = rows.annotate(
        stage_name=Subquery(stages.values("name")[:1]),
        stage_ends_on=Subquery(stages.values("ends_on")[:1]),
    )
    return list(with_stage.order_by("-confirmed_at", "-pk")[:_CAMPAIGNS])


def chosen(campaigns: Sequence[Campaign], wanted: str) -> Campaign | None:
    """The one that the address names, else the newest."""
    named = (campaign for campaign in campaigns if str(campaign.pk) == wanted)
    return next(named, campaigns[0] if campaigns else None)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit in one campaign, at one moment."""

    unit: Unit
    campaign: Campaign
    at: datetime
    deliverables: tuple[Deliverable, ...]  # each with stands_on, filed_state, filed_id
    receipts: tuple[Receipt, ...]  # of the notices that stand, the main one first
    progress: UnitProgress | None

    @property
    def today(self) -> date:
        """The day in China."""
        return timezone.localdate(self.at)

    @property
    def main_receipt(self) -> Receipt | None:
        """That of the notice of the highest issuer."""
        return self.receipts[0] if self.receipts else None


def standing_below(
    user: User, unit_id: int | None, campaign: Campaign, at: datetime
) -> Standing | None:
    """The standing of a unit that the account sees, its own where none is named; else None."""
    known = {post.unit.pk: post.unit for post in user.current_posts}
    unit = known.get(unit_id) if unit_id is not None else user.unit
    if unit is not None:
        return standing_of(unit, campaign, at)
    if unit_id is None:
        return None
    rows = UnitProgress.objects.visible_to(user).filter(campaign=campaign, unit=unit_id)
    row = rows.select_related("unit").first()
    unit = row.unit if row else Unit.objects.visible_to(user).filter(pk=unit_id).first()
    return standing_of(unit, campaign, at, row) if unit else None


def standing_of(
    unit: Unit, campaign: Campaign, at: datetime, progress: UnitProgress | None = None
) -> Standing:
    """Three statements, whatever the size of the tree."""
    receipts = Receipt.objects.filter(
        unit=unit,
        version__notice__campaign=campaign,
        version__state=NoticeVersion.State.ISSUED,
    ).select_related("version__notice__issuer")
    return Standing(
        unit=unit,
        campaign=campaign,
        at=at,
        deliverables=tuple(_deliverables(unit, campaign, at)),
        receipts=tuple(sorted(receipts, key=main_receipt_order)),
        progress=progress or UnitProgress.objects.filter(campaign=campaign, unit=unit).first(),
    )


def _deliverables(unit: Unit, campaign: Campaign, at: datetime) -> Sequence[Deliverable]:
    """All of the campaign, with the date that stands for the unit and what it has filed."""
    own = Submission.objects.standing().filter(deliverable=OuterRef("pk"), unit=unit)
    rows = with_standing_dates(Deliverable.objects.filter(campaign=campaign), unit, at)
    found = rows.annotate(
        filed_state=Subquery(own.values("state")[:1]), filed_id=Subquery(own.values("pk")[:1])
    )
    deliverables = list(found)
    for deliverable in deliverables:
        deliverable.campaign = campaign
    return deliverables
