"""Forms of accounts: search, make one, hand over, activate, first sign-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation

from qingyuan.server.organisations.forms.choosing import AskingForm, UnitField
from qingyuan.server.organisations.models import Role, User

_STATES = (
    ("", "全部"),
    ("waiting", "未激活"),
    ("active", "在用"),
    ("disabled", "已停用"),
    ("vacant", "空缺"),
)


class AccountFilter(forms.Form):
    """The filter line of the list."""

    q = forms.CharField(label="姓名、账号或单位", required=False, max_length=60)
    role = forms.ChoiceField(
        label="角色", required=False, choices=[("", "全部角色"), *Role.choices]
    )
    state = forms.ChoiceField(label="状态", required=False, choices=_STATES)


class AccountForm(AskingForm):
    """One account with its post."""

    unit = UnitField(label="单位")
    name = forms.CharField(label="姓名", max_length=40)
    role = forms.ChoiceField(label="角色", choices=Role.choices)


class PostForm(AskingForm):
    """Another post for an account that there is."""

    unit = UnitField(label="单位")
    role = forms.ChoiceField(label="角色", choices=Role.choices)


class HandOverForm(AskingForm):
    """To whom a post goes: an account that there is, or a name for a new one."""

    username = forms.CharField(
        label="接手人的账号", required=False, max_length=60, help_text="他已有账号时填"
    )
    name = forms.CharField(
        label="接手人的姓名",
        required=False,
        max_length=40,
        help_text="他还没有账号时填，会新建账号并打印激活单",
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and an account within the asker's scope."""
        cleaned = super().clean() or self.cleaned_data
        username, name = cleaned.get("username"), cleaned.get("name")
        if bool(username) == bool(name):
            raise forms.ValidationError("账号和姓名填一样：已有账号填账号，没有账号填姓名")
        if username:
            cleaned["account"] = self._account(username)
        return cleaned

    def _account(self, username: str) -> User | None:
        account = User.objects.visible_to(self.user).filter(username=username).first()
        if account is None:
            self.add_error("username", f"没有“{username}”这个账号，请核对；没有账号就填姓名")
        return account


class ActivationForm(forms.Form):
    """A one-time code, and the password that its holder chooses."""

    code = forms.CharField(
        label="激活码",
        max_length=40,
        help_text="激活单上的 16 位字母和数字，大小写、横线都可以",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="自己设一个密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The same password twice."""
        cleaned = super().clean() or self.cleaned_data
        if "password" in cleaned and cleaned.get("again", "") != cleaned["password"]:
            self.add_error("again", "两次输入的密码不一样，请再输一次")
        return cleaned


def password_rules() -> list[str]:
    """What is asked of a password, to be read before it is typed."""
    return [str(text) for text in password_validation.password_validators_help_texts()]


class ContactForm(forms.Form):
    """How to reach the holder of an account; neither is required."""

    phone = forms.CharField(
        label="联系电话",
        required=False,
        max_length=20,
        help_text="可以不填。加密保存，页面上会遮住中间几位",
    )
    email = forms.EmailField(
        label="邮箱", required=False, max_length=100, help_text="可以不填。填了会收到截止提醒"
    )
