"""What the text for the chat group says."""

from __future__ import annotations

from django import forms

from qingyuan.server.organisations.forms.units import DateInput


class ChaseForm(forms.Form):
    """Until when, and how long it takes."""

    unit = forms.IntegerField(widget=forms.HiddenInput, required=False)
    due_on = forms.DateField(label="截止日期", required=False, widget=DateInput())
