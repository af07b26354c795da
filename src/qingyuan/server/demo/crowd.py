"""What became of the notice at ten thousand units at once: set by the thousand, counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from qingyuan.server.campaigns import coverage, progress
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    Campaign,
    ComplaintChannel,
    NoticeVersion,
    Receipt,
    TaskForce,
    TaskForceMember,
    Way,
)
from qingyuan.server.demo import names
from qingyuan.server.demo.loading import batches
from qingyuan.server.demo.watching import Watcher
from qingyuan.server.evidence.actions import record
from qingyuan.server.evidence.actor import Actor

_UNITS = 900  # their numbers fit into one statement of any database


def play_crowd(  # noqa: PLR0913 - the sides of a city
    *,
    campaign: Campaign,
    version: NoticeVersion,
    receipts: Sequence[Receipt],
    random: Random,
    by: Actor,
    at: datetime,
    watcher: Watcher,
) -> None:
    """Seven in ten have signed; at half of those everybody knows, at the others four in five."""
    watcher.stage("签收和传达", len(receipts))
    for batch in batches(receipts, _UNITS):
        with transaction.atomic():
            signed = _sign(batch, random, at)
            _reach(version, signed, at)
            _set_up_forces(campaign, signed, random, at)
            record(
                deed="campaigns.receipt.loaded",
                about=("notice", version.notice_id),
                sentence=f"批量登记 {len(batch)} 个单位的签收和传达",
                unit_id=campaign.unit_id,
                by=by,
                at=at,
            )
        watcher.step(len(batch))
    watcher.stage("核对统计数", None)
    with transaction.atomic():
        coverage.rebuild(version)
        progress.rebuild(campaign)


def _sign(batch: Sequence[Receipt], random: Random, at: datetime) -> list[Receipt]:
    fates = [random.random() for _ in batch]
    opened = [row.pk for row, fate in zip(batch, fates, strict=True) if fate > 0.15]
    signed = [row for row, fate in zip(batch, fates, strict=True) if fate > 0.3]
    rows = Receipt.objects.filter(pk__in=opened)
    rows.update(opened_at=at, opened_by="填报员")
    rows = Receipt.objects.filter(pk__in=[row.pk for row in signed])
    rows.update(signed_at=at + timedelta(minutes=9), signed_by="填报员", passed_on_at=None)
    return signed


def _reach(version: NoticeVersion, signed: Sequence[Receipt], at: datetime) -> None:
    """Everybody at every second unit, four in five at the others."""
    whole = [row.unit_id for row in signed[::2]]
    partly = [row.unit_id for row in signed[1::2]]
    rows = Acknowledgement.objects.filter(version=version)
    rows.filter(unit__in=whole).update(reached_at=at, way=Way.CODE)
    some = rows.filter(unit__in=partly).annotate(rest=F("pk") % 5).filter(rest__gt=0)
    some.update(reached_at=at, way=Way.LINK)


def _set_up_forces(
    campaign: Campaign, signed: Sequence[Receipt], random: Random, at: datetime
) -> None:
    having = [row.unit_id for row in signed if random.random() < 0.9]
    forces = TaskForce.objects.bulk_create(
        TaskForce(campaign=campaign, unit_id=unit, set_up_on=timezone.localdate(at))
        for unit in having
    )
    TaskForceMember.objects.bulk_create(
        TaskForceMember(
            task_force=force,
            duty=TaskForceMember.Duty.LEADER,
            name=names.person_name(random),
            position="校长" if number % 8 else "副校长",
            is_unit_head=number % 8 != 0,
        )
        for number, force in enumerate(forces)
    )
    ComplaintChannel.objects.bulk_create(
        ComplaintChannel(
            campaign=campaign,
            unit_id=unit,
            phone=f"0990-{unit % 10_000_000:07d}",
            published_on=timezone.localdate(at),
            published_where="学校门口公示栏",
        )
        for unit in having[: len(having) * 3 // 4]
    )
