"""审计: whether the chains hold, and the seals of the days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from qingyuan.server import environment
from qingyuan.server.evidence.models import Seal
from qingyuan.server.look.parts import Cell, Column, Table
from qingyuan.server.look.words import cn_date, cn_moment, thousands
from qingyuan.server.reporting.models import ChainCheck


@dataclass(frozen=True, slots=True)
class CheckState:
    """The last walk along the chains."""

    heading: str
    text: str
    tone: str
    at: datetime | None
    broken: Table | None


def check_state() -> CheckState:
    """One statement."""
    last = ChainCheck.objects.first()
    if last is None:
        text = "每天夜里核对一次。也可以在服务器上运行 qingyuan verify 马上核对。"
        return CheckState("还没有核对过", text, "info", None, None)
    size = f"{thousands(last.chains)} 条链、{thousands(last.events)} 条记录"
    if last.is_whole:
        text = f"{cn_moment(last.ended_at)} 核对完 {size}，前后都接得上，日封也都相符。"
        return CheckState("操作记录完整", text, "ok", last.ended_at, None)
    text = (
        f"{cn_moment(last.ended_at)} 核对 {size}，有 {len(last.broken)} 处对不上。"
        "请先停止改动，备份数据和日封文件，再用另存的日封核对是哪一天以后变的，并报告主办单位。"
    )
    return CheckState("操作记录核对不上", text, "danger", last.ended_at, _broken(last))


def _broken(check: ChainCheck) -> Table:
    return Table(
        caption="对不上的地方（每条链只列第一处）",
        columns=(Column("链"), Column("第几条", is_numeric=True), Column("哪里不对")),
        rows=tuple(
            (Cell(row["chain"]), Cell(thousands(row["sequence"])), Cell(row["sentence"]))
            for row in check.broken
        ),
    )


def seals_table(seals: list[Seal]) -> Table:
    """Days with their roots, each with its file."""
    return Table(
        caption="日封",
        columns=(
            Column("日期"),
            Column("封存的链", is_numeric=True),
            Column("根"),
            Column("文件"),
        ),
        rows=tuple(_row(seal) for seal in seals),
        hides_caption=True,
    )


def _row(seal: Seal) -> tuple[Cell, ...]:
    is_there = (environment.seals_folder() / f"{seal.on}.json").is_file()
    url = reverse("reporting:seal", args=[seal.on.isoformat()])
    return (
        Cell(cn_date(seal.on), note=f"{cn_moment(seal.sealed_at)} 封"),
        Cell(thousands(seal.chain_count)),
        Cell(f"{seal.root[:16]}…{seal.root[-8:]}"),
        Cell("下载", url) if is_there else Cell("", status="缺少"),
    )
