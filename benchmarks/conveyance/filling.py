"""A city of counties of schools, each with its staff and a reporter; needs Django set up."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from qingyuan.server.campaigns.actions.campaigns import confirm_campaign, freeze_expected_units
from qingyuan.server.campaigns.actions.notices import draft_notice
from qingyuan.server.campaigns.models import Campaign, NoticeVersion, Stage
from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.models import Person, Post, Role, Unit, UnitKind, User
from qingyuan.server.organisations.models.paths import child_path

BY = Actor(name="基准", channel=Channel.COMMAND)
_COUNTIES = 20


def fill(units: int, people: int) -> NoticeVersion:
    """A city of counties of schools, each with its staff and a reporter; a notice to be issued."""
    now = timezone.now()
    city = make_tree(units)
    make_people(people)
    make_accounts(now)
    campaign = Campaign.objects.create(unit=city, name="APP 排查", pack="xinyang_2023")
    Stage.objects.create(
        campaign=campaign, ordinal=1, name="部署", starts_on=date.today(), ends_on=date.today()
    )
    confirm_campaign(campaign=campaign, by=BY, at=now)
    freeze_expected_units(campaign=campaign, excluded={}, by=BY, at=now)
    return draft_notice(
        campaign=campaign, issuer=city, title="关于排查的通知", text="正文", by=BY, at=now
    )


def make_tree(units: int) -> Unit:
    """Counties below the city, schools spread over them."""

    def unit(parent: Unit | None, number: int, name: str, kind: str) -> Unit:
        path = child_path(parent.path if parent else "", number)
        return Unit(name=name, kind=kind, code=f"Q{path}", parent=parent, path=path)

    city = unit(None, 1, "云溪市教育体育局", UnitKind.CITY)
    city.save()
    counties = [
        unit(city, number, f"第{number}县教育体育局", UnitKind.COUNTY)
        for number in range(1, _COUNTIES + 1)
    ]
    Unit.objects.bulk_create(counties)
    schools = [
        unit(counties[n % _COUNTIES], n // _COUNTIES + 1, f"第{n}小学", UnitKind.SCHOOL)
        for n in range(units - _COUNTIES - 1)
    ]
    Unit.objects.bulk_create(schools, batch_size=2_000)
    return city


def make_people(people: int) -> None:
    """Spread evenly over all units."""
    numbers = list(Unit.objects.values_list("pk", flat=True))
    Person.objects.bulk_create(
        (
            Person(unit_id=numbers[number % len(numbers)], name=f"员工{number}")
            for number in range(people)
        ),
        batch_size=2_000,
    )
    counted = Person.objects.filter(unit=OuterRef("pk")).order_by().values("unit")
    count = Subquery(counted.annotate(count=Count("pk")).values("count"))
    Unit.objects.update(staff_count=Coalesce(count, 0))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def make_accounts(now: datetime) -> None:
    """A reporter at every unit; administrators of the city and of the first county."""
    units = list(Unit.objects.order_by("path"))
    users = User.objects.bulk_create(
        (User(username=f"u{u.pk}", name=u.name[:40], set_up_at=now) for u in units),
        batch_size=2_000,
    )
    roles = {0: Role.ADMINISTRATOR, 1: Role.ADMINISTRATOR}
    Post.objects.bulk_create(
        (
            Post(unit=unit, role=roles.get(place, Role.REPORTER), holder=user, since=now)
            for place, (unit, user) in enumerate(zip(units, users, strict=True))
        ),
        batch_size=2_000,
    )
