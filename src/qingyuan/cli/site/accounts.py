"""`qingyuan accounts`: activation slips at the terminal, and the way back from a lost phone.

No password is ever made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingyuan.cli.site.opening import (
    data_option,
    json_option,
    open_ready_site,
    say,
    terminal_actor,
)
from qingyuan.cli.site.units import unit_of
from qingyuan.cli.wording import ChineseCommand, ChineseGroup, chinese_help
from qingyuan.formats.limits.refused import Refused

if TYPE_CHECKING:
    from qingyuan.server.organisations.models import Unit, User

_ROLES = ("administrator", "reporter", "reviewer", "leader", "inspector", "read_only")


@dataclass(frozen=True, slots=True)
class Issued:
    """One slip, for programs; times are ISO."""

    unit: str
    name: str
    role: str
    username: str
    code: str
    expires_at: str


@click.group("accounts", cls=ChineseGroup, help="账号：发激活单，取消丢了的双因素验证。")
@chinese_help
def accounts_commands() -> None:
    """The commands of accounts."""


@accounts_commands.command(
    "issue",
    cls=ChineseCommand,
    help="给一个单位还没激活的账号发激活单；加 --name 就先新建一个账号。激活码只显示这一次。",
)
@data_option
@click.option("--unit", "code", required=True, metavar="标识码", help="哪个单位，写标识码。")
@click.option("--name", metavar="姓名", help="新建账号的人。")
@click.option("--role", type=click.Choice(_ROLES), default="administrator", help="新账号的角色。")
@click.option("--below", is_flag=True, help="连同下级单位还没激活的账号。")
@click.option("--username", metavar="账号", help="只给这一个账号重发（忘了密码时用）。")
@json_option
@chinese_help
def issue_command(  # noqa: PLR0913 - one for each option
    data: Path,
    code: str,
    name: str | None,
    role: str,
    username: str | None,
    *,
    below: bool,
    as_json: bool,
) -> int:
    """Prints a slip for each account; older codes of theirs end."""
    open_ready_site(data)
    unit = unit_of(code)
    users = [_made(unit, name, role)] if name else _waiting(unit, username, below=below)
    if not users:
        raise Refused(f"{unit.name}没有等待激活的账号。新建请加 --name 姓名", code="no_account")
    slips = [_issued(user) for user in users]
    say({"slips": slips}, as_json=as_json, words="\n\n".join(_worded(slip) for slip in slips))
    return 0


@accounts_commands.command(
    "forget-factor",
    cls=ChineseCommand,
    help="手机和恢复码都丢了的账号：取消它的双因素验证，下次登录时重新设置。先核实是本人。",
)
@data_option
@click.option("--username", required=True, metavar="账号", help="哪个账号。")
@chinese_help
def forget_factor_command(data: Path, username: str) -> int:
    """For the highest administrators, above whom there is nobody but the terminal."""
    open_ready_site(data)
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.organisations.actions.accounts import (  # noqa: PLC0415 - see package
        forget_second_factor,
    )
    from qingyuan.server.organisations.models import User  # noqa: PLC0415 - see package

    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused(f"没有“{username}”这个账号", code="no_account")
    forget_second_factor(user=user, by=terminal_actor(), at=timezone.now())
    click.echo(f"{user.name} 下次登录时重新设置双因素验证")
    return 0


def _made(unit: Unit, name: str, role: str) -> User:
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.organisations.actions.accounts import make_account  # noqa: PLC0415
    from qingyuan.server.organisations.models import Role  # noqa: PLC0415 - see package

    return make_account(
        unit=unit, name=name, role=Role(role), by=terminal_actor(), at=timezone.now()
    )


def _waiting(unit: Unit, username: str | None, *, below: bool) -> list[User]:
    """The accounts that wait for activation, or the one that is named."""
    from qingyuan.server.organisations.models import Post  # noqa: PLC0415 - see package

    posts = Post.objects.filter(ended_at=None, holder__is_active=True).select_related("holder")
    posts = posts.within(unit.path) if below or username else posts.filter(unit=unit)
    holders = {post.holder.pk: post.holder for post in posts.order_by("pk") if post.holder}
    if username:
        return [holder for holder in holders.values() if holder.username == username]
    return [holder for holder in holders.values() if not holder.has_usable_password()]


def _issued(user: User) -> Issued:
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.organisations.actions.activation import issue_slip  # noqa: PLC0415

    slip = issue_slip(user=user, by=terminal_actor(), at=timezone.now())
    until = timezone.localtime(slip.expires_at).isoformat(timespec="minutes")
    return Issued(slip.unit, slip.name, slip.role, slip.username, slip.code, until)


def _worded(slip: Issued) -> str:
    return (
        f"{slip.unit}  {slip.name}（{slip.role}）\n"
        f"  账号    {slip.username}\n"
        f"  激活码  {slip.code}（{slip.expires_at[:10]} 前有效，只能用一次）\n"
        f"  打开网站的 /activate/ ，输入激活码后自己设密码"
    )
