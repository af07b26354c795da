from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.server.cast import NOW, Cast, actor, make_user
from tests.server.running import Running

from qingyuan.server.campaigns.actions.campaigns import extend
from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.evidence.models import OutboxMessage
from qingyuan.server.organisations.actions.messages import deliver
from qingyuan.server.organisations.models import Message, Post, Role, Unit, User
from qingyuan.server.reporting.models import ReminderSent
from qingyuan.server.reporting.reminders import sending
from qingyuan.server.reporting.reminders.sending import remind


def _at(day: int, hour: int = 10, month: int = 6) -> datetime:
    """A moment of 2023 in China."""
    return datetime(2023, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


def _told(user: User) -> list[Message]:
    rows = Message.objects.filter(post__holder=user, topic__startswith="reminder:")
    return list(rows.order_by("sent_at", "pk"))


def _do_all(running: Running, unit: Unit, user: User) -> None:
    sign_receipt(receipt=running.receipt(unit), by=actor(user), at=NOW)
    running.reach(unit)
    running.set_up(unit)
    running.publish(unit)


def test_a_school_hears_the_day_before_in_one_message_of_all_that_is_open(
    running: Running, cast: Cast
) -> None:
    remind(at=_at(15))
    (message,) = _told(cast.dora)
    assert message.title == "还有 3 件事要做，最近的 6 月 16 日周五截止"
    assert "还没有登记工作专班，6 月 16 日周五截止" in message.text
    assert "还没有公布投诉受理渠道" in message.text
    assert message.link == "/"
    assert message.about == f"campaign:{running.campaign.pk}"


@pytest.mark.usefixtures("running")
def test_nobody_hears_anything_twice_on_a_day(cast: Cast) -> None:
    assert remind(at=_at(15)) > 0
    assert remind(at=_at(15, 11)) == 0
    assert remind(at=_at(15, 17)) == 0
    assert len(_told(cast.dora)) == 1


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("at", [_at(15, 7), _at(15, 21), _at(17), _at(22)], ids=str)
def test_nobody_is_disturbed_at_night_or_on_days_off(at: datetime) -> None:
    assert remind(at=at) == 0
    assert not ReminderSent.objects.exists()


def test_what_is_done_is_not_asked_for_again(running: Running, cast: Cast) -> None:
    _do_all(running, cast.primary, cast.dora)
    remind(at=_at(15))
    assert _told(cast.dora) == []
    assert _told(cast.emma) != []


def test_a_reminder_is_settled_once_the_thing_is_done(running: Running, cast: Cast) -> None:
    remind(at=_at(15))
    _do_all(running, cast.primary, cast.dora)
    remind(at=_at(16))
    (message,) = _told(cast.dora)
    assert message.done_at == _at(16)


@pytest.mark.usefixtures("running")
def test_todays_message_takes_the_place_of_yesterdays(cast: Cast) -> None:
    remind(at=_at(15))
    remind(at=_at(16))
    first, second = _told(cast.dora)
    assert (first.done_at, second.done_at) == (_at(16), None)


@pytest.mark.usefixtures("running")
def test_the_level_above_hears_of_it_when_a_unit_stays_late(cast: Cast) -> None:
    remind(at=_at(16))
    remind(at=_at(19))  # the first workday after the stage
    assert "下级" not in "".join(message.text for message in _told(cast.bob))
    remind(at=_at(20))
    last = _told(cast.bob)[-1]
    assert "下级 2 个单位还没有登记工作专班" in last.text
    assert len(_told(cast.dora)) == 2  # the school was told on 16 and 19, its county on 20
    above = ReminderSent.objects.filter(to="superior", unit=cast.primary)
    assert set(above.values_list("recipient", flat=True)) == {cast.donghu.pk}


def test_where_nobody_is_at_the_next_level_the_one_above_it_hears(
    running: Running, cast: Cast
) -> None:
    Post.objects.filter(unit=cast.donghu).update(ended_at=NOW)
    remind(at=_at(19))
    remind(at=_at(20))
    above = ReminderSent.objects.filter(to="superior", unit=cast.middle)
    assert set(above.values_list("recipient", flat=True)) == {cast.city.pk}
    assert running.campaign.unit_id == cast.city.pk


def test_the_message_to_a_bureau_can_be_pasted_into_the_chat_group(
    running: Running, cast: Cast
) -> None:
    User.objects.filter(pk=cast.bob.pk).update(email="bob@example.cn")
    _do_all(running, cast.donghu, cast.bob)
    running.file(cast.donghu)
    for day in (19, 20):
        remind(at=_at(day))
    letter = OutboxMessage.objects.get(to="bob@example.cn", subject__startswith="下级")
    assert "下面的话可以直接发到工作群" in letter.text
    assert f"2 个单位还没有登记工作专班：{cast.primary.name}、{cast.middle.name}" in letter.text
    assert "6 月 16 日（周五）已截止" in letter.text
    assert "失败" not in letter.text


@pytest.mark.usefixtures("running")
def test_an_e_mail_goes_to_those_who_want_it(cast: Cast) -> None:
    User.objects.filter(pk=cast.dora.pk).update(email="dora@example.cn")
    User.objects.filter(pk=cast.emma.pk).update(email="emma@example.cn", wants_email=False)
    remind(at=_at(15))
    letter = OutboxMessage.objects.get()
    assert letter.to == "dora@example.cn"
    assert "【柳河镇中心校】APP 排查整治活动：贵校还有 3 件事没有做完" in letter.text
    assert "约需" in letter.text
    assert letter.not_before == _at(15)


def test_an_e_mail_written_at_night_waits_for_the_morning(running: Running, cast: Cast) -> None:
    User.objects.filter(pk=cast.alice.pk).update(email="alice@example.cn")
    night = _at(15, 22)
    running.file(cast.donghu, at=night)
    letter = OutboxMessage.objects.get(to="alice@example.cn")
    assert letter.not_before == _at(16, 8)


def test_a_worker_that_dies_half_way_neither_repeats_nor_forgets(
    running: Running, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_UNITS_A_BATCH", 1)
    real, calls = deliver, []

    def dying(**kwargs: object) -> int:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(**kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "deliver", dying)
    with pytest.raises(KeyboardInterrupt):
        remind(at=_at(15))
    told_before = Message.objects.filter(topic__startswith="reminder:").count()
    monkeypatch.setattr(sending, "deliver", real)
    remind(at=_at(15, 11))
    holders = Message.objects.filter(topic=f"reminder:{running.campaign.pk}").values_list(
        "post__holder", flat=True
    )
    assert 0 < told_before < len(holders)
    assert sorted(holders) == sorted(
        {cast.alice.pk, cast.bob.pk, cast.charlie.pk, cast.dora.pk, cast.emma.pk}
    )


def test_who_holds_two_posts_of_a_unit_hears_it_once(running: Running, cast: Cast) -> None:
    Post.objects.create(unit=cast.primary, role=Role.ADMINISTRATOR, holder=cast.dora, since=NOW)
    remind(at=_at(15))
    assert len(_told(cast.dora)) == 1
    assert running.campaign.state == Campaign.State.RUNNING


def test_a_leader_is_not_chased(running: Running, cast: Cast) -> None:
    head = make_user("head", "校长", cast.primary, Role.LEADER)
    remind(at=_at(15))
    assert _told(head) == []
    assert running.report.due_on == date(2023, 6, 20)


def test_an_extension_moves_the_reminder(running: Running, cast: Cast) -> None:
    for unit, user in ((cast.xishan, cast.charlie), (cast.donghu, cast.bob)):
        _do_all(running, unit, user)
    extend(
        deliverable=running.report,
        unit=cast.xishan,
        due_on=date(2023, 6, 30),
        reason="合并办公",
        by=actor(cast.alice),
        at=NOW,
    )
    remind(at=_at(20))
    about = ReminderSent.objects.filter(topic=f"deliverable:{running.report.pk}")
    assert cast.donghu.pk in about.values_list("unit", flat=True)
    assert cast.xishan.pk not in about.values_list("unit", flat=True)
    remind(at=_at(29))
    assert cast.xishan.pk in about.values_list("unit", flat=True)
