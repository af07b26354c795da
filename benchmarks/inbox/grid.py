"""A sheet or a Word table before it is written to a format."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that the program cached."""

    text: str
    value: str | float


Value = str | int | float | date | Formula | None
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class Grid:
    """Cells by 0-based (row, column). `far_blanks`: formatted empty cells to the sheet's end."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    far_blanks: bool = False

    def put(self, row: int, column: int, value: Value) -> None:
        """Set a cell; blanks leave no trace."""
        if value is not None and value != "":
            self.cells[row, column] = value

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Merge a block of more than one cell."""
        if first != last:
            self.merges.append((*first, *last))

    def height(self) -> int:
        """Rows up to the last one used."""
        used = [row for row, _ in self.cells] + [merge[2] for merge in self.merges]
        return max(used, default=-1) + 1

    def width(self) -> int:
        """Columns up to the last one used."""
        used = [column for _, column in self.cells] + [merge[3] for merge in self.merges]
        return max(used, default=-1) + 1

    def rows(self) -> list[list[Value]]:
        """All rows as lists, blanks as None."""
        width = self.width()
        table: list[list[Value]] = [[None] * width for _ in range(self.height())]
        for (row, column), value in self.cells.items():
            table[row][column] = value
        return table


def shown(value: Value) -> str:
    """A value as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return shown(value.value)
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
