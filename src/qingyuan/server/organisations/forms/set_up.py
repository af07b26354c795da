"""开通: what the first administrator types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from qingyuan.server.organisations.actions.set_up import Founding
from qingyuan.server.organisations.models import UnitKind

_KINDS = (UnitKind.CITY, UnitKind.COUNTY, UnitKind.ZONE, UnitKind.PROVINCE)
_USERNAME = RegexValidator(r"^[a-z][a-z0-9._-]{2,29}$", "账号用小写字母开头，3 到 30 个字母或数字")


class SetUpForm(forms.Form):
    """The topmost unit, and the account that keeps the platform."""

    unit_name = forms.CharField(
        label="单位名称", max_length=100, help_text="写全称，如“云溪市教育体育局”。"
    )
    kind = forms.ChoiceField(
        label="单位层级", choices=[(kind.value, kind.label) for kind in _KINDS], initial="city"
    )
    name = forms.CharField(label="你的姓名", max_length=40)
    username = forms.CharField(
        label="账号",
        max_length=30,
        validators=[_USERNAME],
        help_text="登录时用，如姓名的拼音。",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="密码",
        max_length=128,
        strip=False,
        help_text="10 位以上，不要用单位拼音加年份。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="再输一次密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The two passwords are the same."""
        cleaned = super().clean() or {}
        if {"password", "password_again"} <= cleaned.keys() and (
            cleaned["password"] != cleaned["password_again"]
        ):
            self.add_error("password_again", ValidationError("两次输入的密码不一样，请再输一次"))
        return cleaned

    def founding(self) -> Founding:
        """What was typed, for the deed."""
        typed = self.cleaned_data
        return Founding(
            unit_name=typed["unit_name"],
            kind=UnitKind(typed["kind"]),
            name=typed["name"],
            username=typed["username"],
            password=typed["password"],
        )
