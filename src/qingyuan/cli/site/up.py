"""`qingyuan up`: web server and worker on one data folder."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from qingyuan.cli.site.demo import one_account_a_role
from qingyuan.cli.site.opening import data_option, load_site
from qingyuan.cli.wording import ChineseCommand, chinese_help

_ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not bound


@click.command("up", cls=ChineseCommand, help="启动网站；第一次启动会建好数据文件夹。")
@data_option
@click.option("--host", default="127.0.0.1", metavar="地址", help="监听的地址，默认只限本机。")
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65535),
    metavar="端口",
    help="监听的端口，默认 8000；0 表示任选一个空闲的。",
)
@chinese_help
def up_command(data: Path, host: str, port: int) -> int:
    """Serves until Ctrl-C; the folder is made on the first start."""
    from qingyuan.server.keeping.folder import found, used_alone  # noqa: PLC0415 - see package

    folder = data.absolute()
    if found(folder):
        click.echo(f"已建立数据文件夹：{folder}")
    if host not in _ANYWHERE:
        os.environ.setdefault("QINGYUAN_HOSTS", host)
    load_site(folder)
    with used_alone(folder, shared="DATABASE_URL" in os.environ):  # PostgreSQL serves many
        _serve(folder, host, port)
    click.echo("已停止，正在处理的请求都已办完。")
    return 0


def _serve(folder: Path, host: str, port: int) -> None:
    from qingyuan.server.serving.preparing import prepare  # noqa: PLC0415 - see package

    set_up_path = prepare()
    from qingyuan.server.serving.server import Server  # noqa: PLC0415 - needs the static files

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = Server(host, port)
    server.run(lambda: _announce(server.address, set_up_path, one_account_a_role(folder)))


def _announce(address: str, set_up_path: str, accounts: str) -> None:
    if accounts:
        click.echo(accounts)
    click.echo(f"网站已启动：{address}")
    if set_up_path:
        click.echo(
            "还没有单位。请在浏览器打开下面的链接，登记主办单位和第一个管理员（只能用一次，"
            f"重新启动会换新的）：\n{address.rstrip('/')}{set_up_path}"
        )
    click.echo("按 Ctrl-C 停止。")
