"""Chinese sentences for what is wrong with a call."""

from __future__ import annotations

import click

chinese_help = click.help_option("-h", "--help", help="显示用法。")


class ChineseCommand(click.Command):
    """A command whose help is laid out in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(_usage_pieces(self)), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the table of options."""
        _write_options(self, ctx, formatter)


class ChineseGroup(click.Group):
    """A group of commands whose help is laid out in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the usage line."""
        formatter.write_usage(ctx.command_path, "命令 [选项]…", "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the table of options and that of commands."""
        _write_options(self, ctx, formatter)
        with formatter.section("命令"):
            commands = self.commands.values()
            formatter.write_dl([(command.name or "", command.help or "") for command in commands])


def _usage_pieces(command: click.Command) -> list[str]:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    return [*(str(argument.metavar) for argument in arguments), "[选项]…"]


def _write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    options = [p for p in command.get_params(ctx) if isinstance(p, click.Option)]
    with formatter.section("选项"):
        formatter.write_dl([(_option_words(option), option.help or "") for option in options])


def _option_words(option: click.Option) -> str:
    value = "" if option.is_flag else f" {option.metavar or '值'}"
    return ", ".join(option.opts) + value


def usage_sentence(error: click.UsageError) -> str:
    """Says what is wrong with the call and how to see the right one."""
    return f"{_what(error)}。用 --help 查看用法"


def _what(error: click.UsageError) -> str:
    words = f"命令写得不对（{error.message}）"
    if isinstance(error, click.NoSuchOption):
        words = f"没有 {error.option_name} 这个选项"
    elif isinstance(error, click.MissingParameter):
        words = f"缺少 {_parameter(error)}"
    elif isinstance(error, click.BadParameter):
        words = f"{_parameter(error)} 的值不对：{_expected(error)}"
    elif isinstance(error, click.BadOptionUsage):
        words = f"选项 {error.option_name} 缺少值，或多写了值"
    elif "unexpected extra argument" in error.message:
        words = "多写了参数"
    elif "No such command" in error.message:
        words = f"没有这个命令：{error.message.split(chr(39))[1]}"
    return words


def _expected(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.IntRange):
        return f"应是 {kind.min} 到 {kind.max} 的整数"
    return "写法不对"


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "参数")
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.human_readable_name
