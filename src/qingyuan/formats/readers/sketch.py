"""A grid while it is being read, each cell within the limits.

`Sketch` takes cells at any place, `Lines` takes whole rows in their order, at a third of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingyuan.core.tables.grid import Grid, Merge
from qingyuan.formats.limits import published
from qingyuan.formats.limits.addresses import cell_address
from qingyuan.formats.limits.refused import too_big

if TYPE_CHECKING:
    from qingyuan.core.tables.grid import CellValue


@dataclass(slots=True)
class Sketch:
    """Cells by row and column, both 0-based; only cells that hold something."""

    name: str
    cells: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    count: int = 0

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Place a value.

        Raises:
            Refused: It lies outside the published limits, or is too long.
        """
        if value is None or value == "":
            return
        if row >= published.SHEET_ROWS or column >= published.SHEET_COLUMNS:
            where = f"表“{self.name}”的 {cell_address(row, column)} 处还有内容"
            raise too_big(where, "每张表 20 万行、256 列")
        if isinstance(value, str) and len(value) > published.CELL_CHARACTERS:
            where = f"表“{self.name}”单元格 {cell_address(row, column)} 有 {len(value)} 个字"
            raise too_big(where, "每格 32767 字")
        self.cells.setdefault(row, {})[column] = value
        self.count += 1
        if self.count > published.SHEET_CELLS:
            raise too_big(f"表“{self.name}”的内容太多", "400 万格")

    def merge(self, row: int, column: int, height: int, width: int) -> None:
        """Note a merged block of `height` rows and `width` columns."""
        if height < 1 or width < 1 or height * width == 1:
            return
        if len(self.merges) >= published.SHEET_MERGES:
            raise too_big(f"表“{self.name}”的合并单元格太多", "5 万处")
        self.merges.append(Merge(row, column, row + height - 1, column + width - 1))

    def grid(self) -> Grid:
        """The grid up to its last row that holds something, merges cut to the used area."""
        last_row = max(self.cells, default=-1)
        rows = tuple(_dense(self.cells.get(row)) for row in range(last_row + 1))
        return Grid(self.name, rows, _cut(self.merges, rows), self.hidden)


class Lines:
    """Rows one after another."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[tuple[CellValue, ...]] = []
        self.merges: list[Merge] = []
        self._area = 0

    def add(self, line: list[CellValue], *, may_be_long: bool = True) -> None:
        """The next row, without its empty end.

        Args:
            line: Its cells; None for an empty one.
            may_be_long: Whether some cell can hold more characters than allowed.

        Raises:
            Refused: A limit is passed.
        """
        while line and line[-1] is None:
            line.pop()
        if len(line) > published.SHEET_COLUMNS:
            where = f"表“{self.name}”的 {cell_address(len(self.rows), len(line) - 1)} 处还有内容"
            raise too_big(where, "每张表 20 万行、256 列")
        if may_be_long:
            self._check_lengths(line)
        self._area += len(line)
        if self._area > published.SHEET_CELLS:
            raise too_big(f"表“{self.name}”的内容太多", "400 万格")
        self.rows.append(tuple(line))

    def grid(self) -> Grid:
        """The grid up to its last row that holds something, merges cut to the used area."""
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        rows = tuple(self.rows)
        return Grid(self.name, rows, _cut(self.merges, rows))

    def _check_lengths(self, line: list[CellValue]) -> None:
        for column, value in enumerate(line):
            if isinstance(value, str) and len(value) > published.CELL_CHARACTERS:
                address = cell_address(len(self.rows), column)
                where = f"表“{self.name}”单元格 {address} 有 {len(value)} 个字"
                raise too_big(where, "每格 32767 字")


def _dense(cells: dict[int, CellValue] | None) -> tuple[CellValue, ...]:
    if not cells:
        return ()
    return tuple(cells.get(column) for column in range(max(cells) + 1))


def _cut(merges: list[Merge], rows: tuple[tuple[CellValue, ...], ...]) -> tuple[Merge, ...]:
    """Merged blocks as far as they lie in the used area."""
    if not merges:
        return ()
    last_row, last_column = len(rows) - 1, max(map(len, rows), default=0) - 1
    cut = (Merge(m.top, m.left, min(m.bottom, last_row), min(m.right, last_column)) for m in merges)
    return tuple(m for m in cut if m.top <= m.bottom and m.left <= m.right)
