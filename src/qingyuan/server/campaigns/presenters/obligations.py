"""What a notice obliges each unit to do, in the notice's words, with the page where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from qingyuan.server.campaigns.models import Campaign, UnitProgress
from qingyuan.server.campaigns.proposals import kept_proposal

OBLIGATIONS = {
    "task_force": "成立工作专班，明确责任分工",
    "led_by_head": "工作专班由单位主要负责同志挂帅",
    "every_school": "活动要求传达到每一个学校",
    "every_staff_member": "活动要求传达到每一名教职员工",
    "issue_documents": "印发文件完成部署",
    "hold_meetings": "召开会议完成部署",
    "complaint_channel": "公布投诉受理渠道",
    "inspect": "督查检查",
    "interview": "随机访谈教师与家长",
    "ledger": "建立典型问题督办台账",
    "selection_rules": "制定 APP 选用与管理的工作细则",
    "clearance": "拟印发文件、拟开展活动先审验备案号",
    "nil_return": "没有的按零报告",
    "criticism": "部署不力的予以通报",
    "veto": "年度考核一票否决的情形",
}
_EVERYWHERE = (
    "task_force",
    "led_by_head",
    "every_school",
    "every_staff_member",
    "complaint_channel",
)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One of them; `status` is the unit's own where the site knows it."""

    label: str
    sentence: str = ""
    url: str = ""
    status: str = ""


def obligations_of(campaign: Campaign, own: UnitProgress | None) -> tuple[Obligation, ...]:
    """Those that the notice names; of a campaign without a text, those of every campaign."""
    read = kept_proposal(campaign.proposal)
    named = {each.value: each.source.sentence for each in read.requirements}
    keys = [key for key in OBLIGATIONS if key in named] or list(_EVERYWHERE)
    return tuple(
        Obligation(OBLIGATIONS[key], named.get(key, ""), _url(key, campaign), _status(key, own))
        for key in keys
    )


def _url(key: str, campaign: Campaign) -> str:
    pages = {
        "task_force": "campaigns:task_forces",
        "led_by_head": "campaigns:task_forces",
        "complaint_channel": "campaigns:channels",
        "every_school": "campaigns:notices",
        "every_staff_member": "campaigns:notices",
        "issue_documents": "campaigns:notices",
        "hold_meetings": "campaigns:notices",
    }
    if key not in pages or campaign.state == Campaign.State.DRAFT:
        return ""
    return reverse(pages[key])


def _status(key: str, own: UnitProgress | None) -> str:
    if own is None or not own.is_expected:
        return ""
    done = {
        "task_force": own.has_task_force,
        "led_by_head": own.is_led_by_head,
        "complaint_channel": own.has_channel,
    }
    if key not in done:
        return ""
    return "已完成" if done[key] else "缺少"
