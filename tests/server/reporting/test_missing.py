from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.server.cast import NOW, Cast, actor
from tests.server.running import Running

from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.campaigns.models import Receipt, UnitProgress
from qingyuan.server.organisations.models import User
from qingyuan.server.reporting.presenters import missing
from qingyuan.server.reporting.presenters.missing import KINDS

SignIn = Callable[[User], Client]


def _page(client: Client, what: str, **query: str | int) -> str:
    response = client.get(f"/missing/{what}/", query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_number_and_the_rows_behind_it_agree(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    sign_receipt(receipt=running.receipt(cast.primary), by=actor(cast.dora), at=NOW)
    client = sign_in(cast.bob)
    page = _page(client, "unsigned")
    assert cast.middle.name in page
    assert cast.primary.name not in page
    assert "1 个单位还没有签收活动通知" in page  # a county does not chase itself


def test_whoever_sets_it_up_leaves_the_list(running: Running, cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    assert cast.primary.name in _page(client, "no_task_force")
    running.set_up(cast.primary, by_head=False)
    assert cast.primary.name not in _page(client, "no_task_force")
    assert cast.primary.name in _page(client, "not_led_by_head")
    for unit in (cast.donghu, cast.middle, cast.primary):
        running.publish(unit)
    assert "现在没有这样的单位" in _page(client, "no_channel")


def test_the_text_for_the_chat_group_names_them_with_date_and_link(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    page = _page(sign_in(cast.alice), "no_report")
    assert "【云溪市教育体育局】APP 排查整治活动" in page
    assert f"{cast.donghu.name}、{cast.xishan.name}" in page
    assert "6 月 20 日（周二）截止" in page
    assert "入口：http://testserver/submissions/" in page
    assert running.report.name in page


@pytest.mark.usefixtures("running")
def test_the_list_goes_on_where_the_page_before_ended(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing, "PAGE", 2)
    client = sign_in(cast.alice)
    first = _page(client, "unsigned")
    assert "下一页" in first
    last = UnitProgress.objects.get(unit=cast.primary).path
    second = _page(client, "unsigned", after=last)
    assert f">{cast.middle.name}</a>" in second
    assert f">{cast.donghu.name}</a>" not in second
    assert "回到第一页" in second


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("what", sorted(KINDS))
def test_every_list_takes_ten_statements_at_most(
    what: str, cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(cast.alice)
    client.get("/")
    with django_assert_max_num_queries(10):
        _page(client, what, unit=cast.donghu.pk)


@pytest.mark.django_db
def test_gaps_are_one_range_of_their_index() -> None:
    if connection.vendor == "sqlite":
        units = UnitProgress.objects.filter(campaign=1).with_gaps().within("00001")
        assert (
            "progress_gaps (campaign_id=? AND has_gap=? AND path>? AND path<?)" in units.explain()
        )
        receipts = Receipt.objects.filter(version=1).with_gaps().within("00001")
        assert (
            "receipt_gaps (version_id=? AND has_gap=? AND path>? AND path<?)" in receipts.explain()
        )


@pytest.mark.usefixtures("running")
def test_what_is_not_a_list_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    assert client.get("/missing/everything/").status_code == 404
    assert client.get("/missing/unsigned/", {"unit": "x"}).status_code == 404
    assert (
        sign_in(cast.charlie).get("/missing/unsigned/", {"unit": cast.donghu.pk}).status_code == 404
    )
