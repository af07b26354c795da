"""The campaign of the demo: running for twelve days, its notice issued to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from qingyuan.server.campaigns.actions.campaigns import confirm_campaign, freeze_expected_units
from qingyuan.server.campaigns.actions.notices import draft_notice, issue_notice
from qingyuan.server.campaigns.models import Campaign, Deliverable, NoticeVersion, Receipt, Stage
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Message, Unit, UnitKind

BEGAN_BEFORE = 12  # days
_BUREAUS = [UnitKind.COUNTY, UnitKind.ZONE]
_TEACHING = [UnitKind.SCHOOL, UnitKind.KINDERGARTEN]
_PACK = "xinyang_2023"
_TEXT = """\
各县区教育（体育）局，高新区社会事务局，市直各学校（幼儿园）：
为减轻学生、家长和教师负担，决定在全市开展 APP（含小程序、公众号）排查整治活动。现通知如下：
一、工作部署
各单位要成立工作专班，由主要负责同志任组长，印发文件、召开会议，把要求传达到每一所学校、每一名教职员工，\
并向社会公布投诉受理渠道。{deployed:%-m月%-d日}前报送工作部署情况报告。
二、排查清理
对照备案名录，排查本单位推荐、要求使用的 APP。没有备案的、没有经过集体决策的、向学生和家长收费的，\
{surveyed:%-m月%-d日}前清理完毕，并报送排查及清理情况报告。
三、总结提高
凡是没有取得备案的，不得选用；凡是没有经过集体决策的，不得要求使用；凡是要求统一使用的，不得收费。\
{ended:%-m月%-d日}前报送活动总结。
各单位要如实填报，不漏报、不瞒报。市局将组织抽查。
云溪市教育体育局办公室
"""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the campaign, counted from today."""

    today: date

    @property
    def issued(self) -> date:
        """When the notice went out."""
        return self.today - timedelta(days=BEGAN_BEFORE)

    @property
    def channels(self) -> date:
        """The first due date, just past."""
        return self.today - timedelta(days=3)

    @property
    def deployed(self) -> date:
        """The deployment report, due in a few days."""
        return self.today + timedelta(days=4)

    @property
    def surveyed(self) -> date:
        """The survey report."""
        return self.today + timedelta(days=36)

    @property
    def ended(self) -> date:
        """The summary."""
        return self.today + timedelta(days=64)


@transaction.atomic
def begin_campaign(*, city: Unit, calendar: Calendar, by: Actor, at: datetime) -> Campaign:
    """A campaign with its stages and what is owed, confirmed; a department is left out of it."""
    campaign = Campaign.objects.create(
        unit=city,
        name="APP 排查整治活动",
        document_title="关于开展 APP 排查整治活动的通知",
        document_number=f"云教体办电教〔{calendar.issued.year}〕18号",
        issued_on=calendar.issued,
        looks_back_to=date(calendar.issued.year - 2, 1, 1),
        pack=_PACK,
        text=notice_text(calendar),
    )
    _make_stages(campaign, calendar)
    _make_deliverables(campaign, calendar)
    confirm_campaign(campaign=campaign, by=by, at=at)
    inside = Unit.objects.within(city.path).filter(kind=UnitKind.DEPARTMENT)
    excluded = dict.fromkeys(inside.values_list("pk", flat=True), "内设科室，随局机关传达")
    freeze_expected_units(campaign=campaign, excluded=excluded, by=by, at=at)
    return campaign


def notice_text(calendar: Calendar) -> str:
    """The notice of the invented city."""
    return _TEXT.format(
        deployed=calendar.deployed, surveyed=calendar.surveyed, ended=calendar.ended
    )


def _make_stages(campaign: Campaign, calendar: Calendar) -> None:
    ends = (calendar.issued, calendar.deployed, calendar.surveyed, calendar.ended)
    for ordinal, name in enumerate(("安排部署", "排查清理", "总结提高"), start=1):
        starts_on = ends[ordinal - 1] + timedelta(days=ordinal > 1)
        Stage.objects.create(
            campaign=campaign,
            ordinal=ordinal,
            name=name,
            starts_on=starts_on,
            ends_on=ends[ordinal],
        )


def _make_deliverables(campaign: Campaign, calendar: Calendar) -> None:
    owed = (
        (Deliverable.Kind.OTHER, "工作专班和投诉受理渠道备案表", calendar.channels),
        (Deliverable.Kind.DEPLOYMENT_REPORT, "工作部署情况报告", calendar.deployed),
        (Deliverable.Kind.SURVEY_REPORT, "排查及清理情况报告", calendar.surveyed),
        (Deliverable.Kind.SUMMARY, "排查整治活动总结", calendar.ended),
    )
    for kind, name, due_on in owed:
        Deliverable.objects.create(
            campaign=campaign,
            kind=kind,
            name=name,
            unit_kinds=[*_BUREAUS, *_TEACHING],
            due_on=due_on,
        )
    Deliverable.objects.create(
        campaign=campaign,
        kind=Deliverable.Kind.FORM,
        name="附件2 已推广使用的APP统计汇总表",
        unit_kinds=_TEACHING,
        directly_below=False,
        due_on=calendar.surveyed - timedelta(days=10),
    )


def send_notice(*, campaign: Campaign, by: Actor, at: datetime) -> NoticeVersion:
    """Issues the notice and does at once what the worker would do."""
    version = draft_notice(
        campaign=campaign,
        issuer=campaign.unit,
        title=campaign.document_title,
        text=campaign.text,
        document_number=campaign.document_number,
        with_quiz=True,
        by=by,
        at=at,
    )
    issue_notice(version=version, by=by, at=at)
    work_off_jobs()
    _date_back(version, at + timedelta(minutes=2))
    version.refresh_from_db()
    return version


def work_off_jobs() -> None:
    """Does what stands in the queue, as the worker of a running site would."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="demo",
        excluded_queue_names=[],
    ).run()


def _date_back(version: NoticeVersion, at: datetime) -> None:
    """The job has written the hour of today; here it went out some days ago."""
    Receipt.objects.filter(version=version).update(sent_at=at)
    Message.objects.filter(topic=f"notice:{version.pk}").update(sent_at=at)


def noon(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """A moment of a day in China."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
    return midnight + timedelta(hours=hour, minutes=minute)
