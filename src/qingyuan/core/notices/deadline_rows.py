"""Deliverables that a notice gives in a table: what, by when, from whom, to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingyuan.core.notices.clauses import RELATIVE, Clause, Due
from qingyuan.core.notices.dates import Calendar, find_periods
from qingyuan.core.notices.head import split_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.notices.passage import Passage

_WHAT = re.compile(r"材料|报送内容|上报内容|名称|事项")
_WHEN = re.compile(r"时间|时限|截止|日期")
_WHOM = re.compile(r"接收|报送对象|报送至|报至|受理|收件")
_WHO = re.compile(r"责任单位|报送单位|填报单位|报送主体|上报单位|提交单位")
_STAGES = re.compile(r"阶段|步骤|环节")


@dataclass(frozen=True, slots=True)
class _Columns:
    what: int
    when: int
    whom: int | None
    who: int | None

    @property
    def last(self) -> int:
        """The highest column that a row must have."""
        return max(self.what, self.when, self.whom or 0, self.who or 0)


def read_rows(body: Sequence[Passage], calendar: Calendar) -> list[tuple[Passage, Clause]]:
    """A clause for each row below a header that has a column for what and one for when."""
    columns: _Columns | None = None
    found: list[tuple[Passage, Clause]] = []
    for passage in body:
        if len(passage.cells) < 2:
            columns = None
            continue
        header = _header([passage.flat[a:b] for a, b in passage.cells])
        if header:
            columns = header
        elif columns and len(passage.cells) > columns.last:
            found.append((passage, _clause(passage, columns, calendar)))
    return found


def _header(texts: Sequence[str]) -> _Columns | None:
    if any(_STAGES.search(text) for text in texts):
        return None
    what, when = _first(texts, _WHAT), _first(texts, _WHEN)
    if what is None or when is None:
        return None
    return _Columns(what, when, _first(texts, _WHOM), _first(texts, _WHO))


def _first(texts: Sequence[str], title: re.Pattern[str]) -> int | None:
    return next((i for i, text in enumerate(texts) if title.search(text)), None)


def _clause(passage: Passage, columns: _Columns, calendar: Calendar) -> Clause:
    cells = passage.cells
    return Clause(
        _due(passage, cells[columns.when], calendar),
        0,
        len(passage.flat),
        cells[columns.what] if cells[columns.what][1] > cells[columns.what][0] else None,
        _units(passage, columns.whom),
        _units(passage, columns.who),
        sends=True,
    )


def _units(passage: Passage, column: int | None) -> tuple[tuple[int, int], ...]:
    if column is None:
        return ()
    return tuple(split_units(passage.flat, *passage.cells[column]))


def _due(passage: Passage, cell: tuple[int, int], calendar: Calendar) -> Due:
    inside = [p for p in find_periods(passage.flat, calendar) if cell[0] <= p.start < cell[1]]
    if inside and not RELATIVE.search(passage.flat, *cell):
        return Due(inside[-1].start, cell[1], inside[-1].last, inside[-1].note)
    return Due(cell[0], cell[1], None, is_relative=True)
