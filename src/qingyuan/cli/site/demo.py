"""`qingyuan demo`: an empty folder becomes an invented city."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from qingyuan.cli.progress import Bar
from qingyuan.cli.site.opening import data_option, json_option, load_site
from qingyuan.cli.wording import ChineseCommand, chinese_help

if TYPE_CHECKING:
    from qingyuan.server.demo.accounts import Account

ACCOUNTS_FILE = "demo-accounts.json"
_SETTINGS = """\
demo = true
name = "教育移动应用排查整治平台"
host = "云溪市教育体育局"
support = "0990-0000000"
"""
_STAFF_A_UNIT = 20
_SMALL = 1_000


@click.command("demo", cls=ChineseCommand, help="在空文件夹里建立一座虚构的市，供试用和测速。")
@data_option
@click.option(
    "--units",
    default=30,
    type=click.IntRange(12, 60_000),
    metavar="个数",
    help="学校和幼儿园的个数，默认 30。",
)
@click.option(
    "--staff",
    type=click.IntRange(30, 2_000_000),
    metavar="人数",
    help="教职员工人数，默认 300；1,000 所学校以上默认每所 20 人。",
)
@click.option("--seed", default=1, type=int, metavar="数", help="同一个数造出同一座市，默认 1。")
@json_option
@chinese_help
def demo_command(data: Path, units: int, staff: int | None, seed: int, *, as_json: bool) -> int:
    """Makes the city and prints its accounts."""
    accounts = _make(data.absolute(), units, staff or _staff_for(units), seed)
    listed = {"accounts": [asdict(account) for account in accounts]}
    _keep(data.absolute() / ACCOUNTS_FILE, listed)
    if as_json:
        click.echo(msgspec.json.encode(listed).decode())
    else:
        click.echo(f"演示数据已建好：{data}。账号（口令只显示这一次，也存在 {ACCOUNTS_FILE}）：\n")
        click.echo(worded(accounts))
    return 0


def _staff_for(units: int) -> int:
    return 300 if units < _SMALL else units * _STAFF_A_UNIT


def _make(folder: Path, units: int, staff: int, seed: int) -> list[Account]:
    from qingyuan.server.keeping.folder import FIRST_START, found, used_alone  # noqa: PLC0415 - see package

    found(folder, settings=_SETTINGS)
    with used_alone(folder):
        load_site(folder)
        from django.utils import timezone  # noqa: PLC0415 - see package

        from qingyuan.server.demo.filling import Order, fill  # noqa: PLC0415 - see package
        from qingyuan.server.demo.hurry import unsynced  # noqa: PLC0415 - see package
        from qingyuan.server.demo.tree import Size  # noqa: PLC0415 - see package
        from qingyuan.server.keeping import schema  # noqa: PLC0415 - see package

        schema.make_tables()
        schema.make_static_files()
        (folder / FIRST_START).unlink(missing_ok=True)
        order = Order(Size(units, staff), seed, timezone.now().replace(microsecond=0))
        with Bar() as bar, unsynced():
            return fill(order, bar)


def _keep(path: Path, listed: dict[str, Any]) -> None:
    """An invented city's passwords may lie beside it, so that `make run` can show them again."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
        file.write(msgspec.json.format(msgspec.json.encode(listed)))


def worded(accounts: list[Account]) -> str:
    """A line an account."""
    lines = [_line(asdict(account)) for account in accounts]
    return "\n".join([*lines, "", _ABOUT_CODES])


def one_account_a_role(folder: Path) -> str:
    """Of a demo folder: an account for every role at every level; empty for any other folder."""
    path = folder / ACCOUNTS_FILE
    if not path.is_file():
        return ""
    shown: dict[tuple[str, str], str] = {}
    for account in msgspec.json.decode(path.read_bytes())["accounts"]:
        stem, _, role = account["username"].partition(".")
        level = stem if stem[-1].isalpha() else stem.rstrip("0123456789")
        shown.setdefault((level, role), _line(account))
    return "\n".join(["演示账号（口令在后面）：", *shown.values(), _ABOUT_CODES])


_ABOUT_CODES = f"后面有密钥的账号，登录时还要 6 位验证码，这样算出来：{sys.argv[0]} totp 密钥"


def _line(account: dict[str, Any]) -> str:
    secret = account["totp_secret"]
    ending = f"  密钥 {secret}" if secret else ""
    return f"{account['username']:<24}{account['password']}  {account['unit']}{ending}"
