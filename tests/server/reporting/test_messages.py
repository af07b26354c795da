from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.server.cast import NOW, Cast
from tests.server.running import Running

from qingyuan.server.organisations.models import Message, User

SignIn = Callable[[User], Client]


def _message(user: User) -> Message:
    return Message.objects.filter(post__holder=user)[0]


def test_a_notice_is_a_message_that_leads_to_it(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.dora)
    page = client.get("/messages/").content.decode()
    assert "请签收：关于开展 APP 排查整治活动的通知" in page
    assert "未读" in page
    message = _message(cast.dora)
    opened = client.get(f"/messages/{message.pk}/").content.decode()
    assert f"/notices/{running.version.notice_id}/" in opened
    message.refresh_from_db()
    assert message.read_at == NOW
    assert "已读" in client.get("/messages/").content.decode()


@pytest.mark.usefixtures("running")
def test_nobody_reads_the_messages_of_another(cast: Cast, sign_in: SignIn) -> None:
    other = _message(cast.emma)
    assert sign_in(cast.dora).get(f"/messages/{other.pk}/").status_code == 404
    assert sign_in(cast.bob).get(f"/messages/{other.pk}/").status_code == 404
    other.refresh_from_db()
    assert other.read_at is None


@pytest.mark.usefixtures("running")
def test_everything_can_be_marked_as_read_at_once(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.dora)
    assert client.get("/messages/read/").status_code == 405
    client.post("/messages/read/")
    assert not Message.objects.visible_to(cast.dora).unread().exists()
    assert Message.objects.visible_to(cast.emma).unread().exists()


def test_messages_can_be_narrowed_by_campaign_and_state(
    running: Running, cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.dora)
    about = f"campaign:{running.campaign.pk}"
    assert (
        "请签收" in client.get("/messages/", {"about": about, "state": "unread"}).content.decode()
    )
    assert "没有这样的消息" in client.get("/messages/", {"state": "done"}).content.decode()
    assert "请签收" in client.get("/messages/", {"state": "nonsense"}).content.decode()


def test_an_empty_box_says_what_will_come(cast: Cast, sign_in: SignIn) -> None:
    assert "没有新消息" in sign_in(cast.dora).get("/messages/").content.decode()


@pytest.mark.usefixtures("running")
def test_the_box_takes_ten_statements_at_most(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(cast.alice)
    client.get("/messages/")
    with django_assert_max_num_queries(10):
        client.get("/messages/")


def test_each_chooses_where_else_messages_go(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.dora)
    wrong = client.post("/messages/channels/", {"email": "", "wants_email": "on"})
    assert "要用邮件接收，请先写邮箱" in wrong.content.decode()
    client.post("/messages/channels/", {"email": "dora@example.cn", "wants_email": "on"})
    dora = User.objects.get(pk=cast.dora.pk)
    assert (dora.email, dora.wants_email) == ("dora@example.cn", True)
    client.post("/messages/channels/", {"email": "dora@example.cn"})
    assert not User.objects.get(pk=cast.dora.pk).wants_email
