"""Forms of the roster: search, one person, pasted lines, leaving."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from qingyuan.server.organisations.forms.units import DateInput

LONGEST_PASTE = 60_000


class RosterFilter(forms.Form):
    """The filter line of the roster."""

    q = forms.CharField(label="姓名、工号或部门", required=False, max_length=40)
    state = forms.ChoiceField(
        label="状态", required=False, choices=(("", "在岗"), ("left", "已离开"))
    )


class PersonForm(forms.Form):
    """One person by hand."""

    name = forms.CharField(label="姓名", required=False, max_length=40)
    number = forms.CharField(
        label="工号", required=False, max_length=30, help_text="姓名和工号至少填一样"
    )
    department = forms.CharField(label="部门", required=False, max_length=60)


class PasteForm(forms.Form):
    """Lines copied out of a sheet or a chat."""

    text = forms.CharField(
        label="粘贴名单",
        help_text="一行一个人：姓名、工号、部门，用制表符、逗号或空格隔开；只有姓名也可以",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        max_length=LONGEST_PASTE,
        strip=False,
    )


class LeaveForm(forms.Form):
    """When somebody left."""

    on = forms.DateField(label="离开日期", widget=DateInput(), initial=timezone.localdate)
