"""`qingyuan units`: lists come in by the same preview and the same deeds as on the site."""

from __future__ import annotations

from dataclasses import asdict, dataclass
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
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, too_big

if TYPE_CHECKING:
    from qingyuan.server.organisations.models import ImportBatch, Unit

_MOST_SHOWN = 50
unit_option = click.option(
    "--unit", "code", metavar="标识码", help="哪个单位的，写标识码；不写就是最上级单位。"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that must be mended."""

    row: int
    cell: str
    sentence: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import would do, or has done."""

    state: str
    lines: int
    new: int
    changed: int
    same: int
    bad: int
    written: int
    faults: tuple[Fault, ...]


@click.group("units", cls=ChineseGroup, help="单位名录、教职员工名单、账号名单：导入，导出。")
@chinese_help
def units_commands() -> None:
    """The commands of lists."""


@units_commands.command(
    "import", cls=ChineseCommand, help="从 Excel 或 CSV 导入；有一行要改就一行都不写。"
)
@click.argument("file", metavar="文件", type=click.Path(path_type=Path, readable=False))
@data_option
@unit_option
@click.option(
    "--list",
    "subject",
    type=click.Choice(["units", "roster", "accounts"]),
    default="units",
    help="文件是什么：units 名录，roster 教职员工名单，accounts 账号名单。",
)
@click.option("--preview", is_flag=True, help="只看会怎样，不写入。")
@click.option("--skip-bad", is_flag=True, help="跳过要改的行，写入其余各行。")
@json_option
@chinese_help
def import_command(  # noqa: PLR0913 - one for each option
    file: Path,
    data: Path,
    code: str | None,
    subject: str,
    *,
    preview: bool,
    skip_bad: bool,
    as_json: bool,
) -> int:
    """Exit 0 where every line could be taken, 1 where some must be mended."""
    content = _content(file)
    open_ready_site(data)
    batch = _read(unit_of(code), subject, content, file.name)
    if not preview and batch.to_write and (skip_bad or not batch.bad_count):
        _write(batch, skip_bad=skip_bad)
    done = _imported(batch)
    say(asdict(done), as_json=as_json, words=_worded(done))
    return 1 if done.bad else 0


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise Refused(f"没有这个文件：{file}，请核对路径", code="no_list")
    if file.stat().st_size > published.UPLOAD_BYTES:
        raise too_big("文件太大", f"{published.UPLOAD_BYTES // published.MEGABYTE} MB")
    return file.read_bytes()


def unit_of(code: str | None) -> Unit:
    """The unit of a code; the topmost where none is given."""
    from qingyuan.server.organisations.models import Unit  # noqa: PLC0415 - see package

    found = Unit.objects.filter(code=code).first() if code else Unit.objects.in_order().first()
    if found is None and code:
        raise Refused(f"没有标识码为 {code} 的单位，请核对", code="no_unit")
    if found is None:
        raise Refused("还没有任何单位。先用 qingyuan up 建立第一个单位", code="no_unit")
    return found


def _read(unit: Unit, subject: str, content: bytes, name: str) -> ImportBatch:
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.organisations.actions.imports import read_batch, receive  # noqa: PLC0415
    from qingyuan.server.organisations.models import ImportBatch  # noqa: PLC0415 - see package

    batch = receive(
        unit=unit,
        subject=ImportBatch.Subject(subject),
        content=content,
        name=name,
        by=terminal_actor(),
        at=timezone.now(),
    )
    read_batch(batch)
    if batch.state == ImportBatch.State.UNREADABLE:
        raise Refused(batch.trouble, code="list_unreadable")
    return batch


def _write(batch: ImportBatch, *, skip_bad: bool) -> None:
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.organisations.actions.imports import (  # noqa: PLC0415 - see package
        begin_writing,
        write_batch,
    )

    by, at = terminal_actor(), timezone.now()
    begin_writing(batch=batch, skips_bad=skip_bad, by=by, at=at)
    write_batch(batch=batch, by=by, at=at)
    if batch.trouble:
        raise Refused(batch.trouble, code="not_written")


def _imported(batch: ImportBatch) -> Imported:
    bad = batch.lines.filter(standing="bad").order_by("place")
    return Imported(
        state=batch.state,
        lines=batch.line_count,
        new=batch.new_count,
        changed=batch.changed_count,
        same=batch.same_count,
        bad=batch.bad_count,
        written=batch.written_count,
        faults=tuple(
            Fault(line.row, cell, sentence, suggestion)
            for line in bad
            for cell, _, sentence, suggestion in line.faults
        ),
    )


def _worded(done: Imported) -> str:
    counts = f"新增 {done.new:,}，更新 {done.changed:,}，未变 {done.same:,}，{done.bad:,} 行要改"
    lines = [f"共 {done.lines:,} 行：{counts}。{_ending(done)}"]
    lines += [f"  {fault.cell}：{fault.sentence}" for fault in done.faults[:_MOST_SHOWN]]
    more = len(done.faults) - _MOST_SHOWN
    return "\n".join([*lines, *([f"  另有 {more:,} 处"] if more > 0 else [])])


def _ending(done: Imported) -> str:
    if done.written:
        return f"已写入 {done.written:,} 行。"
    if not done.new and not done.changed:
        return "没有可以写入的行。" if done.bad else "没有变化，无需导入。"
    return "没有写入任何数据。"


@units_commands.command("export", cls=ChineseCommand, help="导出单位名录，改好后可以再导入。")
@data_option
@unit_option
@click.option(
    "--out",
    required=True,
    metavar="文件",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到哪个 xlsx 文件。",
)
@chinese_help
def export_command(data: Path, code: str | None, out: Path) -> int:
    """Writes the subtree as a workbook."""
    open_ready_site(data)
    from django.utils import timezone  # noqa: PLC0415 - see package

    from qingyuan.server.organisations.workbooks import write_units  # noqa: PLC0415 - see package

    unit = unit_of(code)
    write_units(out, unit, timezone.localdate())
    click.echo(f"已写入 {out}：{unit.name}的单位名录。")
    return 0
