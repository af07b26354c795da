"""The tables that one header row heads: mostly one, at times several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from qingyuan.core.tables.columns import Column, annex_of, settle
from qingyuan.core.tables.fields import Field

_OPENING = frozenset({Field.SERIAL, Field.SCHOOL, Field.APP_NAME})


@lru_cache(maxsize=4096)
def tables_headed_by(
    columns: tuple[Column | None, ...], hint: int | None
) -> tuple[tuple[tuple[Column, ...], int], ...]:
    """Columns and annex of each table under a header row; `hint` decides where both would do."""
    blocks: list[tuple[tuple[Column, ...], int]] = []
    starts = [*_block_starts(columns), len(columns)]
    for start, stop in pairwise(starts):
        used = _used_range(columns[start:stop], start)
        annex = annex_of(columns[start:stop], hint)
        if annex is not None and used:
            blocks.append((tuple(settle(columns, annex, used)), annex))
    return tuple(blocks)


def _block_starts(columns: Sequence[Column | None]) -> list[int]:
    """First columns of the tables that stand side by side under one header row."""
    starts = [0]
    seen: set[Field] = set()
    previous: Field | None = None
    for index, column in enumerate(columns):
        if column is None:
            continue
        opens = column.field in _OPENING and column.rank == 0
        if opens and column.field in seen and column.field is not previous and len(seen) >= 4:
            start = _after_gap(columns, starts[-1], index)
            starts.append(start)
            seen = {c.field for c in columns[start:index] if c}
        seen.add(column.field)
        previous = column.field
    return starts


def _after_gap(columns: Sequence[Column | None], start: int, index: int) -> int:
    """Where a table begins whose repeated column is at `index`: right of the last empty column."""
    gaps = [i for i in range(start, index) if columns[i] is None]
    return gaps[-1] + 1 if gaps and gaps[-1] - start >= 3 else index


def _used_range(columns: Sequence[Column | None], start: int) -> range:
    known = [index for index, column in enumerate(columns) if column]
    return range(start + known[0], start + known[-1] + 1) if known else range(0)
