"""From a file's content to the annex tables in it: the door of this package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qingyuan.core.reading import Problem
from qingyuan.core.tables.card import card_as_table
from qingyuan.core.tables.fields import ASKED, COLUMN_WORDS
from qingyuan.core.tables.grid import Content, Grid
from qingyuan.core.tables.layout import (
    Layout,
    TableFinder,
    annex_hint,
    bands,
    continued_layout,
    headerless_layout,
    names_app,
)
from qingyuan.core.tables.narrative import (
    NARRATIVE,
    annexes_denied,
    other_schools,
    unit_in_paragraphs,
)
from qingyuan.core.tables.nil import is_nil_statement
from qingyuan.core.tables.rows import RowReader
from qingyuan.core.tables.source_row import RowStatus, SourceRow
from qingyuan.core.tables.text import grid_texts
from qingyuan.core.tables.unit_line import (
    looks_like_unit,
    unit_in_line,
    unit_in_path,
    unit_in_title,
)

_LONGEST_LETTER = 60  # rows; a sheet with more is no letter that says "nothing to report"


@dataclass(frozen=True, slots=True)
class Table:
    """One recognised annex table and the rows filled in there."""

    annex: int
    name: str
    unit: str | None
    rows: tuple[SourceRow, ...]
    layout: Layout
    last: Sequence[str] = ()  # the last record as it was meant, which 同上 on a next page repeats
    is_continued: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file holds: its annex tables, nil returns in its text, tables on hidden sheets."""

    tables: tuple[Table, ...]
    narrative: tuple[SourceRow, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def rows(self) -> list[SourceRow]:
        """All rows, in reading order."""
        return [row for table in self.tables for row in table.rows] + list(self.narrative)


def recognise(content: Content, path: str) -> Recognised:
    """Finds the annex tables of a file; `path` helps to name the school."""
    tables: list[Table] = []
    hidden: list[str] = []
    before: list[str] = []
    narrated: list[SourceRow] = []
    for block in content.blocks:
        if isinstance(block, str):
            before.append(block)
        elif block.hidden:
            hidden += [block.name] if _tables_in(block, [], None) else []
        else:
            narrated += other_schools(before, last=False)
            tables += _tables_in(
                block, before, tables[-1] if content.is_document and tables else None
            )
            before = []
    if content.is_document and tables:
        narrated += other_schools(before, last=True)
        tables = _with_unit_below(tables, before)
    tables = _with_units(tables, path)
    narrative: tuple[SourceRow, ...] = ()
    if content.is_document and not narrated and len({table.unit for table in tables}) < 2:
        tables, narrative = _narrated_nil(content, tables, path)
    elif not content.is_document and not tables:
        narrative = _stated_nil(content, path)
    return Recognised(tuple(tables), (*narrated, *narrative), tuple(hidden))


def _tables_in(grid: Grid, before: Sequence[str], continued: Table | None) -> list[Table]:
    """The annex tables of one grid.

    `before` are the paragraphs that lead to it, `continued` the table before it in a document,
    which a table without header may continue on a new page.
    """
    texts = grid_texts(grid)
    hint = next((h for h in map(annex_hint, reversed(before)) if h), None) or annex_hint(grid.name)
    layouts = TableFinder(texts, grid.merges, hint).layouts()
    if layouts:
        apart = [
            (b, one) for b in bands(texts) for one in TableFinder(b, grid.merges, hint).layouts()
        ]
        if len(apart) >= max(2, len(layouts)) and all(names_app(one) for _, one in apart):
            return [_read_table(grid, b, one, before) for b, one in apart]
        return [_read_table(grid, texts, layout, before) for layout in layouts]
    layout = continued_layout(texts, continued.layout) if continued else None
    if layout:
        return [_read_table(grid, texts, layout, before, continued)]
    card = card_as_table(grid, texts)
    if card:
        return _tables_on_card(*card, texts, before)
    annex = _sole_hint(texts, hint) or (continued.annex if continued else None)
    layout = headerless_layout(texts, annex) if annex else None
    return [_read_table(grid, texts, layout, before)] if layout else []


def _tables_on_card(
    card: Grid, app_row: int, texts: Sequence[Sequence[str]], before: Sequence[str]
) -> list[Table]:
    """The one-row table of a card; its unit may stand among the card's own lines."""
    laid_out = grid_texts(card)
    lines = [text for row in texts for text in row if text]
    tables = [
        _read_table(card, laid_out, layout, [*before, *lines])
        for layout in TableFinder(laid_out, (), None).layouts()
    ]
    return [
        replace(table, rows=tuple(replace(row, row=app_row + 1) for row in table.rows))
        for table in tables
    ]


def _sole_hint(texts: Sequence[Sequence[str]], hint: int | None) -> int | None:
    """The annex that a heading inside the grid names, where the header row is missing."""
    for row in texts[:4]:
        filled = [text for text in row if text]
        if len(filled) == 1 and annex_hint(filled[0]):
            return annex_hint(filled[0])
    return hint


def _read_table(
    grid: Grid,
    texts: list[list[str]],
    layout: Layout,
    before: Sequence[str],
    continued: Table | None = None,
) -> Table:
    above = _unit_above(texts, layout.above) or unit_in_paragraphs(before)
    reader = RowReader(grid, texts, layout, above, continued.last if continued else ())
    rows = reader.rows() or _nil_from_lines(grid, texts, layout, reader)
    unit = (
        above
        or reader.unit_below
        or _unit_beside(texts, layout)
        or (grid.name if looks_like_unit(grid.name) else None)
    )
    problems = _table_problems(layout, rows)
    unit = unit or (continued.unit if continued else None)
    is_continued = continued is not None
    return Table(
        layout.annex, grid.name, unit, tuple(rows), layout, reader.last, is_continued, problems
    )


def _table_problems(layout: Layout, rows: Sequence[SourceRow]) -> tuple[Problem, ...]:
    """What is to be mended about a table as a whole."""
    if not rows:
        what = "涉及 APP 的文件和活动" if layout.annex == 1 else "在用的 APP"
        message = f"表是空的，没有登记也没有写零报告，请登记{what}，确实没有的写明“无”"
        return (Problem("table_empty", message),)
    if not any(row.status is RowStatus.ENTRY for row in rows):
        return ()
    have = {column.field for column in layout.columns}
    return tuple(
        Problem("column_missing", f"这张表没有“{COLUMN_WORDS[field]}”一栏，请补充这一栏后填写")
        for field in ASKED[layout.annex]
        if field not in have
    )


def _nil_from_lines(
    grid: Grid, texts: list[list[str]], layout: Layout, reader: RowReader
) -> list[SourceRow]:
    """A nil return that stands as a sentence in, above or below an otherwise empty table."""
    lines = reader.nil_lines or [
        row for row in layout.above if any(is_nil_statement(text) for text in texts[row] if text)
    ]
    return [SourceRow(layout.annex, grid.name, lines[0] + 1, RowStatus.NIL)] if lines else []


def _unit_above(texts: list[list[str]], rows: range) -> str | None:
    lines = [[text for text in texts[row] if text] for row in rows]
    found = [unit for unit in map(unit_in_line, lines) if unit]
    if found:
        return found[-1]
    titles = [text for line in lines for text in line]
    return next((unit for unit in map(unit_in_title, reversed(titles)) if unit), None)


def _unit_beside(texts: list[list[str]], layout: Layout) -> str | None:
    """The unit line of a table whose first columns lie right of it or below it."""
    for row in layout.data_rows:
        line = [text for text in texts[row] if text]
        if line and len(line) <= 4:
            unit = unit_in_line(line)
            if unit:
                return unit
    return None


def _with_unit_below(tables: list[Table], after: Sequence[str]) -> list[Table]:
    """A 填报单位 line at the end of a document serves the last table that has none."""
    unit = unit_in_paragraphs(after)
    if unit and tables and tables[-1].unit is None:
        tables = [*tables[:-1], replace(tables[-1], unit=unit)]
    return tables


def _with_units(tables: list[Table], path: str) -> list[Table]:
    """Gives each row its unit: its own, its table's, the file's only one, or the path's."""
    named = {table.unit for table in tables if table.unit}
    fallback = next(iter(named)) if len(named) == 1 else None
    fallback = fallback or unit_in_path(path)
    return [_with_unit(table, table.unit or fallback) for table in tables]


def _with_unit(table: Table, unit: str | None) -> Table:
    if table.unit == unit and all(row.unit for row in table.rows):
        return table
    rows = tuple(row if row.unit else replace(row, unit=unit) for row in table.rows)
    return replace(table, unit=unit, rows=rows)


def _narrated_nil(
    content: Content, tables: list[Table], path: str
) -> tuple[list[Table], tuple[SourceRow, ...]]:
    """Nil returns that a document states in its text, the tables in it being empty or absent."""
    paragraphs = [block for block in content.blocks if isinstance(block, str)]
    said = annexes_denied(paragraphs, [table.annex for table in tables if not table.rows])
    for table in tables:
        if table.rows:
            said.pop(table.annex, None)  # what is filled in says more than the text around it
    unit = (
        next((t.unit for t in tables if t.unit), None)
        or unit_in_paragraphs(paragraphs)
        or unit_in_path(path)
    )
    filled = [
        _denied(table, unit) if said.pop(table.annex, None) is not None else table
        for table in tables
    ]
    rest = [
        SourceRow(annex, NARRATIVE, place + 1, RowStatus.NIL, unit=unit)
        for annex, place in sorted(said.items())
    ]
    return filled, tuple(rest)


def _stated_nil(content: Content, path: str) -> tuple[SourceRow, ...]:
    """A nil return in a workbook without any table: a sentence or two in its cells."""
    for grid in content.blocks:
        if isinstance(grid, str) or grid.hidden or len(grid.rows) > _LONGEST_LETTER:
            continue
        lines = ["，".join(filter(None, row)) for row in grid_texts(grid)]
        said = annexes_denied(lines, [])
        if said:
            unit = unit_in_paragraphs(lines) or unit_in_path(path)
            return tuple(
                SourceRow(annex, grid.name, row + 1, RowStatus.NIL, unit=unit)
                for annex, row in sorted(said.items())
            )
    return ()


def _denied(table: Table, unit: str | None) -> Table:
    """An empty table whose document says that there is nothing to report."""
    nil = SourceRow(table.annex, table.name, 2, RowStatus.NIL, unit=table.unit or unit)
    return replace(table, rows=(nil,), problems=())
