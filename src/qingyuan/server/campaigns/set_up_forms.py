"""The three forms of a proposal's page together: the campaign, its stages, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.http import QueryDict

from qingyuan.server.campaigns.forms.rows import ADD, Rows, as_typed, rows_of
from qingyuan.server.campaigns.forms.set_up import CampaignForm, DeliverableForm, StageForm
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.campaigns.presenters.proposal_page import (
    owed_remarks,
    proposed_deliverables,
    proposed_stages,
    stage_remarks,
)
from qingyuan.server.campaigns.proposals import kept_proposal

_STAGES, _DELIVERABLES = "stage", "owed"


@dataclass(slots=True)
class SetUpForms:
    """As typed, or as proposed; `is_to_save` where the button to save was pressed."""

    campaign: CampaignForm
    stages: Rows
    deliverables: Rows
    is_to_save: bool = False
    stage_remarks: tuple[str, ...] = ()  # what was worked out, beside the rows as proposed
    owed_remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, campaign: Campaign, data: QueryDict | None) -> Self:
        """From what was posted, else from what was saved, else from the proposal."""
        if data is None:
            return cls._first(campaign)
        adding = data.get(ADD, "")
        if adding:
            return cls(
                CampaignForm(initial={name: data.get(name) for name in CampaignForm.base_fields}),
                as_typed(StageForm, _STAGES, data, spare=int(adding == _STAGES)),
                as_typed(DeliverableForm, _DELIVERABLES, data, spare=int(adding == _DELIVERABLES)),
            )
        return cls(
            CampaignForm(data),
            rows_of(StageForm, _STAGES, data=data),
            rows_of(DeliverableForm, _DELIVERABLES, data=data),
            is_to_save=True,
        )

    @classmethod
    def _first(cls, campaign: Campaign) -> Self:
        read = kept_proposal(campaign.proposal)
        stages = _saved_stages(campaign) or proposed_stages(read)
        owed = _saved_deliverables(campaign) or proposed_deliverables(read)
        return cls(
            CampaignForm(initial=_initial(campaign)),
            rows_of(StageForm, _STAGES, initial=stages, spare=0 if stages else 3),
            rows_of(DeliverableForm, _DELIVERABLES, initial=owed, spare=0 if owed else 1),
            stage_remarks=stage_remarks(read),
            owed_remarks=owed_remarks(read),
        )

    def are_valid(self) -> bool:
        """All three, each checked so that every error shows."""
        return all([self.campaign.is_valid(), self.stages.is_valid(), self.deliverables.is_valid()])

    @property
    def error_count(self) -> int:
        """How many places are to be changed."""
        if not self.is_to_save:
            return 0
        rows = [*self.stages.forms, *self.deliverables.forms]
        return len(self.campaign.errors) + sum(len(row.errors) for row in rows)


def _initial(campaign: Campaign) -> dict[str, Any]:
    return {name: getattr(campaign, name) for name in CampaignForm.base_fields}


def _saved_stages(campaign: Campaign) -> list[dict[str, Any]]:
    return [dict(row) for row in campaign.stages.values("name", "starts_on", "ends_on", "sentence")]


def _saved_deliverables(campaign: Campaign) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "kind": each.kind,
            "due_on": each.due_on,
            "unit_kinds": each.unit_kinds,
            "only_direct": each.directly_below,
            "sentence": each.sentence,
        }
        for each in campaign.deliverables.all()
    ]
