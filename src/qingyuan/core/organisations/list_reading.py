"""A list in a workbook as lines of text: the header found by its titles, every row kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qingyuan.core.organisations.list_kinds import FIELD_WORDS, ListKind
from qingyuan.core.tables.grid import Content, Grid
from qingyuan.core.tables.headers import title_text
from qingyuan.core.tables.text import address, cell_text, grid_texts, is_dash, one_line

HEADER_ROWS = 15
_NO_LINE = re.compile(r"^(?:合计|总计|小计|注[:：]|备注[:：]|说明[:：]|填[表报]|审核|制表|联系)")


@dataclass(frozen=True, slots=True)
class ListLine:
    """One row of a list: where it stands and what its known columns say; blanks are left out."""

    sheet: str
    row: int
    cells: dict[str, str]

    def get(self, name: str) -> str:
        """The text of a field; empty where the cell or the column is."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class ListReading:
    """The lines of a file.

    Attributes:
        columns: By sheet, the 0-based column of each field that was found.
        lines: In the order of the file.
        unread_titles: Titles above columns that are not read, such as 电话.
    """

    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    lines: tuple[ListLine, ...] = ()
    unread_titles: tuple[str, ...] = ()


def read_list(content: Content, kind: ListKind) -> ListReading | str:
    """The lines of every sheet with a header of the kind, or a sentence that says why none."""
    columns: dict[str, dict[str, int]] = {}
    lines: list[ListLine] = []
    unread: list[str] = []
    for grid in _grids(content):
        texts = grid_texts(grid)
        found = _header(texts, kind)
        if found is None:
            continue
        row, places = found
        columns[grid.name] = places
        unread += [t for i, t in enumerate(texts[row]) if t and i not in places.values()]
        blank = {row for row, cells in enumerate(texts) if not any(cells)}
        _fill_down(grid, texts, [places[name] for name in kind.filled_down if name in places])
        lines += _lines(grid.name, texts, row, places, blank)
    if not columns:
        return _no_header(content, kind)
    return ListReading(columns, tuple(lines), tuple(dict.fromkeys(unread)))


def cell_address(reading_columns: dict[str, dict[str, int]], line: ListLine, name: str) -> str:
    """Where a field of a line stands, such as B5; the row alone where there is no such column."""
    place = reading_columns.get(line.sheet, {}).get(name)
    return f"第 {line.row} 行" if place is None else address(line.row - 1, place)


def _grids(content: Content) -> Iterator[Grid]:
    return (block for block in content.blocks if isinstance(block, Grid) and not block.hidden)


def _header(texts: Sequence[Sequence[str]], kind: ListKind) -> tuple[int, dict[str, int]] | None:
    for row, cells in enumerate(texts[:HEADER_ROWS]):
        places = _places(cells, kind)
        if all(any(name in places for name in group) for group in kind.needed):
            return row, places
    return None


def _places(cells: Sequence[str], kind: ListKind) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, text in enumerate(cells):
        title = title_text(text) if text and len(text) <= 30 else ""
        name = kind.field_of(title) if title else None
        if name is not None:
            places.setdefault(name, index)
    return places


def _fill_down(grid: Grid, texts: list[list[str]], columns: Sequence[int]) -> None:
    """A merged block says the same of every row beside it."""
    for merge in grid.merges:
        if merge.left in columns and merge.top < len(texts):
            value = texts[merge.top][merge.left]
            for row in range(merge.top + 1, min(merge.bottom + 1, len(texts))):
                texts[row][merge.left] = value


def _lines(
    sheet: str, texts: Sequence[Sequence[str]], header: int, places: dict[str, int], blank: set[int]
) -> Iterator[ListLine]:
    titles = {name: texts[header][place] for name, place in places.items()}
    for row in range(header + 1, len(texts)):
        cells = {
            name: text
            for name, place in places.items()
            if (text := one_line(texts[row][place])) and not is_dash(text)
        }
        if row not in blank and cells and cells != titles and not _is_remark(cells):
            yield ListLine(sheet, row + 1, cells)


def _is_remark(cells: dict[str, str]) -> bool:
    """Whether a row is a sum, a note, or the 无 of an empty list."""
    texts = list(cells.values())
    return texts == ["无"] or bool(_NO_LINE.match(texts[0]))


def _no_header(content: Content, kind: ListKind) -> str:
    needed = "、".join("或".join(f"“{FIELD_WORDS[n]}”" for n in group) for group in kind.needed)
    found = [
        cell_text(value)
        for grid in _grids(content)
        for row in grid.rows[:3]
        for value in row
        if value not in {None, ""}
    ]
    shown = f"文件里最前面的内容是：{'、'.join(found[:12])}。" if found else "文件里没有表格内容。"
    return f"没有认出{kind.words}的表头。{shown}表头里要有{needed}一列，可以下载模板照着填"
