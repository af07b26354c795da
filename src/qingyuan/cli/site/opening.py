"""`--data`: which installation a command works on, and how it is opened."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from qingyuan.server import environment

if TYPE_CHECKING:
    from qingyuan.server.evidence.actor import Actor

data_option = click.option(
    "--data",
    required=True,
    metavar="文件夹",
    type=click.Path(path_type=Path, file_okay=True, readable=False),
    envvar=environment.DATA_VARIABLE,
    help="数据文件夹：数据库、文件、设置都在里面。",
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用。")


def open_site(data: Path) -> None:
    """Makes Django ready for the installation in a folder.

    Raises:
        Refused: there is none in it.
    """
    from qingyuan.server.keeping.folder import check_is_installation  # noqa: PLC0415 - see package

    folder = data.absolute()
    check_is_installation(folder)
    load_site(folder)


def load_site(folder: Path) -> None:
    """Makes Django ready for a folder, whatever is in it."""
    os.environ[environment.DATA_VARIABLE] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingyuan.server.settings")
    import django  # noqa: PLC0415 - see package

    django.setup()


def open_ready_site(data: Path) -> None:
    """As `open_site`, for what reads tables: those of another version are refused."""
    open_site(data)
    from qingyuan.server.keeping.schema import check_ready  # noqa: PLC0415 - see package

    check_ready()


def terminal_actor() -> Actor:
    """Who sits at the terminal."""
    from qingyuan.server.evidence.actor import command_actor  # noqa: PLC0415 - see package

    try:
        return command_actor(getpass.getuser())
    except (KeyError, OSError):
        return command_actor(str(os.getuid()))


def say(value: object, *, as_json: bool, words: str) -> None:
    """Prints a result for a program or for a person."""
    click.echo(msgspec.json.encode(value).decode() if as_json else words)
