"""截止日期: a new one for all, a later one for a unit."""

from __future__ import annotations

from django import forms

from qingyuan.server.campaigns.forms.set_up import day_field


class DueDateForm(forms.Form):
    """For all."""

    prefix = "all"
    due_on = day_field("新的截止日期")
    reason = forms.CharField(label="原因", max_length=200)


class ExtensionForm(forms.Form):
    """For one unit."""

    prefix = "one"
    unit = forms.CharField(label="单位", max_length=100, help_text="单位代码或全称")
    due_on = day_field("延期到")
    reason = forms.CharField(label="延期原因", max_length=200)
