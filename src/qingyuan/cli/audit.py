"""`qingyuan audit`: from a folder of filled-in forms to the annexes, lists and reports."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from qingyuan.cli.progress import Bar
from qingyuan.cli.wording import ChineseCommand, chinese_help
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.system_errors import system_words
from qingyuan.formats.readers.rulepack import read_rulepack
from qingyuan.pipelines.audit.order import Order, Outcome
from qingyuan.pipelines.audit.run import audit
from qingyuan.pipelines.registry import check_is_file

_SHOWN = 20


@click.command("audit", cls=ChineseCommand, help="审核一个文件夹里的填报表，生成附件、清单和报告。")
@click.argument("inbox", metavar="收件箱文件夹", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--registry",
    required=True,
    metavar="文件",
    type=click.Path(path_type=Path, readable=False),
    help="备案名录文件（csv、xlsx，或保存的查询网页）。",
)
@click.option(
    "--out",
    required=True,
    metavar="文件夹",
    type=click.Path(path_type=Path, readable=False),
    help="结果放到哪个文件夹。",
)
@click.option(
    "--campaign",
    default="xinyang_2023",
    metavar="规则包",
    help="规则包的名称或文件，默认 xinyang_2023。",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="个数",
    help="同时用几个进程，默认与处理器个数相同。",
)
@click.option("--unit", metavar="单位", help="报送单位的名称，写进表格和报告。")
@chinese_help
def audit_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    inbox: Path, registry: Path, out: Path, campaign: str, jobs: int | None, unit: str | None
) -> int:
    """Reads every form under INBOX, checks every app, writes the tables and the report."""
    if not inbox.is_dir():
        raise Refused(f"没有这个文件夹：{inbox}，请核对路径", code="no_inbox")
    if out.exists() and not out.is_dir():
        raise Refused(f"{out} 是一个文件，请另给一个文件夹放结果", code="out_is_a_file")
    if out.exists() and out.samefile(inbox):
        raise Refused("结果不能放在收件箱里，请另给一个文件夹", code="out_is_inbox")
    check_is_file(registry)
    order = Order(
        inbox=inbox,
        out=out,
        registry=registry,
        pack=read_rulepack(campaign),
        made_on=datetime.now().astimezone().date(),
        jobs=jobs or os.cpu_count() or 1,
        unit=unit,
    )
    try:
        with Bar() as bar:
            outcome = audit(order, bar)
    except OSError as error:
        sentence = f"没有完成：{system_words(error)}（{error.filename or out}），旧的结果没有动"
        raise Refused(sentence, code="system") from error
    _say(outcome, out)
    return 1 if outcome.unread or outcome.rejected else 0


def _say(outcome: Outcome, out: Path) -> None:
    figures: dict[str, Any] = outcome.summary
    rows, files = figures["rows"], figures["files"]
    sentences = (
        ("文件 {:,} 个：", files["found"]),
        ("读取 {:,}，", files["read"]),
        ("重复 {:,}，", files["duplicate"]),
        ("不是填报表 {:,}，", files["not_a_form"]),
        ("未能读取 {:,}\n", files["unreadable"]),
        ("记录 {:,} 条：", rows["read"]),
        ("采用 {:,}，", rows["accepted"]),
        ("重复 {:,}，", rows["duplicate"]),
        ("零报告 {:,}，", rows["nil"]),
        ("未采用 {:,}\n", rows["rejected"]),
        ("学校 {:,} 所", figures["schools"]),
        ("（零报告 {:,}）；", figures["schools_nil"]),
        ("在用 APP {:,} 个，", figures["apps_in_use"]),
        ("备案号核对一致 {:,} 个；", figures["apps_with_filing_number"]),
        ("收费学校 {:,} 所；", figures["schools_charging"]),
        ("须清理 {:,} 项\n", figures["cleanup_items"]),
    )
    click.echo("".join(words.format(number) for words, number in sentences) + f"结果在：{out}")
    _say_odd_registry(outcome)
    for line in outcome.unread[:_SHOWN]:
        click.echo(f"未能读取 {line.file}：{line.reason}", err=True)
    if len(outcome.unread) > _SHOWN:
        rest = len(outcome.unread) - _SHOWN
        click.echo(f"另有 {rest} 个未能读取的文件，见 files.jsonl 和 问题清单.xlsx", err=True)
    if outcome.rejected:
        click.echo(f"有 {outcome.rejected} 行没有采用，见 问题清单.xlsx", err=True)


def _say_odd_registry(outcome: Outcome) -> None:
    odd = outcome.registry.odd_rows
    if odd:
        first = odd[0]
        click.echo(
            f"备案名录有 {len(odd)} 行没有采用，如第 {first.row} 行：{first.reason}", err=True
        )
