"""Deeds of a unit that issues a notice: draft, change, discard, issue, revise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.models import (
    Campaign,
    ExpectedUnit,
    Notice,
    NoticeVersion,
    PassingOn,
    Receipt,
)
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet

State = NoticeVersion.State
STALLED_AFTER = timedelta(minutes=5)
"""An issue that has not ended by then may be pushed on by hand."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file and the name under which it came."""

    file: StoredFile
    name: str


@transaction.atomic
def draft_notice(  # noqa: PLR0913 - a notice has as many parts
    *,
    campaign: Campaign,
    issuer: Unit,
    title: str,
    text: str,
    by: Actor,
    at: datetime,
    document_number: str = "",
    attachment: Attachment | None = None,
    with_quiz: bool = False,
    passes_on: Notice | None = None,
) -> NoticeVersion:
    """Writes a notice that nobody else sees yet; `passes_on` is the one from above it carries."""
    _check_text(title, text)
    notice = Notice.objects.create(
        campaign=campaign,
        issuer=issuer,
        title=title.strip(),
        document_number=document_number.strip(),
        passes_on=passes_on,
    )
    version = NoticeVersion.objects.create(
        notice=notice,
        text=text.strip(),
        file=attachment.file if attachment else None,
        file_name=attachment.name if attachment else "",
        with_quiz=with_quiz,
    )
    _record(notice, "drafted", f"起草通知“{notice.title}”", by, at)
    return version


@dataclass(frozen=True, slots=True)
class DraftChanges:
    """What a draft says now; title and number count for a first version only."""

    title: str
    text: str
    document_number: str = ""
    changes: str = ""
    with_quiz: bool = False
    attachment: Attachment | None = None  # None keeps the file that is there
    drops_file: bool = False


@transaction.atomic
def change_draft(*, version: NoticeVersion, to: DraftChanges, by: Actor, at: datetime) -> None:
    """Rewrites what has not gone out yet."""
    _check_text(to.title, to.text)
    if version.number > 1:
        _check_changes(to.changes)
    values: dict[str, object] = {
        "text": to.text.strip(),
        "changes": to.changes.strip(),
        "with_quiz": to.with_quiz,
    }
    if to.attachment or to.drops_file:
        values["file"] = to.attachment.file if to.attachment else None
        values["file_name"] = to.attachment.name if to.attachment else ""
    drafts = NoticeVersion.objects.filter(pk=version.pk, state=State.DRAFT)
    if not drafts.update(**values):
        raise Refused("这一版已经下发，不能再改。要改请修订成新的一版", code="already_issued")
    if version.number == 1:
        Notice.objects.filter(pk=version.notice_id).update(
            title=to.title.strip(), document_number=to.document_number.strip()
        )
    _record(version.notice, "changed", f"修改通知草稿“{to.title.strip()}”", by, at)


@transaction.atomic
def discard_draft(*, version: NoticeVersion, by: Actor, at: datetime) -> None:
    """Throws a version away that has not gone out; with the first one the notice goes too."""
    notice = version.notice
    gone, _ = NoticeVersion.objects.filter(pk=version.pk, state=State.DRAFT).delete()
    if not gone:
        raise Refused("这一版已经下发，不能删除", code="already_issued")
    _record(notice, "discarded", f"删除通知“{notice.title}”第 {version.number} 版草稿", by, at)
    if version.number == 1:
        notice.delete()


@transaction.atomic
def revise_notice(
    *, notice: Notice, text: str, changes: str, by: Actor, at: datetime
) -> NoticeVersion:
    """Writes a new version; once issued, everybody is asked again."""
    _check_text(notice.title, text)
    _check_changes(changes)
    if notice.versions.filter(state__in=[State.DRAFT, State.ISSUING]).exists():
        raise Refused("还有一版没有下发完，请先下发或删除它", code="unfinished_version")
    last = notice.versions.order_by("-number").first()
    if last is None:
        raise Refused("这份通知还没有第一版", code="no_version")
    version = NoticeVersion.objects.create(
        notice=notice,
        number=last.number + 1,
        text=text.strip(),
        changes=changes.strip(),
        file=last.file,
        file_name=last.file_name,
        with_quiz=last.with_quiz,
    )
    _record(notice, "revised", f"修订通知“{notice.title}”第 {version.number} 版", by, at)
    return version


