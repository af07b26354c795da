"""What stands in the database before a browser opens the first page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.test import Client
from django.urls import reverse
from tests.server.access.making import make_world
from tests.server.access.policy import POLICY, PUBLIC, Open
from tests.server.access.world import World
from tests.server.cast import PASSWORD, Cast, make_cast
from tests.server.running import Running, make_running

from qingyuan.server.campaigns.links import personal_token, school_token
from qingyuan.server.campaigns.models import Acknowledgement, Campaign, Deliverable, NoticeVersion
from qingyuan.server.organisations.models import Unit, User

NOTICE: Final = """各县区教育局、局直各学校：
为规范教育移动互联网应用程序的使用，减轻师生和家长负担，现将有关事项通知如下。
一、总体要求
各单位要把本通知传达到每一所学校、每一名教职员工，不漏一校，不漏一人。
二、工作安排
（一）活动部署（6月12日至6月16日）。各单位成立由主要负责同志任组长的工作专班，印发文件、召开会议，公布投诉受理渠道，6月20日前报送部署情况。
（二）排查清理（6月19日至7月20日）。全面排查在用的 APP，不符合要求的立即停用。
三、工作要求
落实到位，不走过场。"""


def empty() -> dict[str, Any]:
    """Nothing: the first start."""
    return {}


def cast() -> dict[str, Any]:
    """Units and people; no campaign yet."""
    make_cast()
    return {}


def running() -> dict[str, Any]:
    """A campaign whose notice has gone out to everybody; the links that a teacher gets."""
    return _facts_of(_running(make_cast()))


def filed() -> dict[str, Any]:
    """The same, days later: most have been reached, two schools have filed their reports."""
    people = make_cast()
    made = _running(people)
    for unit in (people.donghu, people.primary, people.direct):
        made.reach(unit)
    for unit in (people.primary, people.middle):
        made.set_up(unit)
        made.publish(unit)
        made.file(unit)
    return _facts_of(made)


def _running(people: Cast) -> Running:
    """Every unit owes its report, not only those directly below the city."""
    made = make_running(people)
    Deliverable.objects.filter(pk=made.report.pk).update(directly_below=False)
    made.report.refresh_from_db()
    return made


def _facts_of(made: Running) -> dict[str, Any]:
    Campaign.objects.filter(pk=made.campaign.pk).update(pack="xinyang_2023")
    NoticeVersion.objects.filter(pk=made.version.pk).update(with_quiz=True, text=NOTICE)
    primary = Unit.objects.get(name="柳河镇第一小学")
    one = Acknowledgement.objects.filter(version=made.version, unit=primary).order_by("pk")[0]
    campaign, receipt = made.campaign.pk, made.receipt(primary).pk
    return {
        "notice": reverse("campaigns:notice", args=[made.version.notice_id]),
        "receipt": reverse("campaigns:receipt", args=[receipt]),
        "report": reverse("campaigns:file", args=[made.report.pk]),
        "task_force": reverse("campaigns:own_task_force", args=[campaign]),
        "channel": reverse("campaigns:own_channel", args=[campaign]),
        "roster": reverse("organisations:roster", args=[primary.pk]),
        "log": reverse("reporting:log", args=[Unit.objects.get(parent=None).pk]),
        "personal": reverse("campaigns:personal", args=[personal_token(one.pk)]),
        "school_code": reverse("campaigns:school_code", args=[school_token(receipt)]),
    }


def world() -> dict[str, Any]:
    """One object of every kind at every unit; who sees which page of it, and the rest."""
    made = make_world(make_cast())
    people = made.cast
    viewers: tuple[tuple[User | None, Unit], ...] = (
        (None, people.city),
        (people.alice, people.city),
        (people.alice, people.donghu),  # what cannot be done to the topmost unit
        (people.charlie, people.xishan),  # its notice is going out just now
        (people.bob, people.donghu),
        (people.dora, people.primary),
        (people.frank, people.city),
    )
    _leave_half_issued(made, people.xishan)
    seen: set[tuple[str, str]] = set()
    return {"viewers": [_viewer(made, user, unit, seen) for user, unit in viewers]}


def _leave_half_issued(world: World, unit: Unit) -> None:
    """The unit's notice is on its way to those below it."""
    version = NoticeVersion.objects.filter(pk=world.objects["draft"][unit.pk]["pk"])
    version.update(state=NoticeVersion.State.ISSUING, units_to_reach=2, units_reached_so_far=1)


def _viewer(
    world: World, user: User | None, unit: Unit, seen: set[tuple[str, str]]
) -> dict[str, Any]:
    """The pages that a viewer has not seen yet, by name; with the session of a real sign-in."""
    viewer = user.username if user else "visitor"
    client = Client(SERVER_NAME="127.0.0.1")
    if user is not None:
        client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    pages: dict[str, str] = {}
    for name, path in _addresses(world, user, unit):
        response = client.get(path)
        is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
        if is_page and (viewer, name) not in seen:
            seen.add((viewer, name))
            pages[name] = path
    session = client.cookies["sessionid"].value if user else ""
    return {"name": viewer, "session": session, "pages": pages}


def _addresses(world: World, user: User | None, unit: Unit) -> Iterator[tuple[str, str]]:
    """Each address once, with the unit's own object, else with one of the city above it."""
    for name, rule in POLICY.items():
        if name.startswith("openid_connect") or (rule is PUBLIC) != (user is None):
            continue
        if name == "account_logout":
            continue
        if isinstance(rule, Open):
            yield name, reverse(name, kwargs=world.plain.get(name, {}))
            continue
        there = world.objects[rule.kind]
        found = there.get(unit.pk) or (there[world.cast.city.pk] if rule.above_too else None)
        if found is not None:
            yield name, reverse(name, kwargs={**rule.fixed, **found})


STAGES: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    stage.__name__: stage for stage in (empty, cast, running, filed, world)
}
