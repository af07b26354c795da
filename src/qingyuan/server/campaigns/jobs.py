"""What the worker does for campaigns: fan a notice out to every unit and every member of staff.

A job may be started twice when a worker dies: each batch is one transaction, and units that have
their receipt are passed over, so that running it again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks import task

from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.actions.notices import expected_units, topic_of
from qingyuan.server.campaigns.distribution import (
    make_acknowledgements,
    make_rows,
    receiving_posts,
    tell_units,
)
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, Receipt
from qingyuan.server.organisations.models import Message, Person, Unit

_UNITS_A_BATCH = 500


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
    _make_all_rows(version)
    _finish(version, timezone.now())
    return version.receipts.count()


def _make_all_rows(version: NoticeVersion) -> None:
    paths = set(expected_units(version.notice).values_list("path", flat=True))
    for units in _batches(version):
        with transaction.atomic():
            make_rows(version, units, paths, timezone.now())
            done = version.receipts.count()
            NoticeVersion.objects.filter(pk=version.pk).update(units_reached_so_far=done)


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
def _finish(version: NoticeVersion, now: datetime) -> None:
    """Counters, messages and the state in one transaction: nobody sees half of it."""
    _make_all_rows(version)  # for units that came onto the list meanwhile
    _meet_rosters(version)
    coverage.hang(version)
    coverage.rebuild(version)
    _settle_older(version, now)
    posts = receiving_posts().filter(unit__receipts__version=version)
    tell_units(version, posts.exclude(unit=version.notice.issuer), now)
    NoticeVersion.objects.filter(pk=version.pk).update(state=NoticeVersion.State.ISSUED)


def _meet_rosters(version: NoticeVersion) -> None:
    """Who has joined or left since the first batch."""
    have = Acknowledgement.objects.filter(version=version, person=OuterRef("pk"))
    joined = Person.objects.active().filter(~Exists(have), unit__receipts__version=version)
    make_acknowledgements(version, joined)
    left = version.acknowledgements.unreached().filter(person__left_on__isnull=False)
    left.update(excused="已离开本单位")


def _settle_older(version: NoticeVersion, now: datetime) -> None:
    """What older versions asked is asked by this one."""
    older = version.notice.versions.filter(number__lt=version.number)
    topics = [topic_of(one) for one in older]
    Message.objects.filter(topic__in=topics, done_at=None).update(done_at=now)
