"""An official paper on the screen: core's blocks as plain parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qingyuan.core.reports import blocks
from qingyuan.core.reports.blocks import Paper, Run, RunKind
from qingyuan.core.reports.wording import date_words
from qingyuan.server.look.parts import Cell, Column, Table

_ROWS_SHOWN = 50  # on the screen, that a county of thousands opens as fast as a school


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a paragraph, the addressee, the signature; `kind` names its look."""

    kind: str
    runs: tuple[Run, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class PaperView:
    """The paper."""

    title: str
    lines: tuple[Line, ...]
    blank_count: int


def paper_view(paper: Paper) -> PaperView:
    """All of it, with how many places people still have to fill in."""
    lines = tuple(line for block in paper.blocks for line in _lines(block))
    blanks = sum(run.kind is RunKind.BLANK for line in lines for run in line.runs)
    return PaperView(paper.title, lines, blanks)


def _lines(block: blocks.Block) -> Iterable[Line]:
    if isinstance(block, blocks.Heading):
        yield Line(f"level-{block.level}", (Run(block.text),))
    elif isinstance(block, blocks.Paragraph):
        yield Line("small" if block.small else "body", block.runs)
    elif isinstance(block, blocks.Addressee):
        yield Line("addressee", (block.unit, Run("：")))
    elif isinstance(block, blocks.SignatureLine):
        yield Line("sign", (block.unit,))
        yield Line("sign", (Run(date_words(block.on)),))
    elif isinstance(block, blocks.TableBlock):
        yield Line("table", table=_table(block))
        if len(block.rows) > _ROWS_SHOWN:
            words = f"表中共 {len(block.rows):,} 行，这里显示前 {_ROWS_SHOWN} 行，Word 文件里是全部"
            yield Line("small", (Run(words),))


def _table(block: blocks.TableBlock) -> Table:
    columns = tuple(
        Column(title, is_numeric=place in block.numeric) for place, title in enumerate(block.header)
    )
    rows = tuple(tuple(Cell(text) for text in row) for row in block.rows[:_ROWS_SHOWN])
    return Table(block.caption, columns, rows)