@transaction.atomic
def issue_notice(*, version: NoticeVersion, by: Actor, at: datetime) -> None:
    """下发: from now on a job makes the receipts; who asked sees how far it is."""
    from qingyuan.server.campaigns.jobs import fan_out  # noqa: PLC0415 - jobs import this module

    notice = version.notice
    to_reach = expected_units(notice).count()
    if not to_reach:
        raise Refused("应报单位名单里还没有单位，请先在行动设置里冻结名单", code="nobody_expected")
    changed = NoticeVersion.objects.filter(pk=version.pk, state=State.DRAFT).update(
        state=State.ISSUING, issued_at=at, issued_by=by.name, units_to_reach=to_reach
    )
    if not changed:
        raise Refused("这一版已经下发过", code="already_issued")
    older = notice.versions.filter(number__lt=version.number)
    older.exclude(state=State.DRAFT).update(state=State.SUPERSEDED)
    Notice.objects.filter(pk=notice.pk, issued_at=None).update(issued_at=at)
    fan_out.enqueue(version_id=version.pk)
    _record(notice, "issued", f"下发通知“{notice.title}”第 {version.number} 版", by, at)
    if version.number == 1:
        _count_as_passing_on(notice, by, at)


@transaction.atomic
def resume_issue(*, version: NoticeVersion, by: Actor, at: datetime) -> None:
    """Starts the job again for an issue that has come to a stop; what is done stays done."""
    from qingyuan.server.campaigns.jobs import fan_out  # noqa: PLC0415 - jobs import this module

    since = version.issued_at
    if version.state != State.ISSUING or since is None or at - since < STALLED_AFTER:
        raise Refused("下发还在进行，或已经完成，不用再启动", code="not_stalled")
    fan_out.enqueue(version_id=version.pk)
    _record(version.notice, "resumed", f"继续下发第 {version.number} 版", by, at)


def expected_units(notice: Notice) -> ScopedQuerySet[ExpectedUnit]:
    """The units that a notice goes to: those on the campaign's frozen list below its issuer."""
    return notice.campaign.expected_units.filter(is_expected=True).within(notice.issuer.path)


def topic_of(version: NoticeVersion) -> str:
    """What messages about a version carry as their topic."""
    return f"notice:{version.pk}"


def _count_as_passing_on(notice: Notice, by: Actor, at: datetime) -> None:
    """A notice that carries one from above further is the proof that it was passed on."""
    from qingyuan.server.campaigns.actions.receipts import (  # noqa: PLC0415 - it imports this module
        OwnDeployment,
        pass_on,
    )

    standing = Receipt.objects.filter(
        version__notice=notice.passes_on_id, version__state=State.ISSUED, unit=notice.issuer_id
    ).first()
    if notice.passes_on_id is None or standing is None:
        return
    deployment = OwnDeployment(
        kind=PassingOn.Kind.DOCUMENT,
        title=notice.title,
        document_number=notice.document_number,
        held_on=timezone.localdate(at),
        notice=notice,
    )
    pass_on(receipt=standing, deployment=deployment, by=by, at=at)


def _check_text(title: str, text: str) -> None:
    if not title.strip():
        raise Refused("请填写通知标题", code="no_title")
    if not text.strip():
        raise Refused("请填写或粘贴通知正文", code="no_text")


def _check_changes(changes: str) -> None:
    if not changes.strip():
        raise Refused("请写明这一版改了什么，方便收到的人只看改动", code="no_changes_said")


def _record(notice: Notice, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"campaigns.notice.{verb}",
        about=("notice", notice.pk),
        sentence=sentence,
        unit_id=notice.issuer_id,
        by=by,
        at=at,
    )
