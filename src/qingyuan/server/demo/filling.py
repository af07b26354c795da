"""The door: fills an empty installation with the invented city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.actions.notices import draft_notice, issue_notice, revise_notice
from qingyuan.server.campaigns.models import Campaign, NoticeVersion, Receipt
from qingyuan.server.demo.accounts import Account, make_accounts
from qingyuan.server.demo.campaign import (
    Calendar,
    begin_campaign,
    noon,
    send_notice,
    work_off_jobs,
)
from qingyuan.server.demo.crowd import play_crowd
from qingyuan.server.demo.days import Times, play
from qingyuan.server.demo.filings import file_reports
from qingyuan.server.demo.forces import publish, set_up_task_force
from qingyuan.server.demo.loading import Loaded, load_people, load_units
from qingyuan.server.demo.people import somebody_at
from qingyuan.server.demo.tree import PlannedUnit, Size, plan_city
from qingyuan.server.demo.watching import Watcher
from qingyuan.server.evidence.actions import post
from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.evidence.posting import send_waiting
from qingyuan.server.organisations.actions.units import merge_units, open_unit, rename_unit
from qingyuan.server.organisations.models import Message, Unit, UnitKind

_PLAYED_ONE_BY_ONE = 60
_MAKER = Actor(name="演示数据", channel=Channel.COMMAND)


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted."""

    size: Size
    seed: int
    now: datetime


def fill(order: Order, watcher: Watcher) -> list[Account]:
    """Makes the city and all that happened in it; returns the ways in.

    Raises:
        Refused: there are units already.
    """
    if Unit.objects.exists():
        raise Refused(
            "这个文件夹里已经有单位，演示数据只能放进空的文件夹。请另给一个", code="not_empty"
        )
    random = Random(order.seed)  # noqa: S311 - draws an invented city, no secret
    calendar = Calendar(timezone.localdate(order.now))
    loaded = _load(plan_city(order.size, random), calendar.today, random, watcher)
    long_ago = noon(calendar.today - timedelta(days=60), 9)
    with transaction.atomic():
        accounts = make_accounts(loaded, random=random, by=_MAKER, at=long_ago, watcher=watcher)
        _make_history(loaded, calendar.today)
    city = next(iter(loaded.values()))
    _run_campaign(city, calendar, order.now, random, watcher)
    return accounts


def _load(city: PlannedUnit, today: date, random: Random, watcher: Watcher) -> Loaded:
    at = noon(today - timedelta(days=61), 9)
    with transaction.atomic():
        loaded = load_units(
            city, opened_on=date(today.year - 9, 9, 1), by=_MAKER, at=at, watcher=watcher
        )
    load_people(loaded, random=random, by=_MAKER, at=at, watcher=watcher)
    return loaded


def _make_history(loaded: Loaded, today: date) -> None:
    """A school with a former name, and a small one that was taken into it."""
    schools = [unit for unit in loaded.values() if unit.kind == UnitKind.SCHOOL]
    school, on = schools[-1], today - timedelta(days=40)
    at, name = noon(on, 10), school.name
    former = name.replace("第", "完全")
    Unit.objects.filter(pk=school.pk).update(name=former)
    school.refresh_from_db()
    rename_unit(unit=school, name=name, on=on, by=_MAKER, at=at)
    point = open_unit(
        name=f"{former}东湾教学点",
        kind=UnitKind.SCHOOL,
        parent=school.parent,
        opened_on=date(today.year - 8, 9, 1),
        by=_MAKER,
        at=at,
    )
    merge_units(units=[point], into=school, on=on, by=_MAKER, at=at)


def _run_campaign(
    city: Unit, calendar: Calendar, now: datetime, random: Random, watcher: Watcher
) -> None:
    keeper = somebody_at(city)
    at = noon(calendar.issued, 9)
    watcher.stage("下发通知", None)
    campaign = begin_campaign(city=city, calendar=calendar, by=keeper, at=at)
    version = send_notice(campaign=campaign, by=keeper, at=at + timedelta(hours=1))
    receipts = list(version.receipts.select_related("unit", "version__notice").order_by("path"))
    times = Times(at + timedelta(hours=2), now - timedelta(hours=1))
    _play_first(campaign, receipts[:_PLAYED_ONE_BY_ONE], times, random, watcher)
    rest = receipts[_PLAYED_ONE_BY_ONE:]
    if rest:
        play_crowd(
            campaign=campaign,
            version=version,
            receipts=rest,
            random=random,
            by=keeper,
            at=times.draw(random),
            watcher=watcher,
        )
    file_reports(campaign=campaign, calendar=calendar, now=now, reviewer=keeper)
    _send_county_notice(campaign, version, now)
    _write_mail(city, now)


def _play_first(
    campaign: Campaign,
    receipts: list[Receipt],
    times: Times,
    random: Random,
    watcher: Watcher,
) -> None:
    watcher.stage("签收、会议、专班", len(receipts))
    for receipt in receipts:
        play(receipt, times=times, random=random)
        _organise(campaign, receipt.unit, times, random)
        watcher.step()


def _organise(campaign: Campaign, unit: Unit, times: Times, random: Random) -> None:
    """Three in four have a task force, one in five of those without the head at its head."""
    if unit.kind == UnitKind.ZONE or random.random() < 0.25:
        return
    led_by_head = random.random() < 0.8
    at = times.draw(random)
    set_up_task_force(campaign=campaign, unit=unit, led_by_head=led_by_head, at=at, random=random)
    if random.random() < 0.8:
        publish(campaign=campaign, unit=unit, at=times.draw(random), random=random)


def _send_county_notice(campaign: Campaign, version: NoticeVersion, now: datetime) -> None:
    """A county's own notice, revised once: whoever had the first version is asked again."""
    county = campaign.unit.children.filter(kind=UnitKind.COUNTY).order_by("path")[0]
    by, at = somebody_at(county), now - timedelta(days=4)
    draft = draft_notice(
        campaign=campaign,
        issuer=county,
        title="关于做好 APP 排查整治填报工作的补充通知",
        text="各中心校、县直学校：\n请指定专人负责填报，三日内把填报员名单报电教站。",
        document_number=f"{county.name[:2]}教〔{at.year}〕31号",
        by=by,
        at=at,
    )
    issue_notice(version=draft, by=by, at=at)
    work_off_jobs()
    revised = revise_notice(
        notice=draft.notice,
        text="各中心校、县直学校：\n请指定专人负责填报，五日内把填报员名单报电教站。",
        changes="报名单的时间由三日改为五日",
        by=by,
        at=at + timedelta(days=1),
    )
    issue_notice(version=revised, by=by, at=at + timedelta(days=1))
    work_off_jobs()
    _read_some(version)


def _read_some(version: NoticeVersion) -> None:
    """Half of the messages about the city's notice have been read."""
    rows = Message.objects.filter(topic=f"notice:{version.pk}").order_by("pk")
    read = [row.pk for row in rows[:200] if row.pk % 2]
    for row in rows.filter(pk__in=read):
        row.read_at = row.sent_at + timedelta(hours=3)
        row.save(update_fields=["read_at"])


def _write_mail(city: Unit, now: datetime) -> None:
    """One mail, gone out into the folder that stands for a mail server."""
    post(
        to=f"office{city.pk}@example.cn",
        subject="APP 排查整治：今日进度",
        text="还有单位没有签收，请登录平台查看名单。",
        at=now,
        not_before=now,
    )
    send_waiting(at=now)
