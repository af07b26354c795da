"""Why somebody is not reached, and what to say to them."""

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from qingyuan.core.conveyance.chase import (
    NAMES_IN_A_MESSAGE,
    Chase,
    chase_text,
    chase_texts,
    matter_of,
)
from qingyuan.core.conveyance.unreached import (
    REASON_WORDS,
    REMEDY_WORDS,
    UnreachedReason,
    reason_of_person,
    reason_of_unit,
)

TODAY = date(2023, 7, 18)
CHASE = Chase(
    issuer="云溪县教体局",
    campaign="APP 排查",
    matter="附件 2 还未提交",
    due_on=date(2023, 7, 20),
    minutes=20,
    link="https://app.example/t/7K2M",
    remark="已有草稿 5 款",
)


@pytest.mark.parametrize(
    ("sent", "opened", "signed", "roster", "reason"),
    [
        (False, False, False, False, UnreachedReason.NOT_SENT),
        (True, False, False, False, UnreachedReason.NOT_OPENED),
        (True, True, False, True, UnreachedReason.NOT_ACKNOWLEDGED),
        (True, True, True, False, UnreachedReason.NO_ROSTER),
        (True, True, True, True, None),
        (True, False, True, True, None),  # signed on paper
    ],
)
def test_a_unit_has_the_first_reason_that_stands_in_its_way(
    sent: bool, opened: bool, signed: bool, roster: bool, reason: UnreachedReason | None
) -> None:
    found = reason_of_unit(is_sent=sent, is_opened=opened, is_signed=signed, has_roster=roster)
    assert found is reason


@pytest.mark.parametrize(
    ("sent", "delivered", "opened", "reached", "left", "reason"),
    [
        (True, True, True, True, False, None),
        (False, None, False, True, False, None),  # was at the meeting
        (True, True, False, False, True, UnreachedReason.LEFT),
        (False, None, False, False, False, UnreachedReason.NOT_SENT),
        (True, False, False, False, False, UnreachedReason.LINK_NOT_DELIVERED),
        (True, None, False, False, False, UnreachedReason.NOT_OPENED),
        (True, False, True, False, False, UnreachedReason.NOT_ACKNOWLEDGED),  # by another way
    ],
)
def test_a_person_has_the_first_reason_that_stands_in_the_way(  # noqa: PLR0917
    sent: bool,
    delivered: bool | None,
    opened: bool,
    reached: bool,
    left: bool,
    reason: UnreachedReason | None,
) -> None:
    found = reason_of_person(
        is_sent=sent,
        is_delivered=delivered,
        is_opened=opened,
        is_reached=reached,
        has_left=left,
    )
    assert found is reason


@pytest.mark.parametrize("reason", UnreachedReason)
def test_every_reason_has_words_and_a_way_out(reason: UnreachedReason) -> None:
    assert REASON_WORDS[reason]
    assert "请" in REMEDY_WORDS[reason]
    assert matter_of(reason).startswith("还")


def test_the_text_for_the_chat_group_is_the_agreed_one() -> None:
    assert chase_text(CHASE, TODAY) == (
        "【云溪县教体局】APP 排查：贵校附件 2 还未提交，7 月 20 日（周四）截止，约需 20 分钟。"
        "入口：https://app.example/t/7K2M 已有草稿 5 款"
    )


def test_a_list_names_the_schools_that_are_asked() -> None:
    chase = replace(CHASE, names=("第一小学", "第二小学"), matter="还没有签收活动通知", remark="")
    assert chase_text(chase, TODAY) == (
        "【云溪县教体局】APP 排查：2 所学校还没有签收活动通知：第一小学、第二小学。"
        "7 月 20 日（周四）截止，约需 20 分钟。入口：https://app.example/t/7K2M"
    )


def test_after_the_date_the_text_says_that_it_can_still_be_done() -> None:
    assert "7 月 20 日（周四）已截止，现在仍可以补，会标注“逾期”，约需" in chase_text(
        CHASE, date(2023, 7, 21)
    )
    assert "（周四）截止，" in chase_text(CHASE, CHASE.due_on)


def test_a_long_list_becomes_several_messages_that_name_everybody_once() -> None:
    names = tuple(f"第{number}小学" for number in range(NAMES_IN_A_MESSAGE * 2 + 1))
    texts = chase_texts(replace(CHASE, names=names), TODAY)
    assert len(texts) == 3
    assert all("121 所学校" in text and "入口：" in text for text in texts)
    assert "（第 3 条，共 3 条）：第120小学。" in texts[2]
    listed = [text.partition("条）：")[2].partition("。")[0].split("、") for text in texts]
    assert tuple(chain.from_iterable(listed)) == names


def test_a_short_list_is_one_message() -> None:
    assert chase_texts(CHASE, TODAY) == (chase_text(CHASE, TODAY),)


def test_people_who_are_missing_are_a_number_and_not_names() -> None:
    assert matter_of(UnreachedReason.NOT_OPENED, 3) == "还有 3 名教职员工没有确认活动通知"
    assert matter_of(UnreachedReason.NO_ROSTER, 3) == "还没有填报教职员工名册"
