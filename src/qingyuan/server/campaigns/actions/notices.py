"""Deeds on a notice: draft, issue, revise; open, sign, pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import coverage
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
from qingyuan.server.organisations.actions.messages import settle
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet

State = NoticeVersion.State


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
) -> NoticeVersion:
    """Writes a notice that nobody sees yet."""
    _check_text(title, text)
    notice = Notice.objects.create(
        campaign=campaign,
        issuer=issuer,
        title=title.strip(),
        document_number=document_number.strip(),
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


@transaction.atomic
def revise_notice(
    *, notice: Notice, text: str, changes: str, by: Actor, at: datetime
) -> NoticeVersion:
    """Writes a new version; once issued, everybody is asked again."""
    _check_text(notice.title, text)
    if not changes.strip():
        raise Refused("请写明这一版改了什么，方便收到的人只看改动", code="no_changes_said")
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
    to_reach = _expected(notice).count()
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


@transaction.atomic
def open_receipt(*, receipt: Receipt, by: Actor, at: datetime) -> None:
    """已阅: the first opening by an account of the unit counts."""
    changed = Receipt.objects.filter(pk=receipt.pk, opened_at=None).update(
        opened_at=at, opened_by=by.name
    )
    if changed:
        coverage.add(receipt.version_id, receipt.path, units_opened=1)
        _record_receipt(receipt, "opened", f"打开通知“{receipt.version.notice.title}”", by, at)


@transaction.atomic
def sign_receipt(*, receipt: Receipt, by: Actor, at: datetime) -> None:
    """签收: the unit has the notice and answers for it."""
    _check_stands(receipt.version)
    open_receipt(receipt=receipt, by=by, at=at)
    changed = Receipt.objects.filter(pk=receipt.pk, signed_at=None).update(
        signed_at=at, signed_by=by.name
    )
    if not changed:
        raise Refused("你单位已经签收过这份通知", code="already_signed")
    coverage.add(receipt.version_id, receipt.path, units_signed=1)
    coverage.note_gap(Receipt.objects.filter(pk=receipt.pk))
    settle(topic=topic_of(receipt.version), unit_id=receipt.unit_id, at=at)
    _record_receipt(receipt, "signed", f"签收通知“{receipt.version.notice.title}”", by, at)


@dataclass(frozen=True, slots=True)
class OwnDeployment:
    """A unit's own document or meeting."""

    kind: PassingOn.Kind
    title: str
    held_on: date
    document_number: str = ""
    place: str = ""
    attended: int | None = None


@transaction.atomic
def pass_on(
    *,
    receipt: Receipt,
    deployment: OwnDeployment,
    by: Actor,
    at: datetime,
    attachment: Attachment | None = None,
) -> PassingOn:
    """转发: records the unit's own document or meeting as proof that it passed the notice on."""
    _check_deployment(deployment, at)
    passing_on = PassingOn.objects.create(
        receipt=receipt,
        kind=deployment.kind,
        title=deployment.title.strip(),
        document_number=deployment.document_number.strip(),
        held_on=deployment.held_on,
        place=deployment.place.strip(),
        attended=deployment.attended,
        file=attachment.file if attachment else None,
        file_name=attachment.name if attachment else "",
        recorded_at=at,
        recorded_by=by.name,
    )
    Receipt.objects.filter(pk=receipt.pk, passed_on_at=None).update(passed_on_at=at)
    sentence = f"{deployment.kind.label}部署：“{passing_on.title}”"
    _record_receipt(receipt, "passed_on", sentence, by, at)
    return passing_on


def topic_of(version: NoticeVersion) -> str:
    """What messages about a version carry as their topic."""
    return f"notice:{version.pk}"


def _expected(notice: Notice) -> ScopedQuerySet[ExpectedUnit]:
    return notice.campaign.expected_units.filter(is_expected=True).within(notice.issuer.path)


def _check_text(title: str, text: str) -> None:
    if not title.strip():
        raise Refused("请填写通知标题", code="no_title")
    if not text.strip():
        raise Refused("请填写或粘贴通知正文", code="no_text")


def _check_stands(version: NoticeVersion) -> None:
    if version.state == State.ISSUING:
        raise Refused("通知正在下发，请过一会儿再试", code="still_issuing")
    if version.state != State.ISSUED:
        raise Refused("这一版已被新版代替，请打开最新的一版", code="superseded")


def _check_deployment(deployment: OwnDeployment, at: datetime) -> None:
    if not deployment.title.strip():
        raise Refused("请填写文件或会议的名称", code="no_title")
    if deployment.held_on > at.date():
        raise Refused("印发或开会的日期还没有到，请核对", code="date_ahead")


def _record(notice: Notice, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"campaigns.notice.{verb}",
        about=("notice", notice.pk),
        sentence=sentence,
        unit_id=notice.issuer_id,
        by=by,
        at=at,
    )


def _record_receipt(receipt: Receipt, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"campaigns.receipt.{verb}",
        about=("receipt", receipt.pk),
        sentence=sentence,
        unit_id=receipt.unit_id,
        by=by,
        at=at,
    )
