"""The fixed cast of the site's tests: an invented city, and people who may or may not.

Yunxi city has two counties and a kindergarten of its own; Donghu county has a central school with a
primary school below it and a middle school; Xishan county has one school.
Alice administers the city, Bob Donghu county, Charlie Xishan county; Dora reports for the primary
school and Emma for its middle school; Frank leads the city.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.actions.accounts import give_post
from qingyuan.server.organisations.actions.people import RosterEntry, add_people
from qingyuan.server.organisations.actions.units import open_unit
from qingyuan.server.organisations.models import Role, Unit, UnitKind, User

NOW = datetime(2023, 6, 13, 2, 0, tzinfo=UTC)  # 10:00 in China, the day after the notice
TODAY = date(2023, 6, 13)
PASSWORD = "yi-ge-henchang-de-kouling"
SYSTEM = Actor(name="测试", channel=Channel.COMMAND)


@dataclass(slots=True)
class Cast:
    """Units and people by name."""

    city: Unit
    donghu: Unit
    central: Unit
    primary: Unit
    middle: Unit
    xishan: Unit
    xishan_school: Unit
    direct: Unit
    alice: User
    bob: User
    charlie: User
    dora: User
    emma: User
    frank: User


def make_cast() -> Cast:
    """Everybody, with three members of staff at each unit but the central school."""
    city = _unit("云溪市教育体育局", UnitKind.CITY, None)
    donghu = _unit("东湖县教育体育局", UnitKind.COUNTY, city)
    central = _unit("柳河镇中心校", UnitKind.CENTRAL_SCHOOL, donghu)
    primary = _unit("柳河镇第一小学", UnitKind.SCHOOL, central)
    middle = _unit("东湖县第二初级中学", UnitKind.SCHOOL, donghu)
    xishan = _unit("西山县教育体育局", UnitKind.COUNTY, city)
    xishan_school = _unit("西山县第一小学", UnitKind.SCHOOL, xishan)
    direct = _unit("云溪市实验幼儿园", UnitKind.KINDERGARTEN, city)
    for unit in (city, donghu, primary, middle, xishan, xishan_school, direct):
        _staff(unit, 3)
    return Cast(
        city=city,
        donghu=donghu,
        central=central,
        primary=primary,
        middle=middle,
        xishan=xishan,
        xishan_school=xishan_school,
        direct=direct,
        alice=make_user("alice", "艾立", city, Role.ADMINISTRATOR),
        bob=make_user("bob", "包博", donghu, Role.ADMINISTRATOR),
        charlie=make_user("charlie", "查理", xishan, Role.ADMINISTRATOR),
        dora=make_user("dora", "窦朵", primary, Role.REPORTER),
        emma=make_user("emma", "尹玛", middle, Role.REPORTER),
        frank=make_user("frank", "范冉", city, Role.LEADER),
    )


def make_user(username: str, name: str, unit: Unit, role: Role) -> User:
    """An account that has completed its first sign-in and holds a post."""
    user = User.objects.make(username=username, name=name, password=PASSWORD)
    User.objects.filter(pk=user.pk).update(set_up_at=NOW)
    give_post(unit=unit, role=role, user=user, by=SYSTEM, at=NOW)
    made: User = User.objects.get(pk=user.pk)
    return made


def actor(user: User) -> Actor:
    """The account as the actor of a deed."""
    return Actor(
        name=user.name,
        channel=Channel.WEB,
        user_id=user.pk,
        unit_id=user.unit.pk if user.unit else None,
        address="192.0.2.7",
    )


def _unit(name: str, kind: UnitKind, parent: Unit | None) -> Unit:
    return open_unit(name=name, kind=kind, parent=parent, by=SYSTEM, at=NOW)


def _staff(unit: Unit, count: int) -> None:
    entries = [RosterEntry(name=f"{unit.name[:2]}员工{number}") for number in range(1, count + 1)]
    add_people(unit=unit, entries=entries, by=SYSTEM, at=NOW)
