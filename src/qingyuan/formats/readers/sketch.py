"""A grid while it is being read: cells put at their places, each within the limits."""

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
        last_column = max((max(row) for row in self.cells.values()), default=-1)
        rows = tuple(_dense(self.cells.get(row)) for row in range(last_row + 1))
        merges = (_cut(merge, last_row, last_column) for merge in self.merges)
        return Grid(self.name, rows, tuple(m for m in merges if m), self.hidden)


def _dense(cells: dict[int, CellValue] | None) -> tuple[CellValue, ...]:
    if not cells:
        return ()
    return tuple(cells.get(column) for column in range(max(cells) + 1))


def _cut(merge: Merge, last_row: int, last_column: int) -> Merge | None:
    cut = Merge(merge.top, merge.left, min(merge.bottom, last_row), min(merge.right, last_column))
    return cut if cut.top <= cut.bottom and cut.left <= cut.right else None
