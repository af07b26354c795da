from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.server.cast import NOW, TODAY, Cast, actor
from tests.server.reporting.conftest import Clock
from tests.server.running import Running

from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.organisations.models import User
from qingyuan.server.reporting.clock import start_daily
from qingyuan.server.reporting.daily import figures_before, keep_figures
from qingyuan.server.reporting.models import DailyFigure

SignIn = Callable[[User], Client]


def _jobs() -> list[str]:
    paths = DBTaskResult.objects.order_by("enqueued_at").values_list("task_path", flat=True)
    names = [path.rpartition(".")[2] for path in paths]
    return [name for name in names if name != "fan_out"]


def test_the_brief_says_what_has_changed_since_yesterday(
    running: Running, cast: Cast, sign_in: SignIn, clock: Clock
) -> None:
    keep_figures(on=TODAY, at=NOW)
    clock.now = NOW + timedelta(days=1)
    client = sign_in(cast.frank)
    assert "今日无变化" in client.get("/").content.decode()
    sign_receipt(receipt=running.receipt(cast.middle), by=actor(cast.emma), at=NOW)
    running.reach(cast.middle, 2)
    running.set_up(cast.middle)
    page = client.get("/").content.decode()
    assert "比 6 月 13 日周二多 1 个单位签收，多 2 名教职员工传达到" in page
    assert page.count("较昨天 +1") == 2
    assert "较昨天 +2" in page


def test_only_bureaus_keep_figures_and_a_day_keeps_them_once(running: Running, cast: Cast) -> None:
    assert keep_figures(on=TODAY, at=NOW) == 3
    running.reach(cast.middle)
    assert keep_figures(on=TODAY, at=NOW) == 0
    units = set(DailyFigure.objects.values_list("unit", flat=True))
    assert units == {cast.city.pk, cast.donghu.pk, cast.xishan.pk}
    kept = figures_before(running.campaign, cast.city.pk, TODAY + timedelta(days=1))
    assert kept is not None
    assert (kept.units, kept.staff, kept.staff_reached, kept.units_to_set_up) == (7, 21, 0, 7)
    assert figures_before(running.campaign, cast.city.pk, TODAY) is None


@pytest.mark.django_db
def test_each_duty_of_a_day_is_handed_over_once() -> None:
    for _ in range(3):
        start_daily(NOW)
    assert sorted(_jobs()) == ["keep_yesterdays_figures", "send_reminders", "walk_the_chains"]
    start_daily(NOW + timedelta(days=1))
    assert len(_jobs()) == 6


@pytest.mark.django_db
def test_at_night_only_figures_are_kept_and_reminders_wait_for_the_morning() -> None:
    midnight = datetime(2023, 6, 13, 16, 1, tzinfo=UTC)  # 00:01 of the 14th in China
    start_daily(midnight)
    assert _jobs() == ["keep_yesterdays_figures"]
    job = DBTaskResult.objects.get(task_path__endswith="keep_yesterdays_figures")
    assert job.args_kwargs["kwargs"] == {"on": date(2023, 6, 13).isoformat()}
    start_daily(midnight + timedelta(hours=3))
    assert _jobs() == ["keep_yesterdays_figures", "walk_the_chains"]
    start_daily(midnight + timedelta(hours=8))
    assert _jobs()[-1] == "send_reminders"


@pytest.mark.django_db
def test_on_a_day_off_nobody_is_reminded() -> None:
    start_daily(datetime(2023, 6, 17, 4, tzinfo=UTC))  # a Saturday
    assert "send_reminders" not in _jobs()
