"""Deeds by which every member of staff is reached: by link, by code, by a meeting's list."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from qingyuan.core.sampling.draw import sample_to_check
from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.actions.notices import Attachment
from qingyuan.server.campaigns.actions.receipts import check_stands
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    Meeting,
    NoticeVersion,
    Receipt,
    Way,
)
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor, Channel

_SAMPLE = 5


@transaction.atomic
def acknowledge(*, acknowledgement: Acknowledgement, way: Way, at: datetime) -> bool:
    """知晓: by the person's own link or the school's code; pressing twice does it once.

    Returns:
        Whether it was the first time.
    """
    check_can_be_acknowledged(acknowledgement)
    changed = Acknowledgement.objects.filter(
        pk=acknowledgement.pk, reached_at=None, excused=""
    ).update(reached_at=at, way=way)
    if not changed:
        return False
    coverage.add_own(acknowledgement.version_id, acknowledgement.path, reached=1)
    record(
        deed="campaigns.acknowledgement.made",
        about=("acknowledgement", acknowledgement.pk),
        sentence=f"{acknowledgement.person} 已知晓通知（{way.label}）",
        unit_id=acknowledgement.unit_id,
        by=Actor(name=str(acknowledgement.person), channel=Channel.LINK),
        at=at,
    )
    return True


def check_can_be_acknowledged(acknowledgement: Acknowledgement) -> None:
    """Raises `Refused` for a version that does not stand any more, or a person who has left."""
    state = acknowledgement.version.state
    if state == NoticeVersion.State.SUPERSEDED:
        raise Refused("这份通知有了新版，请向学校要新的链接或扫新的二维码", code="superseded")
    if state != NoticeVersion.State.ISSUED:
        raise Refused("通知正在下发，请过几分钟再打开", code="still_issuing")
    if acknowledgement.excused:
        raise Refused("名单上登记你已不在这个单位。如有出入，请告诉学校", code="excused")


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting at which the notice was passed on."""

    title: str
    held_on: date
    place: str = ""


@transaction.atomic
def record_meeting(  # noqa: PLR0913 - a meeting has as many sides
    *,
    receipt: Receipt,
    meeting: MeetingRecord,
    present: Sequence[int],
    by: Actor,
    at: datetime,
    attachment: Attachment | None = None,
) -> Meeting:
    """会议签到: one record covers everybody on its list; a sample of them is asked later.

    Args:
        receipt: The unit's receipt of the notice.
        meeting: What the meeting was.
        present: Numbers of the people who were there; those of other units are refused.
        by: Who records it.
        at: When.
        attachment: The signed sheet; without one the record counts all the same.
    """
    check_stands(receipt.version)
    _check_meeting(meeting, present, at)
    rows = Acknowledgement.objects.filter(
        version_id=receipt.version_id, unit_id=receipt.unit_id, person__in=present
    )
    # In one order, so that two records of one unit at once never wait for each other.
    if len(rows.select_for_update().order_by("pk").values_list("pk")) != len(set(present)):
        raise Refused("名单里有人不在本单位的教职员工名单上，请刷新后再选", code="not_on_roster")
    kept = _keep_meeting(receipt, meeting, sorted(set(present)), by, at)
    if attachment is not None:
        kept.file, kept.file_name = attachment.file, attachment.name
        kept.save(update_fields=["file", "file_name"])
    fresh = rows.filter(reached_at=None, excused="").update(
        reached_at=at, way=Way.MEETING, meeting=kept
    )
    coverage.add_own(receipt.version_id, receipt.path, reached=fresh)
    record(
        deed="campaigns.meeting.recorded",
        about=("meeting", kept.pk),
        sentence=f"会议“{kept.title}”传达 {kept.attended} 人，其中 {fresh} 人此前未传达",
        unit_id=receipt.unit_id,
        by=by,
        at=at,
        new={"present": sorted(set(present))},
    )
    return kept


def _keep_meeting(
    receipt: Receipt, meeting: MeetingRecord, present: Sequence[int], by: Actor, at: datetime
) -> Meeting:
    seed = secrets.token_hex(16)
    return Meeting.objects.create(
        version_id=receipt.version_id,
        unit_id=receipt.unit_id,
        title=meeting.title.strip(),
        held_on=meeting.held_on,
        place=meeting.place.strip(),
        attended=len(present),
        sample=list(sample_to_check(map(str, present), _SAMPLE, seed)),
        sample_seed=seed,
        recorded_at=at,
        recorded_by=by.name,
    )


@transaction.atomic
def excuse(*, acknowledgement: Acknowledgement, reason: str, by: Actor, at: datetime) -> None:
    """不需传达: somebody who has left or is on long leave; the reason stays on record."""
    if not reason.strip():
        raise Refused("请写明原因，如“已调离”“长期病假”", code="no_reason")
    changed = Acknowledgement.objects.filter(
        pk=acknowledgement.pk, reached_at=None, excused=""
    ).update(excused=reason.strip()[:60])
    if not changed:
        raise Refused("这个人已经传达到，或已登记过原因", code="already_settled")
    coverage.add_own(acknowledgement.version_id, acknowledgement.path, staff=-1)
    record(
        deed="campaigns.acknowledgement.excused",
        about=("acknowledgement", acknowledgement.pk),
        sentence=f"{acknowledgement.person} 不需传达：{reason.strip()}",
        unit_id=acknowledgement.unit_id,
        by=by,
        at=at,
    )


def _check_meeting(meeting: MeetingRecord, present: Sequence[int], at: datetime) -> None:
    if not meeting.title.strip():
        raise Refused("请填写会议名称", code="no_title")
    if not present:
        raise Refused("请选出到会的人；都到了就选“全体到会”", code="nobody_present")
    if meeting.held_on > timezone.localdate(at):
        raise Refused("开会日期还没有到，请核对", code="date_ahead")
