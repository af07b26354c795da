"""Notices that are out follow the list of expected units.

A unit that comes onto it late gets them, one that is left out is counted no more.
"""

from __future__ import annotations

from datetime import datetime

from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.actions.notices import topic_of
from qingyuan.server.campaigns.distribution import make_rows, receiving_posts, tell_units
from qingyuan.server.campaigns.models import Campaign, NoticeVersion, Receipt
from qingyuan.server.organisations.actions.messages import settle
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.paths import ancestor_paths


def follow_list(
    campaign: Campaign, unit: Unit, *, is_expected: bool, reason: str, at: datetime
) -> None:
    """In the transaction of the change; what a unit has signed and recorded is kept either way."""
    standing = NoticeVersion.objects.filter(
        state=NoticeVersion.State.ISSUED,
        notice__campaign=campaign,
        notice__issuer__path__in=ancestor_paths(unit.path),
    )
    for version in standing.select_related("notice__issuer").order_by("pk"):
        if is_expected:
            _bring_in(version, unit, at)
        else:
            _leave_out(version, unit, reason, at)


def _bring_in(version: NoticeVersion, unit: Unit, at: datetime) -> None:
    if version.receipts.filter(unit=unit).exists():
        return
    Receipt.everything.filter(version=version, unit=unit).update(left_out="")
    make_rows(version, [unit], set(version.receipts.values_list("path", flat=True)), at)
    gone = version.acknowledgements.unreached().filter(unit=unit, person__left_on__isnull=False)
    gone.update(excused="已离开本单位")
    coverage.hang(version)
    coverage.rebuild(version)
    if version.receipts.filter(unit=unit, signed_at=None).exists():
        tell_units(version, receiving_posts().filter(unit=unit), at)


def _leave_out(version: NoticeVersion, unit: Unit, reason: str, at: datetime) -> None:
    if version.receipts.filter(unit=unit).update(left_out=reason.strip()[:200]):
        coverage.hang(version)
        coverage.rebuild(version)
        settle(topic=topic_of(version), unit_id=unit.pk, at=at)
