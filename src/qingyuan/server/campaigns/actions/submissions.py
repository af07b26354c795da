"""Deeds on what is filed: submit with a receipt, accept, return with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import progress
from qingyuan.server.campaigns.actions.notices import Attachment
from qingyuan.server.campaigns.due import judged
from qingyuan.server.campaigns.models import Deliverable, Submission
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.actions.messages import settle, tell
from qingyuan.server.organisations.models import Post, Role, Unit

State = Submission.State


@transaction.atomic
def submit(  # noqa: PLR0913 - the sides of a filing
    *,
    deliverable: Deliverable,
    unit: Unit,
    attachment: Attachment,
    figures: Mapping[str, object],
    by: Actor,
    at: datetime,
    scan: Attachment | None = None,
) -> Submission:
    """报送: a new version with a receipt; on time or late by the date that stands now."""
    if not deliverable.is_owed_by(unit):
        raise Refused(f"{unit.name}不需要报送“{deliverable.name}”", code="not_owed")
    Unit.objects.select_for_update().get(pk=unit.pk)  # of two who file at once, one waits
    before = Submission.objects.filter(deliverable=deliverable, unit=unit, is_newest=True).first()
    if before is not None and before.state == State.ACCEPTED:
        raise Refused("上级已经通过这份材料。要更正请联系上级退回", code="already_accepted")
    if before is not None:
        Submission.objects.filter(pk=before.pk).update(is_newest=False)
    number = before.number + 1 if before else 1
    judgement = judged(deliverable, unit, at)
    submission = Submission.objects.create(
        deliverable=deliverable,
        unit=unit,
        path=unit.path,
        number=number,
        receipt_number=receipt_number(deliverable, unit, at, number),
        file=attachment.file,
        file_name=attachment.name,
        scan=scan.file if scan else None,
        scan_name=scan.name if scan else "",
        figures=dict(figures),
        submitted_at=at,
        submitted_by=by.name,
        due_on=judgement.due.due_on if judgement.due else deliverable.due_on,
        is_late=not judgement.is_on_time,
    )
    late = "，逾期" if submission.is_late else ""
    sentence = f"报送“{deliverable.name}”第 {number} 版，回执号 {submission.receipt_number}{late}"
    _record(submission, "submitted", sentence, by, at)
    settle(topic=_topic(deliverable), unit_id=unit.pk, at=at)
    _note_progress(submission)
    _tell_reviewers(submission, at)
    return submission


@transaction.atomic
def accept(*, submission: Submission, by: Actor, at: datetime) -> None:
    """通过: the level above takes it; from now on it is locked."""
    _answer(submission, (State.SUBMITTED,), State.ACCEPTED, "", by, at)
    _record(submission, "accepted", f"通过“{submission.deliverable.name}”", by, at)


@transaction.atomic
def send_back(*, submission: Submission, reason: str, by: Actor, at: datetime) -> None:
    """退回: with a reason that says what to change; what was accepted is opened by it again."""
    if not reason.strip():
        raise Refused("请写明退回原因：改哪一处，怎么改", code="no_reason")
    open_states = (State.SUBMITTED, State.ACCEPTED)
    _answer(submission, open_states, State.RETURNED, reason.strip()[:300], by, at)
    sentence = f"退回“{submission.deliverable.name}”：{reason.strip()}"
    _record(submission, "returned", sentence, by, at)
    tell(
        posts=Post.objects.filter(unit=submission.unit, ended_at=None, holder__isnull=False),
        topic=_topic(submission.deliverable),
        title=f"需修改：{submission.deliverable.name}"[:120],
        text=reason.strip(),
        link=f"/submissions/{submission.pk}/",
        about=f"campaign:{submission.deliverable.campaign_id}",
        at=at,
    )


def receipt_number(deliverable: Deliverable, unit: Unit, at: datetime, number: int) -> str:
    """回执号: month and day, deliverable, unit and version: short enough to read out."""
    day = timezone.localtime(at)
    return f"BS-{day:%Y%m%d}-{deliverable.pk}-{unit.pk:04d}-{number}"


def _answer(  # noqa: PLR0913, PLR0917 - the sides of an answer
    submission: Submission,
    from_states: tuple[State, ...],
    state: State,
    reason: str,
    by: Actor,
    at: datetime,
) -> None:
    """Compare and set: of two who answer at once, one does and the other is told."""
    changed = Submission.objects.filter(
        pk=submission.pk, state__in=from_states, is_newest=True
    ).update(state=state, answered_at=at, answered_by=by.name, reason=reason)
    if not changed:
        raise Refused(
            "这份材料刚刚有了新版，或已经有人处理。请刷新后再看", code="changed_meanwhile"
        )
    submission.refresh_from_db()
    _note_progress(submission)


def _note_progress(submission: Submission) -> None:
    deliverable = submission.deliverable
    if deliverable == progress.deployment_report(deliverable.campaign):
        state = progress.report_state(submission)
        progress.note(deliverable.campaign_id, submission.unit, report=state)


def _topic(deliverable: Deliverable) -> str:
    return f"deliverable:{deliverable.pk}"


def _tell_reviewers(submission: Submission, at: datetime) -> None:
    above = submission.unit.parent
    if above is None:
        return
    roles = (Role.ADMINISTRATOR, Role.REVIEWER)
    tell(
        posts=Post.objects.filter(unit=above, role__in=roles, ended_at=None, holder__isnull=False),
        topic=f"submission:{submission.pk}",
        title=f"待审核：{submission.unit.name}报送“{submission.deliverable.name}”"[:120],
        link=f"/submissions/{submission.pk}/",
        about=f"campaign:{submission.deliverable.campaign_id}",
        at=at,
    )


def _record(submission: Submission, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"campaigns.submission.{verb}",
        about=("submission", submission.pk),
        sentence=sentence,
        unit_id=submission.unit_id,
        by=by,
        at=at,
    )
