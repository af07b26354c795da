"""The text that a bureau or a school pastes into the chat group (催办)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from qingyuan.core.conveyance.unreached import UnreachedReason
from qingyuan.core.deadlines.wording import day_in_a_message

if TYPE_CHECKING:
    from datetime import date

NAMES_IN_A_MESSAGE: Final = 60
"""More names make a message that nobody reads to the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase:
    """What is still to be done, by when, how long it takes and where.

    `campaign` is its short name (APP 排查).  `matter` follows the name of the school: 还没有签收
    活动通知.  `names` are the units asked; with none the text speaks to 贵校 or `addressee`.
    `remark` is a last word that helps: 已有草稿 5 款.
    """

    issuer: str
    campaign: str
    matter: str
    due_on: date
    minutes: int
    link: str
    names: tuple[str, ...] = ()
    addressee: str = "贵校"
    counted_as: str = "所学校"
    remark: str = ""


def chase_text(chase: Chase, today: date) -> str:
    """One message, however many names.

    >>> from datetime import date
    >>> chase_text(Chase(
    ...     issuer="云溪县教体局", campaign="APP 排查", matter="还没有签收活动通知",
    ...     due_on=date(2023, 7, 20), minutes=2, link="https://app.example/t/7K2M",
    ... ), date(2023, 7, 18)).split("。")
    ['【云溪县教体局】APP 排查：贵校还没有签收活动通知，7 月 20 日（周四）截止，约需 2 分钟', '入口：https://app.example/t/7K2M']
    """
    return _message(chase, chase.names, "", today)


def chase_texts(chase: Chase, today: date) -> tuple[str, ...]:
    """The same as messages of at most `NAMES_IN_A_MESSAGE` names each."""
    names, size = chase.names, NAMES_IN_A_MESSAGE
    parts = [names[first : first + size] for first in range(0, len(names), size)]
    if len(parts) < 2:
        return (chase_text(chase, today),)
    return tuple(
        _message(chase, part, f"（第 {place} 条，共 {len(parts)} 条）", today)
        for place, part in enumerate(parts, start=1)
    )


def matter_of(reason: UnreachedReason, staff_count: int = 0) -> str:
    """What a unit still has to do; `staff_count` of its people are not reached.

    >>> matter_of(UnreachedReason.NOT_ACKNOWLEDGED, 12)
    '还有 12 名教职员工没有确认活动通知'
    """
    if reason is UnreachedReason.NO_ROSTER:
        return "还没有填报教职员工名册"
    if staff_count:
        return f"还有 {staff_count} 名教职员工没有确认活动通知"
    if reason is UnreachedReason.NOT_OPENED:
        return "还没有打开活动通知"
    return "还没有签收活动通知"


def _message(chase: Chase, names: tuple[str, ...], place: str, today: date) -> str:
    head = f"【{chase.issuer}】{chase.campaign}："
    told = f"{_when(chase, today)}，约需 {chase.minutes} 分钟。入口：{chase.link}"
    remark = f" {chase.remark}" if chase.remark else ""
    if not names:
        return f"{head}{chase.addressee}{chase.matter}，{told}{remark}"
    counted = f"{len(chase.names)} {chase.counted_as}{chase.matter}{place}"
    return f"{head}{counted}：{'、'.join(names)}。{told}{remark}"


def _when(chase: Chase, today: date) -> str:
    due = day_in_a_message(chase.due_on, today)
    if today <= chase.due_on:
        return f"{due}截止"
    return f"{due}已截止，现在仍可以补，会标注“逾期”"
