"""Chinese sentences for what is wrong with a call."""

from __future__ import annotations

import click

chinese_help = click.help_option("-h", "--help", help="显示用法。")


def usage_sentence(error: click.UsageError) -> str:
    """Says what is wrong with the call and how to see the right one."""
    return f"{_what(error)}。用 --help 查看用法"


def _what(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项"
        case click.MissingParameter():
            return f"缺少 {_parameter(error)}"
        case click.BadParameter():
            return f"{_parameter(error)} 的值不对（{error.message}）"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 缺少值，或多写了值"
    if "unexpected extra argument" in error.message:
        return "多写了参数"
    if "No such command" in error.message:
        return f"没有这个命令：{error.message.split(chr(39))[1]}"
    return f"命令写得不对（{error.message}）"


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "参数")
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.human_readable_name
