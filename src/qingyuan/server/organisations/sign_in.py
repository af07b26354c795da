"""The way in: user name and password, lock-out in words, sign-in by the bureau's own OIDC."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qingyuan.server.organisations.models import User

LOCK_MINUTES = int(settings.AXES_COOLOFF_TIME * 60)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, never by visitors."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "这个账号已停用，请联系上级管理员",
        "incorrect_password": "密码不对，请再输一次",
        "enter_current_password": "现在的密码不对，请再输一次",
        "username_password_mismatch": "账号或密码不对。密码区分大小写；"
        "忘了密码请联系上级管理员重发激活单",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """What is said where a code does not open the door."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "验证码不对。请看手机上现在显示的 6 位数字，并核对手机时间",
    }


class SocialAdapter(DefaultSocialAccountAdapter):
    """The bureau's sign-in service: it says who somebody is, the account says what they may do."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Nobody signs up this way either."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connects to the account of the same user name, or says whom to ask."""
        if sociallogin.is_existing:
            return
        extra = sociallogin.account.extra_data
        username = str(extra.get("preferred_username") or "")
        user = User.objects.filter(username=username, is_active=True).first() if username else None
        if user is None:
            page = render(request, "account/unknown.html", {"username": username}, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, user)


class LoginForm(AllauthLoginForm):
    """Says how many tries are left, and nothing about whether the account exists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "账号"
        self.fields["password"].label = "密码"
        self.fields.pop("remember", None)
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """Adds the tries that are left to a wrong answer."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError as error:
            left = self._tries_left()
            words = f"还可以试 {left} 次，之后要等 {LOCK_MINUTES} 分钟"
            raise ValidationError([error, ValidationError(words)]) if left else error from error
        return cleaned

    def _tries_left(self) -> int | None:
        if "login" not in self.cleaned_data:
            return None
        credentials = {"username": self.cleaned_data["login"]}
        failed: int = AxesProxyHandler.get_failures(self.request, credentials)
        return max(0, settings.AXES_FAILURE_LIMIT - failed)


def _code_field() -> forms.CharField:
    """The field for a code, by the word that all pages use for it."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code"})
    return forms.CharField(label="验证码", widget=widget)


class CodeForm(AuthenticateForm):
    """验证码 after the password."""

    code = _code_field()


class CodeAgainForm(ReauthenticateForm):
    """验证码 before something that protects the account is changed."""

    code = _code_field()


class FirstCodeForm(ActivateTOTPForm):
    """验证码 by which the second factor is set up."""

    code = _code_field()


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Too many wrong passwords from one place for one account."""
    return render(request, "account/locked.html", {"minutes": LOCK_MINUTES}, status=429)
