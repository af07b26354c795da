"""`qingyuan notice`: issue a draft, and see how far notices have come."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
import msgspec

from qingyuan.cli.site.opening import data_option, json_option, open_ready_site, say, terminal_actor
from qingyuan.cli.wording import ChineseCommand, ChineseGroup, chinese_help
from qingyuan.formats.limits.refused import Refused


@click.group("notice", cls=ChineseGroup, help="下发通知，看传达到哪里了。")
@chinese_help
def notice_commands() -> None:
    """The commands about notices."""


@notice_commands.command("status", cls=ChineseCommand, help="每份通知传达到哪里了。")
@click.argument("notice", metavar="[编号]", type=int, required=False)
@data_option
@json_option
@chinese_help
def status(notice: int | None, data: Path, *, as_json: bool) -> int:
    """Lists the versions of all notices or of one; exit 1 where somebody is not reached."""
    open_ready_site(data)
    from qingyuan.server.campaigns.presenters.summary import summaries  # noqa: PLC0415 - see package

    found = summaries(notice)
    if notice is not None and not found:
        raise Refused(f"没有编号为 {notice} 的通知。用 notice status 看有哪些", code="no_notice")
    for one in found:
        click.echo(msgspec.json.encode(asdict(one)).decode() if as_json else one.words)
    if not found and not as_json:
        click.echo("还没有通知。")
    return 0 if all(one.is_complete for one in found) else 1


@notice_commands.command("issue", cls=ChineseCommand, help="下发一份通知的草稿。")
@click.argument("notice", metavar="编号", type=int)
@data_option
@json_option
@chinese_help
def issue(notice: int, data: Path, *, as_json: bool) -> int:
    """Hands the newest draft of a notice to the worker of the running site."""
    open_ready_site(data)
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.campaigns.actions.notices import issue_notice  # noqa: PLC0415 - see package
    from qingyuan.server.campaigns.models import NoticeVersion  # noqa: PLC0415 - see package

    drafts = NoticeVersion.objects.select_related("notice__issuer", "notice__campaign")
    draft = drafts.filter(notice=notice, state=NoticeVersion.State.DRAFT).first()
    if draft is None:
        raise Refused(
            f"编号 {notice} 没有等着下发的草稿。用 notice status 看有哪些", code="no_draft"
        )
    issue_notice(version=draft, by=terminal_actor(), at=timezone.now())
    draft.refresh_from_db()
    answer = {"notice": notice, "version": draft.number, "units_to_reach": draft.units_to_reach}
    words = (
        f"已开始下发“{draft.notice.title}”第 {draft.number} 版，"
        f"共 {draft.units_to_reach:,} 个单位。\n"
        f"由运行中的网站在后台完成，用 notice status {notice} 看进度。"
    )
    say(answer, as_json=as_json, words=words)
    return 0
