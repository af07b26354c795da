"""What the worker does for campaigns: fan a notice out to every unit and every member of staff.

A job may be started twice when a worker dies: each batch is one transaction, and units that have
their receipt are passed over, so that running it again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet, Value
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
    _make_acknowledgements(version, people)
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


_COLUMNS = ("version_id", "person_id", "unit_id", "path")


def _make_acknowledgements(version: NoticeVersion, people: QuerySet[Person]) -> None:
    """From the rosters in one statement of the database: no row travels here and back.

    Whoever has one already keeps it.
    """
    blank = {f"blank_{field.column}": _blank(field) for field in _blank_fields()}
    rows = people.annotate(of_version=Value(version.pk), **blank).order_by("pk")
    chosen = rows.values_list("of_version", "pk", "unit_id", "unit__path", *blank)
    select, parameters = chosen.query.sql_with_params()
    quote = connection.ops.quote_name
    columns = (*_COLUMNS, *(str(field.column) for field in _blank_fields()))
    into = f"{quote(Acknowledgement._meta.db_table)} ({', '.join(map(quote, columns))})"  # noqa: SLF001 - Django's documented way
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into} {select} ON CONFLICT DO NOTHING", parameters)


def _blank_fields() -> list[models.Field[Any, Any]]:
    """What an acknowledgement says before anybody was reached."""
    fields = Acknowledgement._meta.local_concrete_fields  # noqa: SLF001 - Django's documented way
    return [f for f in fields if not (f.null or f.primary_key or f.column in _COLUMNS)]


def _blank(field: models.Field[Any, Any]) -> Value:
    return Value(field.get_default(), output_field=field.clone())


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
    _make_acknowledgements(version, joined)
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
