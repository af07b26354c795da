from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.server.cast import NOW, Cast, actor, make_user
from tests.server.running import Running

from qingyuan.server.campaigns.actions.receipts import OwnDeployment, pass_on, sign_receipt
from qingyuan.server.campaigns.actions.submissions import send_back
from qingyuan.server.campaigns.models import PassingOn
from qingyuan.server.organisations.models import Role, User

SignIn = Callable[[User], Client]
STATEMENTS = 10


def _text(client: Client, url: str = "/") -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def test_a_school_reads_first_what_is_due_first(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    page = _text(sign_in(cast.dora))
    assert "现在要做" in page
    assert "去签收" in page
    assert "还有 3 天（6 月 16 日周五 24:00 截止）" in page
    assert "3 人，还有 3 人没有传达到" in page
    assert f"/receipts/{running.receipt(cast.primary).pk}/" in page


def test_the_list_follows_the_content_and_not_ticks(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    assert "5 项，完成 0 项" in _text(sign_in(cast.dora))
    sign_receipt(receipt=running.receipt(cast.primary), by=actor(cast.dora), at=NOW)
    deployment = OwnDeployment(PassingOn.Kind.MEETING, "教职工会", NOW.date())
    pass_on(
        receipt=running.receipt(cast.primary), deployment=deployment, by=actor(cast.dora), at=NOW
    )
    running.reach(cast.primary)
    running.set_up(cast.primary, by_head=False)
    page = _text(sign_in(cast.dora))
    assert "5 项，完成 3 项" in page
    assert "组长还不是单位主要负责同志" in page
    running.set_up(cast.primary, read_version=1)
    running.publish(cast.primary)
    assert "这次行动现在没有要你做的事" in _text(sign_in(cast.dora))


def test_a_report_that_came_back_says_so(running: Running, cast: Cast, sign_in: SignIn) -> None:
    filed = running.file(cast.donghu)
    assert "待审核" in _text(sign_in(cast.bob))
    send_back(submission=filed, reason="缺电话", by=actor(cast.alice), at=NOW)
    page = _text(sign_in(cast.bob))
    assert "需修改" in page
    assert "上级退回了" in page


def test_a_bureau_steers_by_numbers_that_are_links(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    running.reach(cast.middle, 2)
    page = _text(sign_in(cast.alice))
    campaign, city = running.campaign.pk, cast.city.pk
    for what in ("unsigned", "unreached", "no_task_force", "no_channel", "no_report"):
        assert f"/missing/{what}/?campaign={campaign}&amp;unit={city}" in page
    assert "数字截至" in page
    assert cast.donghu.name in page
    assert cast.middle.name not in page  # two levels down: one more click
    assert f"/progress/{cast.donghu.pk}/?campaign={campaign}" in page


@pytest.mark.usefixtures("running")
def test_the_brief_is_a_leaders_first_page(cast: Cast, sign_in: SignIn) -> None:
    page = _text(sign_in(cast.frank))
    assert "最需要催的五个单位" in page
    assert "还有 6 个单位没有签收" in page
    assert "data-print" in page


def test_a_school_without_campaign_is_told_that_none_has_come(cast: Cast, sign_in: SignIn) -> None:
    assert "本次行动还没有下发到你校" in _text(sign_in(cast.dora))


def test_a_new_installation_begins_with_three_steps(cast: Cast, sign_in: SignIn) -> None:
    page = _text(sign_in(cast.alice))
    assert "三步开始第一次行动" in page
    assert "导入单位名录" in page
    assert "现在没有进行中的行动" in _text(sign_in(cast.bob))


@pytest.mark.usefixtures("cast")
def test_an_account_without_post_is_told_whom_to_ask(sign_in: SignIn) -> None:
    guest = User.objects.make(username="gast", name="客")
    User.objects.filter(pk=guest.pk).update(set_up_at=NOW)
    assert "你的账号现在没有岗位" in _text(sign_in(guest))


@pytest.mark.parametrize("who", ["alice", "bob", "dora", "frank"])
@pytest.mark.usefixtures("running")
def test_the_first_page_takes_ten_statements_at_most(
    who: str,
    cast: Cast,
    sign_in: SignIn,
    django_assert_max_num_queries: Any,
) -> None:
    client = sign_in(getattr(cast, who))
    client.get("/")
    with django_assert_max_num_queries(STATEMENTS):
        client.get("/")


@pytest.mark.usefixtures("running")
def test_drilling_down_takes_ten_statements_and_shows_a_schools_tasks(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(cast.alice)
    county = f"/progress/{cast.donghu.pk}/"
    client.get(county)
    with django_assert_max_num_queries(STATEMENTS):
        page = _text(client, county)
    assert cast.middle.name in page
    school = _text(client, f"/progress/{cast.primary.pk}/")
    assert "成立工作专班" in school
    assert "去签收" not in school  # nobody signs for another


@pytest.mark.usefixtures("running")
def test_another_county_cannot_even_see_it(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.charlie)
    for unit in (cast.donghu, cast.primary, cast.city):
        assert client.get(f"/progress/{unit.pk}/").status_code == 404
        missing = f"/missing/unsigned/?unit={unit.pk}"
        assert client.get(missing).status_code == 404
    assert client.get("/progress/999999/").status_code == 404


@pytest.mark.usefixtures("running")
def test_only_a_bureau_has_a_brief(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.dora).get("/brief/").status_code == 404
    assert "最需要催" in _text(sign_in(cast.bob), "/brief/")


@pytest.mark.usefixtures("running")
def test_a_school_leader_has_the_schools_page(cast: Cast, sign_in: SignIn) -> None:
    head = make_user("head", "校长", cast.primary, Role.LEADER)
    assert "填报清单" in _text(sign_in(head))
