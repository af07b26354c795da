"""The filter line of a unit's log."""

from __future__ import annotations

from typing import Any

from django import forms

DEEDS = {
    "organisations.unit.": "单位变动",
    "organisations.roster.": "教职员工名单",
    "organisations.post.": "账号和岗位",
    "campaigns.campaign.": "行动设置",
    "campaigns.notice.": "通知",
    "campaigns.receipt.": "签收和转发",
    "campaigns.acknowledgement.": "知晓",
    "campaigns.meeting.": "会议",
    "campaigns.task_force.": "工作专班",
    "campaigns.complaint_channel.": "投诉受理渠道",
    "campaigns.submission.": "报送",
}


class LogFilter(forms.Form):
    """By kind of deed."""

    deed = forms.ChoiceField(label="事项", required=False, choices=[("", "全部"), *DEEDS.items()])

    @property
    def prefix_of_deed(self) -> str:
        """What the deeds wanted begin with; empty for all."""
        self.is_valid()
        said: Any = self.cleaned_data.get("deed", "")
        return str(said)
