"""Builders for the tests of conveyance: a campaign that runs, a notice that is out."""

from __future__ import annotations

from datetime import date

from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor

from qingyuan.server.campaigns.actions.campaigns import confirm_campaign, freeze_expected_units
from qingyuan.server.campaigns.actions.notices import draft_notice, issue_notice
from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    Campaign,
    NoticeVersion,
    Receipt,
    Stage,
)
from qingyuan.server.organisations.models import Unit, User

TEXT = "各县区教育局：\n现将有关事项通知如下。\n一、总体要求\n确保传达到每一名教职员工。"
TITLE = "关于开展 APP 排查整治活动的通知"


def make_campaign(cast: Cast) -> Campaign:
    """The city's campaign, confirmed, with a frozen list that leaves the central school out."""
    campaign = Campaign.objects.create(unit=cast.city, name="APP 排查整治活动", pack="xinyang_2023")
    Stage.objects.create(
        campaign=campaign, ordinal=1, name="活动部署", starts_on=date(2023, 6, 12), ends_on=TODAY
    )
    confirm_campaign(campaign=campaign, by=SYSTEM, at=NOW)
    freeze_expected_units(
        campaign=campaign, excluded={cast.central.pk: "不单设人员"}, by=SYSTEM, at=NOW
    )
    campaign.refresh_from_db()
    return campaign


def make_draft(cast: Cast, campaign: Campaign, *, with_quiz: bool = True) -> NoticeVersion:
    """The city's notice, not out yet."""
    return draft_notice(
        campaign=campaign,
        issuer=cast.city,
        title=TITLE,
        document_number="云教办〔2023〕56号",
        text=TEXT,
        with_quiz=with_quiz,
        by=actor(cast.alice),
        at=NOW,
    )


def issued(version: NoticeVersion, by: User) -> NoticeVersion:
    """The version after the worker has done its job."""
    issue_notice(version=version, by=actor(by), at=NOW)
    fan_out.call(version_id=version.pk)
    return NoticeVersion.objects.select_related("notice").get(pk=version.pk)


def make_notice(cast: Cast) -> NoticeVersion:
    """The city's notice, out to everybody."""
    return issued(make_draft(cast, make_campaign(cast)), cast.alice)


def receipt_of(version: NoticeVersion, unit: Unit) -> Receipt:
    """A unit's receipt as it stands now."""
    return Receipt.objects.select_related("version__notice").get(version=version, unit=unit)


def acknowledgement_at(version: NoticeVersion, unit: Unit, place: int = 0) -> Acknowledgement:
    """One of the people of a unit."""
    rows = Acknowledgement.objects.filter(version=version, unit=unit).select_related("person")
    return rows.order_by("pk")[place]
