"""名单变动: where the tree has left the frozen list since it was frozen.

Looks only at units and changes that are newer than the list, by their numbers, so that the
question costs what has changed and not what there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists

from qingyuan.server.campaigns.models import Campaign, ExpectedUnit
from qingyuan.server.organisations.models import Unit, UnitChange

_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Drift:
    """Units that are new in the tree and not on the list, and expected ones that are gone."""

    new: tuple[Unit, ...] = ()
    gone: tuple[Unit, ...] = ()

    @property
    def count(self) -> int:
        """How many are to be decided."""
        return len(self.new) + len(self.gone)


def has_drifted(campaign: Campaign) -> bool:
    """Whether there is anything to look at: one question, and no more where nothing happened."""
    units = Unit.objects.filter(pk__gt=campaign.frozen_unit_id)
    changes = UnitChange.objects.filter(pk__gt=campaign.frozen_change_id)
    newer = Campaign.objects.filter(pk=campaign.pk).filter(Exists(units) | Exists(changes))
    return newer.exists()


def drift_of(campaign: Campaign, on: date) -> Drift:
    """At most two hundred units, in the order of the tree; three questions to the database."""
    if campaign.frozen_at is None:
        return Drift()
    units = _units_since(campaign)
    listed = dict(
        ExpectedUnit.objects.filter(campaign=campaign, unit__in=list(units)).values_list(
            "unit_id", "is_expected"
        )
    )
    in_order = sorted(units.values(), key=lambda unit: unit.path)
    new = [unit for unit in in_order if unit.pk not in listed and unit.is_open(on)]
    gone = [unit for unit in in_order if listed.get(unit.pk) and not unit.is_open(on)]
    return Drift(tuple(new), tuple(gone))


def _units_since(campaign: Campaign) -> dict[int, Unit]:
    """Units made since, and those that something has happened to, inside the campaign's tree."""
    made = Unit.objects.filter(pk__gt=campaign.frozen_unit_id).order_by("pk")[:_AT_MOST]
    changes = UnitChange.objects.filter(pk__gt=campaign.frozen_change_id).select_related("unit")
    changed = [change.unit for change in changes.order_by("pk")[:_AT_MOST]]
    both = {unit.pk: unit for unit in [*made, *changed]}
    return {pk: unit for pk, unit in both.items() if campaign.unit.contains(unit)}
