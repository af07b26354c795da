"""`qingyuan doctor` and `verify`: is what is stored as it must be."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingyuan.cli.progress import Bar
from qingyuan.cli.site.opening import data_option, json_option, open_ready_site, open_site, say
from qingyuan.cli.wording import ChineseCommand, chinese_help

if TYPE_CHECKING:
    from qingyuan.server.keeping.doctor.trouble import Trouble


@click.command("doctor", cls=ChineseCommand, help="检查数据是否完好，逐条说明怎么修。")
@data_option
@json_option
@chinese_help
def doctor_command(data: Path, *, as_json: bool) -> int:
    """Exit 0 only where every stored invariant holds."""
    open_site(data)
    troubles = examined()
    say({"troubles": [asdict(each) for each in troubles]}, as_json=as_json, words=_words(troubles))
    return 1 if troubles else 0


def examined() -> list[Trouble]:
    """Runs every check, with a bar."""
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.keeping.doctor.examination import examine  # noqa: PLC0415 - see package
    from qingyuan.server.keeping.snapshot import one_snapshot  # noqa: PLC0415 - see package

    with Bar() as bar, one_snapshot():
        return list(examine(timezone.now(), lambda title: bar.stage(title, None)))


def _words(troubles: list[Trouble]) -> str:
    return "\n".join(trouble_words(troubles)) or "检查完毕，没有发现问题。"


def trouble_words(troubles: list[Trouble]) -> list[str]:
    """Each with what to do about it; nothing where there are none."""
    lines = [f"发现 {len(troubles)} 个问题："] if troubles else []
    for number, trouble in enumerate(troubles, start=1):
        lines += [f"{number}. {trouble.sentence}", f"   怎么办：{trouble.repair}"]
    return lines


@click.command("verify", cls=ChineseCommand, help="核验事件链和日封，指出第一处对不上的地方。")
@data_option
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="日期=日封",
    help="另存的日封（如打印在报告上的），可以写多个，形如 2023-06-20=3f9c…。",
)
@json_option
@chinese_help
def verify_command(data: Path, anchors: tuple[str, ...], *, as_json: bool) -> int:
    """Exit 0 only where every chain and every seal holds."""
    open_ready_site(data)
    from qingyuan.server.evidence.models import Chain, Event, Seal  # noqa: PLC0415 - see package
    from qingyuan.server.evidence.verification import against_anchor, verify_all  # noqa: PLC0415 - see package
    from qingyuan.server.keeping.snapshot import one_snapshot  # noqa: PLC0415 - see package

    pairs = [_pair(anchor) for anchor in anchors]
    with one_snapshot():
        broken = [*verify_all(), *against_anchor(pairs)]
        counts = {
            "chains": Chain.objects.count(),
            "events": Event.objects.count(),
            "seals": Seal.objects.count(),
        }
    result = {**counts, "broken": [asdict(link) for link in broken]}
    lines = [f"{link.chain}：{link.sentence}" for link in broken]
    good = "核验完毕：{chains:,} 条链、{events:,} 条记录、{seals:,} 个日封，全部对得上。"
    say(result, as_json=as_json, words="\n".join(lines) or good.format(**counts))
    return 1 if broken else 0


def _pair(anchor: str) -> tuple[str, str]:
    day, _, root = anchor.partition("=")
    return day.strip(), root.strip().lower()


@click.command("tallies", cls=ChineseCommand, help="核对统计数与底数，或按底数重算。")
@data_option
@click.option("--verify", is_flag=True, help="只核对（默认）。")
@click.option("--rebuild", is_flag=True, help="按底数重算。")
@json_option
@chinese_help
def tallies_command(data: Path, *, verify: bool, rebuild: bool, as_json: bool) -> int:  # noqa: ARG001 - verifying is the default
    """Exit 0 only where every kept number equals its recount, or has been set right."""
    open_ready_site(data)
    from qingyuan.server.keeping import tallies  # noqa: PLC0415 - see package
    from qingyuan.server.keeping.snapshot import one_snapshot  # noqa: PLC0415 - see package

    if rebuild:
        changed = tallies.rebuild()
        say({"changed": changed}, as_json=as_json, words=f"已按底数重算，改正 {changed} 处。")
        return 0
    with one_snapshot():
        wrong = tallies.wrong()
    words = "\n".join(wrong) or "核对完毕，统计数与底数全部相符。"
    say({"wrong": wrong}, as_json=as_json, words=words)
    return 1 if wrong else 0
