"""Every page and component with an invented context; tests and pictures look at these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Paginator
from tests.server.look import invented as its
from tests.server.look import invented_forms as forms

from qingyuan.server.look import parts
from qingyuan.server.look.qr import qr_svg

Context = dict[str, object]


@dataclass(frozen=True)
class Shown:
    """A page of the gallery; the context is made anew for each look at it."""

    template: str
    context: Callable[[], Context] = field(default=dict)


_TABS = ("工作台", "应用台账", "文件与活动", "清理任务", "督查", "单位", "报表")
_LINK = "https://qingyuan.example/a/7k2m"


def _frame(reader: parts.Reader, title: str, *way: str) -> Context:
    active = 1 if way else 0
    return {
        "platform": its.PLATFORM,
        "reader": reader,
        "title": title,
        "tabs": [
            parts.Tab(label, f"#{label}", place == active) for place, label in enumerate(_TABS)
        ],
        "campaign_bar": its.BAR,
        "crumbs": [parts.Crumb(step, "" if step == way[-1] else f"#{step}") for step in way],
    }


def _components() -> Context:
    invalid = {"bad-name": "", "bad-purpose": "9", "bad-note": "矛盾"}
    return {
        **_frame(its.CITY, "组件一览", "应用台账", "组件一览"),
        "cards": its.FIGURES,
        "as_of": its.NOON,
        "card": its.NOW,
        "tasks": its.TASKS,
        "table": its.TABLE,
        "entries": its.HISTORY,
        "nodes": its.TREE,
        "notice": its.NOTICE,
        "chase": its.CHASE,
        "svg": qr_svg(_LINK),
        "form": forms.RegisterForm(),
        "invalid": forms.RegisterForm(invalid, prefix="bad"),
        "filters": forms.FilterForm(),
        "page": Paginator(range(4321), 50).page(7),
        "steps": _steps(1),
        "gaps": [
            parts.Gap("专班缺少组长", "#g1", "专班名单"),
            parts.Gap("没有公布投诉受理渠道", "#g2"),
        ],
        "facts": _facts(),
        "create": [
            parts.Action("登记应用", "#new", "plus-lg", parts.ActionKind.PRIMARY),
            parts.Action("从 Excel 导入", "#import", "upload"),
        ],
        "words": ["未开始", "填报中", "待审核", "需修改", "已通过", "须清理", "清理中", "已核验"],
    }


def _facts() -> list[parts.Fact]:
    return [
        parts.Fact("单位", "固山县第一小学"),
        parts.Fact("联系电话", "138****0042", "#电话"),
        parts.Fact("备注", ""),
    ]


def _steps(current: int) -> list[parts.Step]:
    labels = ("改密码", "双因素", "核对单位", "开始使用")
    states = (parts.StepState.DONE, parts.StepState.CURRENT, parts.StepState.AHEAD)
    return [
        parts.Step(label, states[(place > current) + (place >= current)])
        for place, label in enumerate(labels)
    ]


def _school_home() -> Context:
    return {**_frame(its.SCHOOL, "工作台"), "card": its.NOW, "tasks": its.TASKS}


def _city_list() -> Context:
    return {
        **_frame(its.CITY, "已推广使用的 APP 台账", "工作台", "应用台账"),
        "cards": its.FIGURES,
        "table": its.TABLE,
        "filters": forms.FilterForm(),
        "page": Paginator(range(200), 50).page(1),
    }


def _slips() -> Context:
    slip = parts.Slip(
        unit_name="固山县第一小学",
        person_name="王小明",
        account="gs-0042",
        code="7K2M-QX4D-9P",
        address="https://qingyuan.example/a",
        valid_until=date(2023, 6, 30),
        qr_svg=qr_svg("https://qingyuan.example/a/7K2MQX4D9P"),
    )
    return {"platform": its.PLATFORM, "title": "激活单", "back_url": "#", "slips": [slip] * 11}


def _sign_in() -> Context:
    return {"platform": its.PLATFORM, "form": forms.LoginForm()}


def _sign_in_wrong() -> Context:
    return {
        "platform": its.PLATFORM,
        "form": forms.LoginForm({"login": "gs-0042", "password": "x"}),
    }


def _code() -> Context:
    return {"platform": its.PLATFORM, "form": forms.CodeForm()}


def _activate() -> Context:
    return {
        **_frame(its.CITY, ""),
        "form": forms.CodeForm(),
        "totp_svg": qr_svg("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&issuer=x"),
    }


def _recovery_codes() -> Context:
    return {
        **_frame(its.CITY, ""),
        "unused_codes": [f"{n:08d}" for n in range(12345601, 12345610)],
        "total_count": 10,
        "can_view_codes": True,
        "can_download_codes": True,
        "can_generate_codes": True,
    }


def _sessions() -> Context:
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/108.0.0.0"
    one = {"created_at": its.NOON, "ip": "192.0.2.14", "user_agent": agent}
    return {
        **_frame(its.CITY, ""),
        "sessions": [{**one, "is_current": True}, one],
        "session_count": 2,
    }


def _first_steps(step: str, current: int, **more: object) -> Callable[[], Context]:
    def context() -> Context:
        shown = {
            "platform": its.PLATFORM,
            "step": step,
            "steps": _steps(current),
            "action_url": "#",
        }
        made = {name: value() if callable(value) else value for name, value in more.items()}
        return {**shown, **made, "action_url": "#"}

    return context


def _framed(reader: parts.Reader = its.SCHOOL, **more: object) -> Callable[[], Context]:
    return lambda: {**_frame(reader, ""), **more}


def _public(**more: object) -> Callable[[], Context]:
    return lambda: {"platform": its.PLATFORM, **more}


PAGES: dict[str, Shown] = {
    "components": Shown("gallery/components.html", _components),
    "school-home": Shown("gallery/school_home.html", _school_home),
    "city-list": Shown("gallery/city_list.html", _city_list),
    "acknowledge": Shown("gallery/acknowledge.html", _public(notice=its.NOTICE)),
    "slips": Shown("gallery/slips.html", _slips),
    "sign-in": Shown("account/login.html", _sign_in),
    "sign-in-wrong": Shown("account/login.html", _sign_in_wrong),
    "sign-out": Shown("account/logout.html", _public()),
    "locked": Shown("account/locked.html", _public(minutes=15)),
    "unknown": Shown("account/unknown.html", _public(username="100042")),
    "inactive": Shown("account/account_inactive.html", _public()),
    "password": Shown(
        "account/password_change.html",
        lambda: {**_frame(its.SCHOOL, ""), "form": forms.PasswordForm()},
    ),
    "reauthenticate": Shown("account/reauthenticate.html", _code),
    "second-factor-again": Shown("mfa/reauthenticate.html", _code),
    "second-factor": Shown("mfa/authenticate.html", _code),
    "second-factor-index": Shown("mfa/index.html", _framed(authenticators={})),
    "second-factor-on": Shown("mfa/totp/activate_form.html", _activate),
    "second-factor-off": Shown("mfa/totp/deactivate_form.html", _framed()),
    "recovery-codes": Shown("mfa/recovery_codes/index.html", _recovery_codes),
    "recovery-codes-new": Shown("mfa/recovery_codes/generate.html", _framed(unused_code_count=7)),
    "sessions": Shown("usersessions/usersession_list.html", _sessions),
    "oidc": Shown("socialaccount/login.html", _public(provider={"name": "市统一认证"})),
    "oidc-error": Shown("socialaccount/authentication_error.html", _public()),
    "oidc-cancelled": Shown("socialaccount/login_cancelled.html", _public()),
    "first-password": Shown(
        "pages/first_sign_in.html", _first_steps("password", 0, form=forms.PasswordForm)
    ),
    "first-factor": Shown(
        "pages/first_sign_in.html",
        _first_steps(
            "factor",
            1,
            form=forms.CodeForm,
            totp_svg=lambda: qr_svg(_LINK),
            secret="JBSW Y3DP EHPK 3PXP",
            skip_url="#",
        ),
    ),
    "first-unit": Shown(
        "pages/first_sign_in.html",
        _first_steps(
            "unit", 2, form=forms.PhoneForm, facts=_facts, wrong_unit="固山县教体局 陈老师"
        ),
    ),
    "first-done": Shown("pages/first_sign_in.html", _first_steps("done", 3, now=its.NOW)),
    "accessibility": Shown("pages/accessibility.html", _public()),
    "refused": Shown(
        "refused.html", _public(sentence="这所学校还有 2 项没有办完，先移交或办完，再撤并。")
    ),
    "error-400": Shown("400.html"),
    "error-403": Shown("403.html"),
    "error-403-csrf": Shown("403_csrf.html"),
    "error-404": Shown("404.html"),
    "error-413": Shown("413.html", lambda: {"sentence": "文件 38 MB，超过 20 MB。"}),
    "error-429": Shown("429.html"),
    "error-500": Shown("500.html", lambda: {"number": "7F3A"}),
    "maintenance": Shown("maintenance.html"),
}
