"""The rows by which a version reaches units and people, and the messages that tell of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet, Value
from django.urls import reverse

from qingyuan.server.campaigns.actions.notices import topic_of
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, Receipt
from qingyuan.server.organisations.actions.messages import tell
from qingyuan.server.organisations.models import Person, Post, Role, Unit
from qingyuan.server.organisations.models.paths import nearest_above
from qingyuan.server.organisations.models.scope import ScopedQuerySet

_ROWS_A_STATEMENT = 2_000
_COLUMNS = ("version_id", "person_id", "unit_id", "path")
_RECEIVERS = (Role.ADMINISTRATOR, Role.REPORTER, Role.LEADER)


def make_rows(
    version: NoticeVersion, units: Sequence[Unit], paths: Container[str], at: datetime
) -> None:
    """A receipt for each unit and an acknowledgement for each of its people, where missing.

    Args:
        version: What goes out.
        units: To whom.
        paths: Of all units that have a receipt, these among them: who hangs under whom.
        at: When.
    """
    Receipt.objects.bulk_create(
        [_receipt(version, unit, paths, at) for unit in units],
        batch_size=_ROWS_A_STATEMENT,
        ignore_conflicts=True,
    )
    people = Person.objects.active().filter(unit__in=[unit.pk for unit in units])
    make_acknowledgements(version, people)


def make_acknowledgements(version: NoticeVersion, people: QuerySet[Person]) -> None:
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


def tell_units(version: NoticeVersion, posts: Iterable[Post], at: datetime) -> None:
    """Asks the holders of posts to sign for their units."""
    again = f"（第 {version.number} 版，请重新签收）" if version.number > 1 else ""
    tell(
        posts=posts,
        topic=topic_of(version),
        title=f"请签收：{version.notice.title}{again}"[:120],
        text=version.changes or "签收后请传达到每一名教职员工",
        link=reverse("campaigns:notice", args=[version.notice_id]),
        about=f"campaign:{version.notice.campaign_id}",
        at=at,
    )


def receiving_posts() -> ScopedQuerySet[Post]:
    """The posts that are told when something comes for their unit."""
    return Post.objects.filter(role__in=_RECEIVERS, ended_at=None, holder__isnull=False)


def _receipt(
    version: NoticeVersion, unit: Unit, paths: Container[str], sent_at: datetime
) -> Receipt:
    receipt = Receipt(version=version, unit=unit, path=unit.path, sent_at=sent_at)
    receipt.parent_path = nearest_above(unit.path, paths)
    if unit.pk == version.notice.issuer_id:  # who issues it has it
        receipt.opened_at = receipt.signed_at = receipt.passed_on_at = version.issued_at
        receipt.opened_by = receipt.signed_by = version.issued_by
    return receipt
