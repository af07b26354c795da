"""The program `qingyuan`."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import click

from qingyuan.cli.audit import audit_command
from qingyuan.cli.registry import registry_commands
from qingyuan.cli.site.accounts import accounts_commands
from qingyuan.cli.site.campaigns import campaign_commands
from qingyuan.cli.site.copies import backup_command, restore_command, upgrade_command
from qingyuan.cli.site.demo import demo_command
from qingyuan.cli.site.doctor import doctor_command, tallies_command, verify_command
from qingyuan.cli.site.manage import manage_command
from qingyuan.cli.site.notices import notice_commands
from qingyuan.cli.site.reports import report_commands
from qingyuan.cli.site.totp import totp_command
from qingyuan.cli.site.units import units_commands
from qingyuan.cli.site.up import up_command
from qingyuan.cli.wording import ChineseGroup, chinese_help, usage_sentence
from qingyuan.formats.limits.refused import Refused

_STOPPED = 130  # what a shell reports for Ctrl-C


@click.group(
    "qingyuan",
    cls=ChineseGroup,
    help="清园：教育类 APP 排查整治，从学校填报到清理清单和报告。",
)
@chinese_help
@click.version_option(package_name="qingyuan", message="qingyuan %(version)s", help="显示版本号。")
def program() -> None:
    """The commands of the program."""


program.add_command(audit_command)
program.add_command(registry_commands)
for _command in (
    up_command,
    demo_command,
    doctor_command,
    verify_command,
    tallies_command,
    units_commands,
    accounts_commands,
    backup_command,
    restore_command,
    upgrade_command,
    totp_command,
    manage_command,
    campaign_commands,
    notice_commands,
    report_commands,
):
    program.add_command(_command)


def main() -> None:
    """Runs the program; a call that is wrong ends with exit code 2 and one sentence."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        code = program(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        code = _wrong_call(error.format_message())
    except click.UsageError as error:
        code = _wrong_call(usage_sentence(error))
    except Refused as refused:
        code = _wrong_call(refused.sentence)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已停止，没有留下写了一半的结果。", err=True)
        code = _STOPPED
    _leave(code if isinstance(code, int) else 0)


def _leave(code: int) -> NoReturn:
    """Ends the program at once, all that was written being closed.

    To give back a registry and its index value by value takes longer than the Word reports.
    """
    with suppress(OSError):  # nobody reads what was said: Python has its own way to say so
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM stops as Ctrl-C does, so that nothing half-written stays behind."""
    raise KeyboardInterrupt


def _wrong_call(sentence: str) -> int:
    click.echo(sentence, err=True)
    return 2
