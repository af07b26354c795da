"""Why a unit or a person is not reached (未传达到), and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnreachedReason(StrEnum):
    """In the order in which they stand in the way."""

    NOT_SENT = "not_sent"
    LINK_NOT_DELIVERED = "link_not_delivered"
    NOT_OPENED = "not_opened"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    NO_ROSTER = "no_roster"
    LEFT = "left"


REASON_WORDS: Final[Mapping[UnreachedReason, str]] = MappingProxyType(
    {
        UnreachedReason.NOT_SENT: "通知还没有下发到这里",
        UnreachedReason.LINK_NOT_DELIVERED: "链接没有送到",
        UnreachedReason.NOT_OPENED: "还没有打开通知",
        UnreachedReason.NOT_ACKNOWLEDGED: "打开了，还没有签收或确认",
        UnreachedReason.NO_ROSTER: "还没有教职员工名册",
        UnreachedReason.LEFT: "已离开本单位，仍在名册上",
    }
)
REMEDY_WORDS: Final[Mapping[UnreachedReason, str]] = MappingProxyType(
    {
        UnreachedReason.NOT_SENT: "请上一级单位转发通知",
        UnreachedReason.LINK_NOT_DELIVERED: "请核对联系方式后重发，或改用学校的确认码",
        UnreachedReason.NOT_OPENED: "请把入口发到工作群里，提醒打开",
        UnreachedReason.NOT_ACKNOWLEDGED: "请提醒点一下确认，或登记会议签到名单",
        UnreachedReason.NO_ROSTER: "请学校填报名册，只要姓名或编号",
        UnreachedReason.LEFT: "请学校在名册上标注离开，不再计入",
    }
)


def reason_of_unit(
    *, is_sent: bool, is_opened: bool, is_signed: bool, has_roster: bool
) -> UnreachedReason | None:
    """What stands in the way of a unit first; None where nothing does."""
    if not is_signed:
        if not is_sent:
            return UnreachedReason.NOT_SENT
        return UnreachedReason.NOT_ACKNOWLEDGED if is_opened else UnreachedReason.NOT_OPENED
    return None if has_roster else UnreachedReason.NO_ROSTER


def reason_of_person(
    *,
    is_sent: bool,
    is_delivered: bool | None,
    is_opened: bool,
    is_reached: bool,
    has_left: bool,
) -> UnreachedReason | None:
    """What stands in the way of a person; None for one who acknowledged or attended.

    `is_delivered` is None where the channel does not say.
    """
    if is_reached:
        return None
    if has_left:
        return UnreachedReason.LEFT
    if not is_sent:
        return UnreachedReason.NOT_SENT
    if is_opened:
        return UnreachedReason.NOT_ACKNOWLEDGED
    undelivered = is_delivered is False
    return UnreachedReason.LINK_NOT_DELIVERED if undelivered else UnreachedReason.NOT_OPENED
