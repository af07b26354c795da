"""What the worker does for campaigns: fan a notice out to every unit and every member of staff.

A job may be started twice when a worker dies: each batch is one transaction, and units that have
their receipt are passed over, so that running it again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.actions.notices import expected_units, topic_of
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, Receipt
from qingyuan.server.organisations.actions.messages import tell
from qingyuan.server.organisations.models import Message, Person, Post, Role, Unit
from qingyuan.server.organisations.models.paths import nearest_above

_UNITS_A_BATCH = 500
_ROWS_A_STATEMENT = 2_000
_RECEIVERS = (Role.ADMINISTRATOR, Role.REPORTER, Role.LEADER)


@task
def fan_out(version_id: int) -> int:
    """Makes the receipts and acknowledgements of a version, counts them, tells the units.

    Returns:
        How many units have a receipt now.
    """
    version = NoticeVersion.objects.select_related("notice__issuer", "notice__campaign").get(
        pk=version_id
    )
    if version.state != NoticeVersion.State.ISSUING:
        return version.units_to_reach
    paths = set(expected_units(version.notice).values_list("path", flat=True))
    for units in _batches(version):
        _make_rows(version, units, paths)
    _finish(version, timezone.now())
    return version.receipts.count()


def _batches(version: NoticeVersion) -> Iterator[Sequence[Unit]]:
    """The expected units without a receipt, in batches, in the order of the tree."""
    have = Receipt.objects.filter(version=version, unit=OuterRef("unit"))
    missing = expected_units(version.notice).filter(~Exists(have)).order_by("path")
    last = ""
    while True:
        rows = missing.filter(path__gt=last).select_related("unit")
        units = [row.unit for row in rows[:_UNITS_A_BATCH]]
        if not units:
            return
        yield units
        last = units[-1].path


@transaction.atomic
def _make_rows(version: NoticeVersion, units: Sequence[Unit], paths: Container[str]) -> None:
    now = timezone.now()
    Receipt.objects.bulk_create(
        [_receipt(version, unit, paths, now) for unit in units],
        batch_size=_ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )
    people = Person.objects.active().filter(unit__in=[unit.pk for unit in units])
    _make_acknowledgements(version, people.values_list("pk", "unit_id", "unit__path"))
    done = version.receipts.count()
    NoticeVersion.objects.filter(pk=version.pk).update(units_reached_so_far=done)


def _receipt(
    version: NoticeVersion, unit: Unit, paths: Container[str], sent_at: datetime
) -> Receipt:
    receipt = Receipt(version=version, unit=unit, path=unit.path, sent_at=sent_at)
    receipt.parent_path = nearest_above(unit.path, paths)
    if unit.pk == version.notice.issuer_id:  # who issues it has it
        receipt.opened_at = receipt.signed_at = receipt.passed_on_at = version.issued_at
        receipt.opened_by = receipt.signed_by = version.issued_by
    return receipt


def _make_acknowledgements(version: NoticeVersion, people: Iterable[tuple[int, int, str]]) -> None:
    Acknowledgement.objects.bulk_create(
        (
            Acknowledgement(version=version, person_id=pk, unit_id=unit, path=path)
            for pk, unit, path in people
        ),
        batch_size=_ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )


@transaction.atomic
def _finish(version: NoticeVersion, now: datetime) -> None:
    """Counters, messages and the state in one transaction: nobody sees half of it."""
    _meet_rosters(version)
    coverage.rebuild(version)
    _tell_units(version, now)
    NoticeVersion.objects.filter(pk=version.pk).update(state=NoticeVersion.State.ISSUED)


def _meet_rosters(version: NoticeVersion) -> None:
    """Who has joined or left since the first batch."""
    have = Acknowledgement.objects.filter(version=version, person=OuterRef("pk"))
    joined = Person.objects.active().filter(~Exists(have), unit__receipts__version=version)
    _make_acknowledgements(version, joined.values_list("pk", "unit_id", "unit__path"))
    left = version.acknowledgements.unreached().filter(person__left_on__isnull=False)
    left.update(excused="已离开本单位")


def _tell_units(version: NoticeVersion, now: datetime) -> None:
    """Asks every unit to sign; what older versions asked is settled by this one."""
    notice = version.notice
    older = notice.versions.filter(number__lt=version.number)
    topics = [topic_of(one) for one in older]
    Message.objects.filter(topic__in=topics, done_at=None).update(done_at=now)
    posts = Post.objects.filter(role__in=_RECEIVERS, ended_at=None, holder__isnull=False)
    asked = posts.filter(unit__receipts__version=version).exclude(unit=notice.issuer)
    again = f"（第 {version.number} 版，请重新签收）" if version.number > 1 else ""
    tell(
        posts=asked,
        topic=topic_of(version),
        title=f"请签收：{notice.title}{again}"[:120],
        text=version.changes or "签收后请传达到每一名教职员工",
        link=reverse("campaigns:notice", args=[notice.pk]),
        about=f"campaign:{notice.campaign_id}",
        at=now,
    )
