"""Which column of a table holds which field.

A title is read from its rows stacked from top to bottom (`备案情况` over `备案号`).  Where a title
says nothing, the notice's own column order says what stands between two columns that are known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qingyuan.core.tables.fields import ANNEX1_ONLY, ANNEX2_ONLY, ANNEX_ORDER, Field
from qingyuan.core.tables.headers import Title, title_field, title_text

YES_NO_OPTIONS = {"是": "是", "有": "是", "否": "否", "无": "否", "不是": "否"}
REQUIREMENT_OPTIONS = {
    "推荐": "推荐使用",
    "推荐使用": "推荐使用",
    "自愿": "推荐使用",
    "强制": "强制使用",
    "强制使用": "强制使用",
    "要求": "强制使用",
}
_SCHOOLS = re.compile(r"学校|校名|园")
_NOT_TELLING = frozenset({Field.OTHER, Field.SERIAL, Field.COUNTY})
_QUESTIONS = frozenset({Field.COLLECTIVE_DECISION, Field.CHARGES, Field.FILING_NUMBER})
# 使用学生数 stands where 是否收费 is missing: a number there must not become an accusation.
_NOT_GUESSED = frozenset({Field.REQUIREMENT, Field.COLLECTIVE_DECISION, Field.CHARGES})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: 0-based `index` in the grid, what it holds and how it was titled.

    `option` is set where the column is one box to tick of a question that spans several
    (是否收费: 是 | 否); it holds the answer that a tick there means.
    """

    index: int
    field: Field
    title: str
    rank: int = 0
    option: str | None = None


def read_columns(stacks: Sequence[tuple[str, ...]]) -> list[Column | None]:
    """Columns of a header, given each column's title parts from top to bottom."""
    columns = [_read_column(index, parts) for index, parts in enumerate(stacks)]
    requirement = [c for c in columns if c and c.field is Field.REQUIREMENT]
    if len(requirement) > 1:
        columns = [_as_requirement_option(c) for c in columns]
    return columns


def _read_column(index: int, parts: tuple[str, ...]) -> Column | None:
    if not parts:
        return None
    last = title_text(parts[-1])
    above = "".join(parts[:-1])
    if above and last in YES_NO_OPTIONS:
        question = title_field(above)
        if question and question.field in _QUESTIONS:
            return Column(index, question.field, above, 0, YES_NO_OPTIONS[last])
    title = _stacked_title(parts)
    return Column(index, title.field, "".join(parts), title.rank) if title else None


def _stacked_title(parts: tuple[str, ...]) -> Title | None:
    """The most telling reading: the lowest title alone, all of them, or one further up."""
    readings = [title_field(parts[-1]), title_field("".join(parts))]
    readings += [title_field(part) for part in reversed(parts[:-1])]
    known = [reading for reading in readings if reading]
    return next((r for r in known if r.rank < 2), known[0] if known else None)


def _as_requirement_option(column: Column | None) -> Column | None:
    if column is None or column.field is not Field.REQUIREMENT:
        return column
    for word, option in REQUIREMENT_OPTIONS.items():
        if title_text(column.title).endswith(word):
            return replace(column, option=option)
    return column


def telling(columns: Sequence[Column | None]) -> set[Field]:
    """The fields among columns that tell an annex from any other table."""
    return {c.field for c in columns if c} - _NOT_TELLING


def annex_of(columns: Sequence[Column | None], hint: int | None) -> int | None:
    """The annex whose columns these are, or None where they are of neither.

    Schools with apps and their numbers are an annex 2 that leaves the rest out; units with apps
    and numbers may be any list, such as the registry itself.
    """
    fields = telling(columns)
    first, second = len(fields & ANNEX1_ONLY), len(fields & ANNEX2_ONLY)
    if Field.APP_NAME not in fields and max(first, second) < 3:
        return None
    if len(fields) < 3:
        return None
    if first == 0 and second == 0:
        named = any(c and c.field is Field.SCHOOL and _SCHOOLS.search(c.title) for c in columns)
        return 2 if named and Field.FILING_NUMBER in fields else None
    if first == second:
        return hint or (2 if Field.SCHOOL in fields else 1)
    return 1 if first > second else 2


def settle(columns: Sequence[Column | None], annex: int, used: range) -> list[Column]:
    """The columns of an annex, with those that only position can tell.

    `used` is the range of column indexes that the table covers.
    """
    known = [_for_annex(c, annex) for c in columns if c and c.index in used]
    known = _one_app_column(known)
    return sorted(known + _by_position(known, annex, used), key=lambda c: c.index)


def _for_annex(column: Column, annex: int) -> Column:
    """用途 is the function of an app in annex 2 and the purpose of a document in annex 1."""
    if annex == 1 and column.field is Field.FUNCTION:
        return replace(column, field=Field.PURPOSE, rank=1)
    if annex == 2 and column.field is Field.PURPOSE:
        return replace(column, field=Field.FUNCTION, rank=1)
    if annex == 2 and column.field is Field.DEPARTMENT:
        return replace(column, field=Field.DEPLOYED_BY, rank=1)
    foreign = ANNEX2_ONLY if annex == 1 else ANNEX1_ONLY
    return replace(column, field=Field.OTHER) if column.field in foreign else column


def _one_app_column(columns: list[Column]) -> list[Column]:
    """Of several titles that speak of apps, the best is the name; the others are extra."""
    apps = sorted((c for c in columns if c.field is Field.APP_NAME), key=lambda c: c.rank)
    extra = {c.index for c in apps[1:] if c.rank > apps[0].rank}
    return [replace(c, field=Field.OTHER) if c.index in extra else c for c in columns]


def _by_position(known: list[Column], annex: int, used: range) -> list[Column]:
    order = ANNEX_ORDER[annex]
    have = {c.field for c in known}
    by_index = {c.index: c for c in known}
    found: list[Column] = []
    gap: list[int] = []
    left = -1  # place in the notice's order of the nearest known column to the left
    for index in [*used, used.stop]:
        column = by_index.get(index)
        if column is None and index < used.stop:
            gap.append(index)
            continue
        right = order.index(column.field) if column and column.field in order else len(order)
        between = [f for f in order[left + 1 : right] if f not in have]
        if gap and len(between) == len(gap):
            pairs = zip(gap, between, strict=True)
            found += [Column(i, field, "", 1) for i, field in pairs if field not in _NOT_GUESSED]
        if column is None or column.field in order:
            left = right
        gap = []
    return found
