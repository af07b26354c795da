"""工作部署情况报告: what is missing, each with the page where it can be added."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from qingyuan.core.reports.deployment_gaps import Gap, GapKind
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.look import parts

_NOTICES = "campaigns:notices"
_OWN_FORCE, _FORCES = "campaigns:own_task_force", "campaigns:task_forces"
_OWN_CHANNEL, _CHANNELS = "campaigns:own_channel", "campaigns:channels"
_PAGES = {
    GapKind.RECEIPT: _NOTICES,
    GapKind.MEANS: _NOTICES,
    GapKind.UNITS_NOT_SENT: _NOTICES,
    GapKind.UNITS_NOT_SIGNED: _NOTICES,
    GapKind.STAFF: _NOTICES,
    GapKind.ROSTERS: "organisations:units",
    GapKind.TASK_FORCE: _OWN_FORCE,
    GapKind.LEADER: _OWN_FORCE,
    GapKind.HEAD: _OWN_FORCE,
    GapKind.DUTIES: _OWN_FORCE,
    GapKind.CONTACTS: _OWN_FORCE,
    GapKind.CHILD_FORCES: _FORCES,
    GapKind.CHILD_HEADS: _FORCES,
    GapKind.CHANNEL: _OWN_CHANNEL,
    GapKind.CHILD_CHANNELS: _CHANNELS,
}
_OF_A_CAMPAIGN = {_OWN_FORCE, _OWN_CHANNEL}


def gap_parts(gaps: Iterable[Gap], campaign: Campaign | None = None) -> tuple[parts.Gap, ...]:
    """Gaps with their pages; without a campaign, for those who only read of them."""
    return tuple(parts.Gap(gap.sentence, _url(gap.kind, campaign)) for gap in gaps)


def _url(kind: GapKind, campaign: Campaign | None) -> str:
    if campaign is None:
        return ""
    name = _PAGES[kind]
    return reverse(name, args=[campaign.pk] if name in _OF_A_CAMPAIGN else [])
