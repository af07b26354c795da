"""`qingyuan backup`, `restore`, `upgrade`: copies of an installation, and what needs one first."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qingyuan.cli.progress import Bar
from qingyuan.cli.site.doctor import examined, trouble_words
from qingyuan.cli.site.opening import data_option, json_option, load_site, open_site, say
from qingyuan.cli.wording import ChineseCommand, chinese_help
from qingyuan.formats.limits.refused import Refused

if TYPE_CHECKING:
    from qingyuan.server.keeping.copies.manifest import Manifest

_PASSPHRASE = "QINGYUAN_BACKUP_PASSPHRASE"  # noqa: S105 - the name of a variable
_file = click.Path(path_type=Path, readable=False)
_passphrase_option = click.option(
    "--passphrase-file",
    metavar="文件",
    type=_file,
    help=f"口令在这个文件里，备份用它加密；也可以用环境变量 {_PASSPHRASE}。",
)


@click.command("backup", cls=ChineseCommand, help="备份成一个文件；网站不用停。")
@click.argument("file", metavar="备份文件或文件夹", type=_file)
@data_option
@_passphrase_option
@json_option
@chinese_help
def backup_command(file: Path, data: Path, passphrase_file: Path | None, *, as_json: bool) -> int:
    """Exit 0 only where everything is in the copy; in a folder it is named by the time."""
    open_site(data)
    passphrase = _passphrase(passphrase_file)
    file = file / _name() if file.is_dir() else file
    made = make_copy(file.absolute(), passphrase)
    facts = {"file": str(file), "encrypted": bool(passphrase), **_facts(made)}
    say(facts, as_json=as_json, words=_backup_words(file, made, encrypted=bool(passphrase)))
    return 1 if made.lacking else 0


def _name() -> str:
    return f"qingyuan-{datetime.now().astimezone():%Y%m%d-%H%M%S}.qingyuan"


def make_copy(file: Path, passphrase: str) -> Manifest:
    """Writes a copy of the opened installation."""
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.keeping.copies.backup import back_up  # noqa: PLC0415 - see package

    with Bar() as bar:
        return back_up(file, passphrase=passphrase, at=timezone.now(), watcher=bar)


def _passphrase(file: Path | None) -> str:
    if file is None:
        return os.environ.get(_PASSPHRASE, "")
    try:
        passphrase = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"口令文件读不了：{file}", code="passphrase_file") from error
    if not passphrase:
        raise Refused(f"口令文件是空的：{file}", code="passphrase_file")
    return passphrase


def _facts(made: Manifest) -> dict[str, object]:
    return {
        "made_at": made.made_at,
        "program": made.program,
        "database": made.database,
        "rows": sum(table.rows for table in made.tables.values()),
        "tables": {name: table.rows for name, table in made.tables.items()},
        "files": sum(name.startswith("files/") for name in made.members),
        "lacking": made.lacking,
    }


def _amount_words(made: Manifest) -> str:
    facts = _facts(made)
    return f"{facts['rows']:,} 行数据、{facts['files']:,} 个文件"


def _backup_words(file: Path, made: Manifest, *, encrypted: bool) -> str:
    lines = [f"已备份到 {file}：{_amount_words(made)}。"]
    if not encrypted:
        lines.append("备份没有加密，里面有密钥和联系电话，请只放在可靠的地方。")
    if made.lacking:
        lines.append(
            f"有 {len(made.lacking)} 个文件原来就不见了或被改过，没有完整备份。"
            "请运行 qingyuan doctor 查看"
        )
    return "\n".join(lines)


@click.command("restore", cls=ChineseCommand, help="从备份恢复；先验证，再整体替换，原数据保留。")
@click.argument("file", metavar="备份文件", type=_file)
@data_option
@_passphrase_option
@click.option("--check", is_flag=True, help="只验证备份是否完好，不恢复。")
@json_option
@chinese_help
def restore_command(
    file: Path, data: Path, passphrase_file: Path | None, *, check: bool, as_json: bool
) -> int:
    """Exit 0 only where the copy has proven itself and, unless it was only checked, is in place."""
    passphrase = _passphrase(passphrase_file)
    target = data.absolute()
    from qingyuan.server.keeping.folder import stage_beside  # noqa: PLC0415 - see package

    with stage_beside(target) as stage:
        load_site(stage)
        if check:
            return _check(file, passphrase, stage, as_json=as_json)
        return _restore(file.absolute(), target, stage, passphrase, as_json=as_json)


def _check(file: Path, passphrase: str, stage: Path, *, as_json: bool) -> int:
    from qingyuan.server.keeping.copies.restore import check_copy  # noqa: PLC0415 - see package

    made = check_copy(file.absolute(), passphrase=passphrase, stage=stage)
    words = f"备份完好：{_local(made.made_at)} 做的，{_amount_words(made)}，每个文件都核对过。"
    if made.lacking:
        words += f"\n做备份时有 {len(made.lacking)} 个文件已经不见了或被改过。"
    say(_facts(made), as_json=as_json, words=words)
    return 1 if made.lacking else 0


def _restore(file: Path, target: Path, stage: Path, passphrase: str, *, as_json: bool) -> int:
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.keeping.copies.restore import restore  # noqa: PLC0415 - see package

    with Bar() as bar:
        done = restore(
            file,
            target=target,
            stage=stage,
            passphrase=passphrase,
            at=timezone.now(),
            watcher=bar,
        )
    troubles = list(done.troubles)
    facts = {
        **_facts(done.manifest),
        "kept_at": str(done.kept_at) if done.kept_at else None,
        "troubles": [asdict(each) for each in troubles],
    }
    made = done.manifest
    lines = [f"已恢复到 {target}：{_local(made.made_at)} 的备份，{_amount_words(made)}。"]
    if done.kept_at:
        lines.append(f"原来的数据留在 {done.kept_at}，确认无误后可以删除。")
    lines.append("所有人需要重新登录。用 qingyuan up 启动网站。")
    say(facts, as_json=as_json, words="\n".join([*lines, *trouble_words(troubles)]))
    return 1 if troubles else 0


def _local(made_at: str) -> str:
    return f"{datetime.fromisoformat(made_at).astimezone():%Y-%m-%d %H:%M}"


@click.command(
    "upgrade", cls=ChineseCommand, help="换用新版本的程序后运行：备份、更新表结构、检查。"
)
@data_option
@_passphrase_option
@json_option
@chinese_help
def upgrade_command(data: Path, passphrase_file: Path | None, *, as_json: bool) -> int:
    """Exit 0 only where all is well afterwards."""
    folder = data.absolute()
    open_site(folder)
    from qingyuan.server.keeping.folder import used_alone  # noqa: PLC0415 - see package

    with used_alone(folder):
        copy, changes = _bring_up(folder, _passphrase(passphrase_file))
        troubles = examined()
    facts = {
        "changes": list(changes),
        "copy": str(copy) if copy else None,
        "troubles": [asdict(each) for each in troubles],
    }
    lines = ["已经是这个版本，表结构没有变化。"]
    if copy:
        lines = [f"升级前已备份到 {copy}。", f"表结构更新了 {len(changes)} 处：", *changes]
    say(facts, as_json=as_json, words="\n".join([*lines, *trouble_words(troubles)]))
    return 1 if troubles else 0


def _bring_up(folder: Path, passphrase: str) -> tuple[Path | None, tuple[str, ...]]:
    """Copies first; where a step does not succeed, the copy brings everything back."""
    from django.db import DatabaseError  # noqa: PLC0415 - see package

    from qingyuan.server.keeping import schema  # noqa: PLC0415 - see package
    from qingyuan.server.reporting.health import backup_folder  # noqa: PLC0415 - see package

    if schema.standing() is schema.Standing.AHEAD:
        schema.check_ready()
    changes = schema.pending()
    copy = None
    if changes:
        copy = backup_folder() / _name()
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_copy(copy, passphrase)
        try:
            schema.make_tables()
        except DatabaseError as error:
            raise Refused(
                f"表结构没有更新完（{error}）。恢复到升级前："
                f"用原来的程序运行 qingyuan restore {copy} --data {folder}",
                code="not_upgraded",
            ) from error
    schema.make_static_files()
    return copy, changes
