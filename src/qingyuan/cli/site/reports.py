"""`qingyuan report deployment`: a unit's report as it stands, as a Word document or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from qingyuan.cli.site.opening import (
    data_option,
    json_option,
    open_ready_site,
    say,
    terminal_actor,
)
from qingyuan.cli.wording import ChineseCommand, ChineseGroup, chinese_help
from qingyuan.core.reports.deployment import deployment_paper
from qingyuan.core.reports.deployment_gaps import Gap, deployment_gaps
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.writers.docx import write_paper

if TYPE_CHECKING:
    from qingyuan.core.reports.deployment_figures import DeploymentFigures


@click.group("report", cls=ChineseGroup, help="报告：由网站里的登记生成。")
@chinese_help
def report_commands() -> None:
    """The commands on reports."""


@report_commands.command("deployment", cls=ChineseCommand, help="生成一个单位的工作部署情况报告。")
@click.option("--unit", "code", required=True, metavar="代码", help="报送单位的代码。")
@data_option
@click.option(
    "--out",
    required=True,
    metavar="文件",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到哪里，以 .docx 结尾。",
)
@json_option
@chinese_help
def deployment_command(code: str, data: Path, out: Path, *, as_json: bool) -> int:
    """Writes the paper; the figures and gaps go to the terminal, contacts masked."""
    if out.suffix.lower() != ".docx":
        raise Refused(f"“{out.name}”要以 .docx 结尾", code="wrong_ending")
    if not out.absolute().parent.is_dir():
        raise Refused(f"没有这个文件夹：{out.absolute().parent}，请先建立", code="no_folder")
    open_ready_site(data)
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.campaigns.from_command import deployment_figures  # noqa: PLC0415 - see package

    figures = deployment_figures(code=code, by=terminal_actor(), at=timezone.now())
    write_paper(out, deployment_paper(figures))
    gaps = deployment_gaps(figures)
    say(_values(figures, gaps), as_json=as_json, words=_words(out, gaps))
    return 0


def _values(figures: DeploymentFigures, gaps: tuple[Gap, ...]) -> dict[str, Any]:
    from qingyuan.server.campaigns.deployment.frozen import masked  # noqa: PLC0415 - see package

    return {"figures": msgspec.to_builtins(masked(figures)), "gaps": [g.sentence for g in gaps]}


def _words(out: Path, gaps: tuple[Gap, ...]) -> str:
    if not gaps:
        return f"已写好：{out}。内容齐全。"
    lines = (f"{number}. {gap.sentence}" for number, gap in enumerate(gaps, start=1))
    return "\n".join([f"已写好：{out}。还有 {len(gaps)} 处要补：", *lines])
