"""Deeds on contacts: to see them in full is a deed, and stands in the history."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingyuan.server.campaigns.models import Campaign, Submission, TaskForce
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.models import Unit


@transaction.atomic
def reveal_contacts(*, force: TaskForce, by: Actor, at: datetime) -> None:
    """查看完整联系方式 of a task force's members."""
    record(
        deed="campaigns.task_force.contacts_seen",
        about=("task_force", force.pk),
        sentence=f"查看工作专班完整联系方式（{force.members.count()} 人）",
        unit_id=force.unit_id,
        by=by,
        at=at,
    )


@transaction.atomic
def take_paper(*, submission: Submission, by: Actor, at: datetime) -> None:
    """下载材料: a paper names the members of the task force with their contacts."""
    record(
        deed="campaigns.submission.downloaded",
        about=("submission", submission.pk),
        sentence=f"下载“{submission.deliverable.name}”第 {submission.number} 版",
        unit_id=submission.unit_id,
        by=by,
        at=at,
    )


@transaction.atomic
def export_paper(*, campaign: Campaign, unit: Unit, by: Actor, at: datetime) -> None:
    """导出材料 at the terminal, before anything has been filed."""
    record(
        deed="campaigns.paper.exported",
        about=("campaign", campaign.pk),
        sentence=f"导出{unit.name}的工作部署情况报告",
        unit_id=unit.pk,
        by=by,
        at=at,
    )
