"""The tab row: what an account can do, at most seven."""

from __future__ import annotations

from django.urls import reverse

from qingyuan.server.look.parts import Tab
from qingyuan.server.organisations.models import User
from qingyuan.server.organisations.permissions import Deed, may

_TABS: tuple[tuple[str, str, Deed | None], ...] = (
    ("工作台", "reporting:home", None),
    ("行动", "campaigns:campaigns", None),
    ("通知传达", "campaigns:notices", None),
    ("工作专班", "campaigns:task_forces", None),
    ("报送", "campaigns:submissions", None),
    ("单位和人员", "organisations:units", None),
    ("系统管理", "reporting:system", Deed.RUN_SYSTEM),
)


def tabs_for(user: User, path: str) -> tuple[Tab, ...]:
    """The tabs of an account, the one of the present page marked."""
    unit = user.unit
    if unit is None:
        return ()
    shown = [
        (label, reverse(name))
        for label, name, deed in _TABS
        if deed is None or may(user, deed, unit)
    ]
    return tuple(Tab(label, url, is_active=_is_active(url, path)) for label, url in shown)


def _is_active(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
