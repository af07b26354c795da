"""Who may do what: one table of roles and deeds, and the checks that say no with a reason.

A check looks at the role; whether the unit lies in the account's scope is decided before, by
`visible_to`: what an account cannot see does not exist for it.
"""

from __future__ import annotations

from enum import StrEnum

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.organisations.models import Role, Unit, User


class Deed(StrEnum):
    """What people do, in the words of the refusals."""

    MANAGE_UNITS = "管理单位名录"
    MANAGE_ACCOUNTS = "管理账号"
    MANAGE_ROSTER = "维护教职员工名单"
    RUN_CAMPAIGN = "设置行动"
    ISSUE_NOTICE = "下发通知"
    RECEIVE_NOTICE = "签收和转发通知"
    FILL_IN = "填报"
    SUBMIT = "提交报送材料"
    REVIEW = "审核下级报送的材料"
    SEE_HISTORY = "查看操作记录"
    RUN_SYSTEM = "管理系统"


_ALL = frozenset(Deed)
ROLE_DEEDS: dict[Role, frozenset[Deed]] = {
    Role.ADMINISTRATOR: _ALL - {Deed.RUN_SYSTEM},
    Role.REPORTER: frozenset({Deed.RECEIVE_NOTICE, Deed.FILL_IN, Deed.SUBMIT, Deed.MANAGE_ROSTER}),
    Role.REVIEWER: frozenset({Deed.RECEIVE_NOTICE, Deed.REVIEW, Deed.SEE_HISTORY}),
    Role.LEADER: frozenset({Deed.RECEIVE_NOTICE, Deed.SEE_HISTORY}),
    Role.INSPECTOR: frozenset(),
    Role.READ_ONLY: frozenset(),
}


def may(user: User, deed: Deed, unit: Unit) -> bool:
    """Whether the account may do the deed at a unit: a post there or above it allows it."""
    if deed is Deed.RUN_SYSTEM:
        return _runs_the_system(user)
    return any(
        deed in ROLE_DEEDS[Role(post.role)] and post.unit.contains(unit)
        for post in user.current_posts
    )


def check_can(user: User, deed: Deed, unit: Unit) -> None:
    """Raises `Refused` where the account may not."""
    if may(user, deed, unit):
        return
    roles = (
        "、".join(role.label for role, deeds in ROLE_DEEDS.items() if deed in deeds) or "系统管理员"
    )
    raise Refused(
        f"你的岗位不能{deed.value}。这件事由{unit.name}或上级的{roles}来做，可以请他处理，"
        f"或请管理员调整你的岗位",
        code="not_allowed",
    )


def check_own_deed(user: User, deed: Deed, unit: Unit) -> None:
    """As `check_can`, for what only the unit itself does: nobody signs for another.

    Raises:
        Refused: the account has no such post at the unit itself.
    """
    if any(deed in ROLE_DEEDS[Role(p.role)] and p.unit_id == unit.pk for p in user.current_posts):
        return
    raise Refused(
        f"{deed.value}由{unit.name}自己的人来做，你可以看，不能代办",
        code="not_own_unit",
    )


def check_can_reshape(user: User, unit: Unit) -> None:
    """As `check_can`, for moving, merging, splitting and closing: the unit above decides.

    Raises:
        Refused: the account manages no unit above, or there is none.
    """
    if unit.parent is None:
        raise Refused(f"“{unit.name}”是最上级单位，不能调整、合并或撤销", code="topmost_unit")
    check_can(user, Deed.MANAGE_UNITS, unit.parent)


def may_reshape(user: User, unit: Unit) -> bool:
    """Whether `check_can_reshape` would pass."""
    return unit.parent is not None and may(user, Deed.MANAGE_UNITS, unit.parent)


def check_can_manage_account(user: User, account: User) -> None:
    """As `check_can`, for what touches a whole account: its slip resets the password everywhere.

    Raises:
        Refused: it also holds a post outside what the user manages.
    """
    if not account_is_managed(user, account):
        raise Refused(
            f"{account.name} 在你管理范围以外还有岗位，这件事要由上级管理员来做",
            code="account_beyond_scope",
        )


def account_is_managed(user: User, account: User) -> bool:
    """Whether every post of an account lies where the user manages accounts."""
    posts = account.posts.filter(ended_at=None).select_related("unit")
    return all(may(user, Deed.MANAGE_ACCOUNTS, post.unit) for post in posts)


def _runs_the_system(user: User) -> bool:
    """The administrator of the topmost unit keeps the installation."""
    return any(
        post.role == Role.ADMINISTRATOR and post.unit.parent_id is None
        for post in user.current_posts
    )
