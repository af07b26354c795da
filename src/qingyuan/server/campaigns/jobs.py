"""What the worker does for campaigns: fan a notice out to every unit and every member of staff.

A job may be started twice when a worker dies: each batch is one transaction, and units that have
their receipt are passed over, so that running it again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.actions.notices import topic_of
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, Receipt
from qingyuan.server.organisations.actions.messages import tell
from qingyuan.server.organisations.models import Person, Post, Role, Unit

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
    for units in _batches(version):
        _make_rows(version, units)
    _finish(version)
    return version.receipts.count()


def _batches(version: NoticeVersion) -> Iterator[Sequence[Unit]]:
    """The expected units without a receipt, in batches, in the order of the tree."""
    notice = version.notice
    expected = notice.campaign.expected_units.filter(is_expected=True).within(notice.issuer.path)
    while True:
        have = Receipt.objects.filter(version=version).values("unit")
        rows = expected.exclude(unit__in=have).order_by("path").select_related("unit")
        units = [row.unit for row in rows[:_UNITS_A_BATCH]]
        if not units:
            return
        yield units


@transaction.atomic
def _make_rows(version: NoticeVersion, units: Sequence[Unit]) -> None:
    now = timezone.now()
    Receipt.objects.bulk_create(
        [_receipt(version, unit) for unit in units], batch_size=_ROWS_A_STATEMENT
    )
    paths = {unit.pk: unit.path for unit in units}
    people = Person.objects.active().filter(unit__in=paths).values_list("pk", "unit_id")
    Acknowledgement.objects.bulk_create(
        [
            Acknowledgement(version=version, person_id=pk, unit_id=unit, path=paths[unit])
            for pk, unit in people
        ],
        batch_size=_ROWS_A_STATEMENT,
    )
    Receipt.objects.filter(version=version, unit__in=paths).update(sent_at=now)
    done = version.receipts.count()
    NoticeVersion.objects.filter(pk=version.pk).update(units_reached_so_far=done)


def _receipt(version: NoticeVersion, unit: Unit) -> Receipt:
    receipt = Receipt(version=version, unit=unit, path=unit.path, parent_path=unit.parent_path)
    if unit.pk == version.notice.issuer_id:  # who issues it has it
        receipt.opened_at = receipt.signed_at = version.issued_at
        receipt.opened_by = receipt.signed_by = version.issued_by
    return receipt


@transaction.atomic
def _finish(version: NoticeVersion) -> None:
    """Counters, messages and the state in one transaction: nobody sees half of it."""
    coverage.rebuild(version)
    notice = version.notice
    posts = Post.objects.filter(role__in=_RECEIVERS, ended_at=None, holder__isnull=False)
    asked = posts.within(notice.issuer.path).exclude(unit=notice.issuer)
    link = reverse("campaigns:notice", args=[notice.pk])
    again = f"（第 {version.number} 版，请重新签收）" if version.number > 1 else ""
    tell(
        posts=asked,
        topic=topic_of(version),
        title=f"请签收：{notice.title}{again}"[:120],
        text=version.changes or "签收后请传达到每一名教职员工",
        link=link,
        at=timezone.now(),
    )
    NoticeVersion.objects.filter(pk=version.pk).update(state=NoticeVersion.State.ISSUED)
