"""`qingyuan manage`: Django's own commands on an installation."""

from __future__ import annotations

from pathlib import Path

import click

from qingyuan.cli.site.opening import data_option, open_site
from qingyuan.cli.wording import ChineseCommand, chinese_help


@click.command(
    "manage",
    cls=ChineseCommand,
    help="运行 Django 自带的管理命令，如 qingyuan manage --data 文件夹 shell。",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@data_option
@click.argument("arguments", nargs=-1, metavar="命令…", type=click.UNPROCESSED)
@chinese_help
def manage_command(data: Path, arguments: tuple[str, ...]) -> int:
    """Hands the rest of the line to Django."""
    open_site(data)
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - see package

    execute_from_command_line(["qingyuan manage", *arguments])
    return 0
