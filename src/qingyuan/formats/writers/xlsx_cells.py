"""The cells of a table's rows as XML, with the lines that each takes.

Schools, verdicts and answers repeat down a column, so each column remembers the cells that it
made last: that is most of the speed of writing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qingyuan.core.reports.sheet import Link
from qingyuan.formats.writers.legible import fit_for_cell
from qingyuan.formats.writers.row_height import line_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.reports.sheet import Cell

# Only these need more than a look: markup, and `_x0041_`, which Excel would read as an escape.
_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_LOOKS_LIKE_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SAFE_LENGTH: Final = 16_000
_REMEMBERED_CELLS: Final = 2_048
_REMEMBERED_LENGTH: Final = 120


def escaped(text: str) -> str:
    """Text as it stands between the tags of an inline string.

    >>> escaped("<f>1</f> & _x0041_")
    '&lt;f&gt;1&lt;/f&gt; &amp; _x005F_x0041_'
    """
    if len(text) <= _SAFE_LENGTH and _SPECIAL.search(text) is None:
        return text
    text = _LOOKS_LIKE_ESCAPE.sub("_x005F_", fit_for_cell(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True)
class ColumnCells:
    """Makes the cells of one column: `style` is the format's index in the workbook.

    A cell is kept as what follows its row number, `" s="3" t="inlineStr">…</c>`.
    """

    letter: str
    style: int
    capacity: int
    made: dict[str, tuple[str, int]] = field(default_factory=dict)

    def number(self, value: int) -> str:
        """The tail of a number cell; only our own counts are numbers."""
        return f'" s="{self.style}"><v>{value}</v></c>'

    def make(self, value: str) -> tuple[str, int]:
        """The tail of a string cell, and its lines; remembered in `made` where it is short."""
        if not value:
            return f'" s="{self.style}"/>', 1
        string = f'<is><t xml:space="preserve">{escaped(value)}</t></is>'
        made = f'" s="{self.style}" t="inlineStr">{string}</c>', line_count(value, self.capacity)
        if len(value) <= _REMEMBERED_LENGTH:
            if len(self.made) >= _REMEMBERED_CELLS:
                self.made.clear()
            self.made[value] = made
        return made


def row_xml(columns: Sequence[ColumnCells], number: int, values: Sequence[Cell]) -> tuple[str, int]:
    """The cells of the row with that 1-based number, and the lines of the tallest."""
    parts = []
    lines = 1
    for column, value in zip(columns, values, strict=True):
        if isinstance(value, int):
            parts.append(f'<c r="{column.letter}{number}{column.number(value)}')
            continue
        if isinstance(value, Link):
            value = value.text  # noqa: PLW2901 - a link is dressed by its column
        # The look-up stands here and not behind a call: this is the innermost loop.
        tail, needed = column.made.get(value) or column.make(value)
        parts.append(f'<c r="{column.letter}{number}{tail}')
        if needed > lines:  # noqa: PLR1730 - a call to max takes four times as long
            lines = needed
    return "".join(parts), lines
