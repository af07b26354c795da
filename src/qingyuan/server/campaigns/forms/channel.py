"""投诉受理渠道, as the unit has published it."""

from __future__ import annotations

from typing import Any

from django import forms

from qingyuan.server.campaigns.actions.task_forces import PublishedChannel
from qingyuan.server.campaigns.forms.set_up import day_field
from qingyuan.server.campaigns.models import ComplaintChannel


class ChannelForm(forms.Form):
    """At least one way to be reached, and where people can read of it."""

    phone = forms.CharField(
        label="投诉电话",
        max_length=40,
        required=False,
        help_text="写办公室公布的号码，不写个人手机",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.EmailField(label="邮箱", required=False)
    address = forms.CharField(label="来信来访地址", max_length=120, required=False)
    published_where = forms.CharField(
        label="公布在哪里", max_length=200, help_text="如学校门口公示栏、公众号名称、网址"
    )
    published_on = day_field("公布日期")
    file = forms.FileField(
        label="公示的照片或截图", required=False, help_text="有就传，没有不影响。图片或 PDF"
    )

    def channel(self) -> PublishedChannel:
        """The valid form as what the deed takes."""
        data = {name: self.cleaned_data[name] for name in _NAMES}
        return PublishedChannel(**data)


_NAMES = ("phone", "email", "address", "published_where", "published_on")


def channel_initial(channel: ComplaintChannel | None) -> dict[str, Any]:
    """What stands, for the form."""
    return {name: getattr(channel, name) for name in _NAMES} if channel else {}
