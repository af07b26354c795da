"""What was handed in: accepted, returned, handed in again, late, not at all, extended."""

from __future__ import annotations

from datetime import datetime, timedelta

from qingyuan.server.campaigns.actions.campaigns import extend
from qingyuan.server.campaigns.actions.submissions import accept, send_back, submit
from qingyuan.server.campaigns.models import Campaign, Deliverable, Submission
from qingyuan.server.demo.campaign import Calendar, noon
from qingyuan.server.demo.papers import paper_of
from qingyuan.server.demo.people import somebody_at
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Unit, UnitKind

_LINES = (
    "收到通知后，我单位成立了工作专班，由主要负责同志任组长，印发了文件，召开了动员部署会。",
    "投诉受理渠道已向社会公布，要求已传达到所辖学校和教职员工。",
)


def file_reports(*, campaign: Campaign, calendar: Calendar, now: datetime, reviewer: Actor) -> None:
    """Counties and schools of the city itself hand in what is due first."""
    forms = campaign.deliverables.get(kind=Deliverable.Kind.OTHER)
    reports = campaign.deliverables.get(kind=Deliverable.Kind.DEPLOYMENT_REPORT)
    near = campaign.unit.children.order_by("path")
    first, second = near.filter(kind=UnitKind.COUNTY)[:2]
    zone = near.get(kind=UnitKind.ZONE)
    school, other, third = _three_schools(campaign.unit)
    early = noon(calendar.channels - timedelta(days=2), 15)
    late = now - timedelta(hours=20)

    accept(submission=_file(forms, first, early), by=reviewer, at=early + timedelta(hours=3))
    _file(forms, second, late)
    accept(submission=_file(forms, school, early), by=reviewer, at=early + timedelta(hours=4))
    _return(_file(forms, other, early), "组长不是单位主要负责同志，请核实后重新报送", reviewer)
    _return(_file(forms, third, early), "投诉电话少一位，请改正第二行", reviewer)
    _file(forms, third, late)
    extend(
        deliverable=forms,
        unit=zone,
        due_on=calendar.today + timedelta(days=2),
        reason="机构调整，正在移交",
        by=reviewer,
        at=early,
    )
    _file(reports, first, late)
    _return(_file(reports, second, late), "传达到位的人数没有写，请补上", reviewer)
    accept(submission=_file(reports, school, late), by=reviewer, at=late + timedelta(hours=1))


def _three_schools(city: Unit) -> list[Unit]:
    """Three schools that hand in to the city itself."""
    kinds = (UnitKind.SCHOOL, UnitKind.KINDERGARTEN)
    return list(city.children.filter(kind__in=kinds).order_by("path")[:3])


def _file(deliverable: Deliverable, unit: Unit, at: datetime) -> Submission:
    paper = paper_of(unit=unit.name, title=deliverable.name, lines=_LINES, at=at)
    return submit(
        deliverable=deliverable,
        unit=unit,
        attachment=paper,
        figures={},
        by=somebody_at(unit),
        at=at,
    )


def _return(submission: Submission, reason: str, reviewer: Actor) -> None:
    at = submission.submitted_at + timedelta(hours=2)
    send_back(submission=submission, reason=reason, by=reviewer, at=at)
