"""What a proposal lacks, each in a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.notices.proposal import Gap

if TYPE_CHECKING:
    from qingyuan.core.notices.proposal import NoticeProposal

_WORDS = {
    "title": "没有找到标题，请补填",
    "document_number": "没有找到发文字号，请补填；没有文号的可以留空",
    "issuer": "没有找到发文单位，请补填",
    "issued_on": "没有找到成文日期，请补填",
    "addressees": "没有找到主送单位，请选择通知发给哪些单位",
    "campaign_name": "没有找到活动名称，请补填",
    "stages": "没有找到阶段安排，请补填；不分阶段的可以留空",
    "deliverables": "没有找到要报送的材料，请补填",
    "forms": "没有找到附件，请补填要用的表格",
    "look_back": "没有找到从哪一天开始追溯，请补填",
    "app_kinds": "没有找到适用于哪些应用（APP、小程序、公众号），请选择",
    "school_levels": "没有找到适用于哪些学校，请选择",
    "rules": "没有找到清理重点和“不得”的规定，请补填",
}


def missing(proposal: NoticeProposal) -> tuple[Gap, ...]:
    """A gap for each part of the proposal that is empty."""
    parts = {
        "title": proposal.title,
        "document_number": proposal.document_number,
        "issuer": proposal.issuer,
        "issued_on": proposal.issued_on,
        "addressees": proposal.addressees,
        "campaign_name": proposal.campaign_name,
        "stages": proposal.stages,
        "deliverables": proposal.deliverables,
        "forms": proposal.forms,
        "look_back": proposal.look_back_to,
        "app_kinds": proposal.scope.app_kinds,
        "school_levels": proposal.scope.school_levels,
        "rules": proposal.rules,
    }
    return tuple(Gap(code, _WORDS[code]) for code, value in parts.items() if not value)
