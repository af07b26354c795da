"""The filter line of the message box."""

from __future__ import annotations

from typing import Any

from django import forms

from qingyuan.server.reporting.presenters.message_list import STATES


class MessageFilter(forms.Form):
    """By state and by campaign."""

    state = forms.ChoiceField(label="状态", required=False)
    about = forms.ChoiceField(label="行动", required=False)

    def __init__(self, *args: Any, campaigns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states: Any = self.fields["state"]
        states.choices = [("", "全部"), *STATES.items()]
        abouts: Any = self.fields["about"]
        abouts.choices = [("", "全部"), *campaigns]

    def said(self, name: str) -> str:
        """What was chosen; what is not offered counts as not chosen."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
