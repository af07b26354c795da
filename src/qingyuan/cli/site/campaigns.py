"""`qingyuan campaign create`: a campaign from the text of a notice or from a rule pack."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingyuan.cli.site.opening import (
    data_option,
    json_option,
    open_ready_site,
    say,
    terminal_actor,
)
from qingyuan.cli.wording import ChineseCommand, ChineseGroup, chinese_help
from qingyuan.formats.readers.rulepack import shipped_packs
from qingyuan.pipelines.notice_text import read_notice_file

if TYPE_CHECKING:
    from qingyuan.server.campaigns.from_command import Created


@click.group("campaign", cls=ChineseGroup, help="行动：由通知或规则包新建。")
@chinese_help
def campaign_commands() -> None:
    """The commands on campaigns."""


@campaign_commands.command(
    "create", cls=ChineseCommand, help="由通知文件（txt、docx）或规则包新建行动，待人确认。"
)
@click.argument("source", metavar="通知文件或规则包")
@data_option
@click.option("--unit", "code", metavar="代码", help="组织行动的单位，默认是最上级单位。")
@json_option
@chinese_help
def create_command(source: str, data: Path, code: str | None, *, as_json: bool) -> int:
    """Makes the proposal; nobody below sees it before a person has confirmed it."""
    open_ready_site(data)
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.campaigns.from_command import create_campaign, unit_of  # noqa: PLC0415 - see package

    is_pack = source in shipped_packs() or source.endswith(".toml")
    created = create_campaign(
        unit=unit_of(code),
        text=None if is_pack else read_notice_file(Path(source)),
        pack=source if is_pack else None,
        by=terminal_actor(),
        at=timezone.now(),
    )
    say(asdict(created), as_json=as_json, words=_words(created))
    return 0


def _words(created: Created) -> str:
    counts = f"{created.stages} 个阶段，{created.deliverables} 项报送材料"
    lines = [
        f"已提出行动“{created.name}”（编号 {created.campaign}），待确认：{counts}。",
        *(f"请你定：{remark}" for remark in created.remarks),
        f"下一步：登录网站，在“行动”里核对并确认（/campaigns/{created.campaign}/proposal/）。",
    ]
    return "\n".join(lines)
