"""Forms with every kind of control, and forms shaped like those of sign-in."""

from __future__ import annotations

from typing import Any

from django import forms


class RegisterForm(forms.Form):
    """Every kind of control."""

    name = forms.CharField(label="应用名称", help_text="按手机上显示的名称写，一款一行")
    number = forms.CharField(
        label="备案号", help_text="形如 教APP备0000000号，数字 7 位", required=False
    )
    purpose = forms.ChoiceField(
        label="主要功能", choices=[("", "请选择"), ("1", "家校沟通"), ("2", "作业练习")]
    )
    requirement = forms.ChoiceField(
        label="使用方式",
        widget=forms.RadioSelect,
        choices=[("recommended", "推荐使用"), ("mandatory", "强制使用")],
        help_text="依据通知附件 2",
    )
    groups = forms.MultipleChoiceField(
        label="谁在用",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("p", "学生"), ("f", "家长"), ("t", "教师")],
    )
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    minutes = forms.FileField(
        label="会议纪要", required=False, help_text="图片或 PDF，不超过 20 MB"
    )
    decided = forms.BooleanField(label="已经单位领导集体研究", required=False)
    page = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """One finding that belongs to no field."""
        cleaned = super().clean() or {}
        if self.data.get("bad-note") == "矛盾":
            raise forms.ValidationError("写了“强制使用”，又写了“没有学生在用”，请核对")
        return cleaned


class FilterForm(forms.Form):
    """A filter line."""

    q = forms.CharField(label="学校或应用名称", required=False)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部状态"), ("1", "待审核")]
    )
    filed = forms.ChoiceField(
        label="备案情况", required=False, choices=[("", "全部"), ("0", "未备案")]
    )


class LoginForm(forms.Form):
    """Like the site's own."""

    login = forms.CharField(label="账号", widget=forms.TextInput({"autocomplete": "username"}))
    password = forms.CharField(
        label="密码", widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Any password is wrong here."""
        raise forms.ValidationError(["账号或密码不对。密码区分大小写", "还可以试 3 次"])


class CodeForm(forms.Form):
    """Like allauth's, with its placeholder that repeats the label."""

    code = forms.CharField(
        label="验证码",
        widget=forms.TextInput({"placeholder": "验证码", "autocomplete": "one-time-code"}),
    )
    secret = "JBSWY3DPEHPK3PXP"


class PasswordForm(forms.Form):
    """A new password, twice."""

    password1 = forms.CharField(
        label="新密码",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="<ul><li>至少 10 个字符</li><li>不能全是数字</li></ul>",
    )
    password2 = forms.CharField(
        label="再输一遍", widget=forms.PasswordInput({"autocomplete": "new-password"})
    )


class PhoneForm(forms.Form):
    """Who to call."""

    phone = forms.CharField(
        label="联系电话",
        help_text="县局审核时找得到你",
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
    )
