"""Kept numbers against their recount: of receipts, and of people on rosters."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, F, Q

from qingyuan.server.campaigns import coverage, progress
from qingyuan.server.campaigns.models import Campaign, NoticeVersion
from qingyuan.server.keeping.doctor import campaigns, tree
from qingyuan.server.organisations.models import Unit

_COUNTED = (NoticeVersion.State.ISSUED, NoticeVersion.State.SUPERSEDED)


def wrong() -> list[str]:
    """A sentence for each number that differs."""
    return [
        trouble.sentence
        for check in (
            tree.check_head_counts,
            campaigns.check_counters,
            campaigns.check_progress,
        )
        for trouble in check()
    ]


@transaction.atomic
def rebuild() -> int:
    """Writes every kept number anew from its rows; returns how many rows were wrong."""
    changed = 0
    on_roster = Count("people", filter=Q(people__left_on__isnull=True))
    counted = Unit.objects.annotate(counted=on_roster).exclude(counted=F("staff_count"))
    for pk, count in list(counted.values_list("pk", "counted")):
        changed += Unit.objects.filter(pk=pk).update(staff_count=count)
    for version in NoticeVersion.objects.filter(state__in=_COUNTED):
        changed += coverage.rebuild(version)
    for campaign in Campaign.objects.filter(frozen_at__isnull=False):
        changed += progress.rebuild(campaign)
    return changed
