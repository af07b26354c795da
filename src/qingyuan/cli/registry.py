"""`qingyuan registry`: look into a registry file, ask it, compare two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from qingyuan.cli.wording import ChineseCommand, ChineseGroup, chinese_help
from qingyuan.core.identifiers.classify import classify
from qingyuan.core.naming.written import read_app_names
from qingyuan.core.registry.difference import Change, differences
from qingyuan.core.registry.filing import Filing, FilingStatus
from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.registry.verdict import Judgement, Verdict, judge
from qingyuan.core.reports.wording import VERDICT_WORDS
from qingyuan.pipelines.registry import load_registry

_as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON 行，供程序使用。")
_file = click.Path(path_type=Path, readable=False)
_STATUS = {
    FilingStatus.NORMAL: "正常",
    FilingStatus.OFFLINE: "暂时下线",
    FilingStatus.WITHDRAWN: "撤销",
}
_GOOD = frozenset({Verdict.VERIFIED, Verdict.NUMBER_MISSING})


@click.group(
    "registry", cls=ChineseGroup, help="查备案名录：核对名称或备案号、看名录概况、比较两份名录。"
)
@chinese_help
def registry_commands() -> None:
    """The commands that look into a registry file."""


@registry_commands.command(
    "check", cls=ChineseCommand, help="核对一个或多个名称、备案号（也可写成“名称 备案号”）。"
)
@click.argument("names", nargs=-1, required=True, metavar="名称或备案号…")
@click.option("--registry", required=True, metavar="文件", type=_file, help="备案名录文件。")
@_as_json
@chinese_help
def check(names: tuple[str, ...], registry: Path, *, as_json: bool) -> int:
    """Checks names and numbers; exit 0 where the registry has all of them in force."""
    index = RegistryIndex.build(load_registry(registry).filings)
    answers = [(text, _judged(index, text)) for text in names]
    if as_json:
        _print_json([_answer(text, judgement) for text, judgement in answers])
    else:
        click.echo("\n".join(_worded(text, judgement) for text, judgement in answers))
    return 0 if all(j.verdict in _GOOD for _, j in answers) else 1


def _judged(index: RegistryIndex, text: str) -> Judgement:
    """A number alone is looked up by itself, anything else as a name, with its number if any."""
    classified = classify(text)
    rest = text
    for number in classified.filing_numbers:
        found = index.by_number(number)
        if _holds_only(text, number) and found:
            return judge(index, found[0].name, classified)
        rest = rest.replace(number, " ")
    names = read_app_names(rest, index.knows) if rest.strip() else ()
    if not classified.filing_numbers:
        classified = classify("")  # a name alone: there is no number to find fault with
    return judge(index, names[0].name if names else "", classified)


def _holds_only(text: str, number: str) -> bool:
    digits = "".join(filter(str.isdigit, number))
    return len([c for c in text if "\u4e00" <= c <= "\u9fff"]) <= 4 and digits in "".join(
        filter(str.isdigit, text)
    )


def _worded(text: str, judgement: Judgement) -> str:
    lines = [text, f"  结论：{VERDICT_WORDS[judgement.verdict]}"]
    filing = judgement.filing
    if filing:
        lines.append(f"  名录：{filing.name}  {filing.number}  {_STATUS[filing.status]}")
        lines += [f"  提供者：{filing.provider}"] if filing.provider else []
    return "\n".join([*lines, f"  说明：{judgement.explanation}"])


def _answer(text: str, judgement: Judgement) -> dict[str, object]:
    return {
        "query": text,
        "verdict": judgement.verdict.value,
        "filing_number": judgement.filing_number,
        "registry_name": judgement.registry_name,
        "registry_number": judgement.filing.number if judgement.filing else None,
        "status": judgement.filing.status.value if judgement.filing else None,
        "explanation": judgement.explanation,
    }


@registry_commands.command(
    "inspect", cls=ChineseCommand, help="看一份名录的概况：条数、日期、状态、表头、有问题的行。"
)
@click.argument("file", metavar="名录文件", type=_file)
@_as_json
@chinese_help
def inspect(file: Path, *, as_json: bool) -> int:
    """Says what a registry file holds; exit 1 where some of its rows give no filing."""
    registry = load_registry(file)
    statuses = Counter(filing.status for filing in registry.filings)
    shared = [n for n, c in Counter(f.number for f in registry.filings).items() if c > 1]
    if as_json:
        facts = {
            "entries": len(registry.filings),
            "as_of": registry.as_of,
            "sha256": registry.sha256,
            "statuses": {status.value: statuses[status] for status in FilingStatus},
            "headers": registry.headers,
            "shared_numbers": shared,
            "odd_rows": [{"row": odd.row, "reason": odd.reason} for odd in registry.odd_rows],
        }
        _print_json([facts])
    else:
        lines = [
            f"共 {len(registry.filings):,} 条；"
            + "，".join(f"{_STATUS[s]} {statuses[s]:,}" for s in FilingStatus),
            f"数据日期：{registry.as_of or '文件中没有写'}",
            f"SHA-256：{registry.sha256}",
            "表头："
            + "，".join(f"{title}→{_MEANINGS[m]}" for m, title in registry.headers.items()),
            f"一个备案号多个名称：{len(shared):,} 个",
            f"没有采用的行：{len(registry.odd_rows):,}",
        ]
        lines += [f"  第 {odd.row} 行：{odd.reason}" for odd in registry.odd_rows[:20]]
        click.echo("\n".join(lines))
    return 1 if registry.odd_rows else 0


_MEANINGS = {
    "name": "名称",
    "number": "备案号",
    "provider": "提供者",
    "region": "地区",
    "status": "状态",
    "aliases": "别名",
    "as_of": "日期",
}


@registry_commands.command(
    "diff", cls=ChineseCommand, help="比较两份名录：新增、撤销、下线、恢复、改名、不再列出。"
)
@click.argument("old", metavar="旧名录", type=_file)
@click.argument("new", metavar="新名录", type=_file)
@_as_json
@chinese_help
def diff(old: Path, new: Path, *, as_json: bool) -> int:
    """Lists what changed between two registry files."""
    changes = differences(load_registry(old).filings, load_registry(new).filings)
    if as_json:
        _print_json([_change(change) for change in changes])
        return 0
    if not changes:
        click.echo("两份名录没有差别。")
        return 0
    counts = Counter(change.kind for change in changes)
    click.echo("，".join(f"{kind.words} {counts[kind]:,}" for kind in counts))
    for change in changes:
        click.echo(f"{change.kind.words}  {change.number}  {_shown(change)}")
    return 0


def _change(change: Change) -> dict[str, object]:
    return {
        "change": change.kind.value,
        "filing_number": change.number,
        "old": _filing(change.old),
        "new": _filing(change.new),
    }


def _filing(filing: Filing | None) -> dict[str, str] | None:
    return {"name": filing.name, "status": filing.status.value} if filing else None


def _shown(change: Change) -> str:
    old, new = change.old, change.new
    if old and new and old.name != new.name:
        return f"{old.name} → {new.name}"
    if old and new:
        return f"{new.name}（{_STATUS[old.status]} → {_STATUS[new.status]}）"
    listed = new or old
    return listed.name if listed else ""


def _print_json(lines: Sequence[object]) -> None:
    for line in lines:
        click.echo(msgspec.json.encode(line).decode())
