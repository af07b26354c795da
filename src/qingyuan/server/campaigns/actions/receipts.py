"""Deeds of a unit that has received a notice: open it, sign for it, pass it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.actions.notices import Attachment, topic_of
from qingyuan.server.campaigns.models import Notice, NoticeVersion, PassingOn, Receipt
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor
from qingyuan.server.organisations.actions.messages import settle


@transaction.atomic
def open_receipt(*, receipt: Receipt, by: Actor, at: datetime) -> None:
    """已阅: the first opening by an account of the unit counts."""
    changed = Receipt.objects.filter(pk=receipt.pk, opened_at=None).update(
        opened_at=at, opened_by=by.name
    )
    if changed:
        coverage.add(receipt.version_id, receipt.path, units_opened=1)
        _record(receipt, "opened", f"打开通知“{receipt.version.notice.title}”", by, at)


@transaction.atomic
def sign_receipt(*, receipt: Receipt, by: Actor, at: datetime) -> None:
    """签收: the unit has the notice and answers for it."""
    check_stands(receipt.version)
    open_receipt(receipt=receipt, by=by, at=at)
    changed = Receipt.objects.filter(pk=receipt.pk, signed_at=None).update(
        signed_at=at, signed_by=by.name
    )
    if not changed:
        raise Refused("你单位已经签收过这份通知", code="already_signed")
    coverage.add(receipt.version_id, receipt.path, units_signed=1)
    coverage.note_gap(Receipt.objects.filter(pk=receipt.pk))
    settle(topic=topic_of(receipt.version), unit_id=receipt.unit_id, at=at)
    _record(receipt, "signed", f"签收通知“{receipt.version.notice.title}”", by, at)


@dataclass(frozen=True, slots=True)
class OwnDeployment:
    """A unit's own document or meeting; `notice` where it went out on this site."""

    kind: PassingOn.Kind
    title: str
    held_on: date
    document_number: str = ""
    place: str = ""
    attended: int | None = None
    notice: Notice | None = None


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
        notice=deployment.notice,
        file=attachment.file if attachment else None,
        file_name=attachment.name if attachment else "",
        recorded_at=at,
        recorded_by=by.name,
    )
    first = Receipt.objects.filter(pk=receipt.pk, passed_on_at=None).update(passed_on_at=at)
    if first:
        coverage.add(receipt.version_id, receipt.path, units_passed_on=1)
    sentence = f"{deployment.kind.label}部署：“{passing_on.title}”"
    _record(receipt, "passed_on", sentence, by, at)
    return passing_on


def check_stands(version: NoticeVersion) -> None:
    """Raises `Refused` for a version that is still going out, or that a newer one has replaced."""
    if version.state == NoticeVersion.State.ISSUING:
        raise Refused("通知正在下发，请过一会儿再试", code="still_issuing")
    if version.state != NoticeVersion.State.ISSUED:
        raise Refused("这一版已被新版代替，请打开最新的一版", code="superseded")


def _check_deployment(deployment: OwnDeployment, at: datetime) -> None:
    if not deployment.title.strip():
        raise Refused("请填写文件或会议的名称", code="no_title")
    if deployment.held_on > timezone.localdate(at):
        raise Refused("印发或开会的日期还没有到，请核对", code="date_ahead")


def _record(receipt: Receipt, verb: str, sentence: str, by: Actor, at: datetime) -> None:
    record(
        deed=f"campaigns.receipt.{verb}",
        about=("receipt", receipt.pk),
        sentence=sentence,
        unit_id=receipt.unit_id,
        by=by,
        at=at,
    )
