"""A campaign that runs in the cast's city: confirmed, frozen, its notice gone out to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor

from qingyuan.formats.readers.file_type import FileType
from qingyuan.server.campaigns.actions.acknowledgements import acknowledge
from qingyuan.server.campaigns.actions.campaigns import confirm_campaign, freeze_expected_units
from qingyuan.server.campaigns.actions.notices import Attachment, draft_notice, issue_notice
from qingyuan.server.campaigns.actions.submissions import submit
from qingyuan.server.campaigns.actions.task_forces import (
    Duty,
    Member,
    PublishedChannel,
    publish_channel,
    save_task_force,
)
from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    Campaign,
    Deliverable,
    NoticeVersion,
    Receipt,
    Stage,
    Submission,
    Way,
)
from qingyuan.server.evidence.actions import store
from qingyuan.server.organisations.models import Unit, UnitKind

STAGE_ENDS_ON = date(2023, 6, 16)
REPORT_DUE_ON = date(2023, 6, 20)


@dataclass(slots=True)
class Running:
    """The campaign, the version of its notice that stands, the report that is owed."""

    campaign: Campaign
    version: NoticeVersion
    report: Deliverable

    def receipt(self, unit: Unit) -> Receipt:
        """The unit's receipt as it is now."""
        return Receipt.objects.get(version=self.version, unit=unit)

    def reach(self, unit: Unit, count: int | None = None) -> None:
        """So many of a unit's staff press their link, or all."""
        waiting = Acknowledgement.objects.filter(version=self.version, unit=unit).unreached()
        for one in waiting[:count]:
            acknowledge(acknowledgement=one, way=Way.LINK, at=NOW)

    def set_up(self, unit: Unit, *, by_head: bool = True, read_version: int = 0) -> None:
        """Gives a unit its task force."""
        save_task_force(
            campaign=self.campaign,
            unit=unit,
            members=[Member(duty=Duty.LEADER, name="甲", is_unit_head=by_head)],
            version=read_version,
            by=SYSTEM,
            at=NOW,
        )

    def publish(self, unit: Unit) -> None:
        """Publishes a unit's complaint channel."""
        channel = PublishedChannel(published_on=TODAY, published_where="大门口", phone="000-0000")
        publish_channel(campaign=self.campaign, unit=unit, channel=channel, by=SYSTEM, at=NOW)

    def file(self, unit: Unit, at: datetime = NOW) -> Submission:
        """Files a unit's deployment report."""
        kept = store(b"%PDF-1.4 report", name="a.pdf", allowed=frozenset({FileType.PDF}), at=at)
        return submit(
            deliverable=self.report,
            unit=unit,
            attachment=Attachment(kept, "报告.pdf"),
            figures={},
            by=SYSTEM,
            at=at,
        )


def make_running(cast: Cast) -> Running:
    """Two stages, a report by 20 June, the central school left out of the list."""
    campaign = Campaign.objects.create(unit=cast.city, name="APP 排查整治活动")
    _stage(campaign, 1, "活动部署", date(2023, 6, 12), STAGE_ENDS_ON)
    _stage(campaign, 2, "排查清理", date(2023, 6, 19), date(2023, 7, 20))
    report = Deliverable.objects.create(
        campaign=campaign,
        kind=Deliverable.Kind.DEPLOYMENT_REPORT,
        name="工作部署情况报告",
        unit_kinds=[UnitKind.COUNTY, UnitKind.SCHOOL, UnitKind.KINDERGARTEN],
        due_on=REPORT_DUE_ON,
    )
    confirm_campaign(campaign=campaign, by=SYSTEM, at=NOW)
    freeze_expected_units(
        campaign=campaign, excluded={cast.central.pk: "不单设人员"}, by=SYSTEM, at=NOW
    )
    version = draft_notice(
        campaign=campaign,
        issuer=cast.city,
        title="关于开展 APP 排查整治活动的通知",
        text="各县区教育局：现将有关事项通知如下。",
        by=actor(cast.alice),
        at=NOW,
    )
    issue_notice(version=version, by=actor(cast.alice), at=NOW)
    fan_out.call(version_id=version.pk)
    return Running(campaign, NoticeVersion.objects.get(pk=version.pk), report)


def _stage(campaign: Campaign, ordinal: int, name: str, starts: date, ends: date) -> None:
    Stage.objects.create(
        campaign=campaign, ordinal=ordinal, name=name, starts_on=starts, ends_on=ends
    )
