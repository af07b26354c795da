"""The rows of a table as XML, many at a time.

Schools, verdicts and answers repeat down a column, so each column remembers the cells that it
made last. The rows are put together from these by `map`, `zip` and `join`: nothing written in
Python runs for a cell that is remembered, and that is most of the speed of writing.
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from qingyuan.core.reports.sheet import Link
from qingyuan.formats.writers.legible import fit_for_cell
from qingyuan.formats.writers.row_height import height_of, line_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qingyuan.core.reports.sheet import Cell

# Only these need more than a look: markup, and `_x0041_`, which Excel would read as an escape.
_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_LOOKS_LIKE_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SAFE_LENGTH: Final = 16_000
_REMEMBERED_BYTES: Final = 1_000_000  # some 8,000 cells of a column
_ROW: Final = b'<row r="'


def escaped(text: str) -> str:
    """Text as it stands between the tags of an inline string.

    >>> escaped("<f>1</f> & _x0041_")
    '&lt;f&gt;1&lt;/f&gt; &amp; _x005F_x0041_'
    """
    if len(text) <= _SAFE_LENGTH and (_is_plain(text) or _SPECIAL.search(text) is None):
        return text
    text = _LOOKS_LIKE_ESCAPE.sub("_x005F_", fit_for_cell(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _is_plain(text: str) -> bool:
    """Answer for nearly every text, in a fraction of the time that `_SPECIAL` takes."""
    return (
        text.isprintable()
        and "&" not in text
        and "<" not in text
        and ">" not in text
        and "_x" not in text
    )


def string_cell(text: str, style: int) -> str:
    """A string cell from what follows its row number on.

    >>> string_cell("甲", 3), string_cell("", 3)
    ('" s="3" t="inlineStr"><is><t>甲</t></is></c>', '" s="3"/>')
    """
    if not text:
        return f'" s="{style}"/>'
    space = "" if text == text.strip() else ' xml:space="preserve"'
    return f'" s="{style}" t="inlineStr"><is><t{space}>{escaped(text)}</t></is></c>'


def row_start(height: float, letter: str = "A") -> str:
    """What stands in a row between its number and that of its first cell."""
    return f'" ht="{height:g}" customHeight="1"><c r="{letter}'


class ColumnStyles(NamedTuple):
    """Indices of formats: of a cell, of one below a heavier rule, and of a link."""

    ordinary: int
    leading: int
    link: int


class ColumnCells(dict["Cell", bytes]):
    """The cells of one column by their value, made when first asked for.

    A cell is kept as what follows its row number, up to the number of the cell to its right:
    `" s="3" t="inlineStr">…</c><c r="B`. So a row is its parts joined by its number.

    Attributes:
        tall: the lines of each value that takes more than one.
        has_links: whether a link was ever among the values.
    """

    __slots__ = ("_capacity", "_following", "_size", "_styles", "has_links", "tall")

    def __init__(self, styles: ColumnStyles, capacity: int, following: str) -> None:
        super().__init__()
        self._styles = styles
        self._capacity = capacity
        self._following = following
        self._size = 0
        self.tall: dict[Cell, int] = {}
        self.has_links = False

    def __missing__(self, value: Cell) -> bytes:
        if isinstance(value, int):
            return self._numbers([value])[0]
        if isinstance(value, Link):
            self.has_links = True
            return self._make(value, value.text, self._styles.link)
        return self._make(value, value, self._styles.ordinary)

    def _make(self, value: Cell, text: str, style: int) -> bytes:
        made = self[value] = f"{string_cell(text, style)}{self._following}".encode()
        self._size += len(made)
        lines = line_count(text, self._capacity)
        if lines > 1:
            self.tall[value] = lines
        return made

    def made_for(self, values: Sequence[Cell]) -> list[bytes]:
        """The cells of these values; their lines are in `tall` until `forget`."""
        if type(values[0]) is int and set(map(type, values)) == {int}:
            return self._numbers(cast("Sequence[int]", values))
        return list(map(self.__getitem__, values))

    def rule_off(self, cells: list[bytes], places: Sequence[int]) -> None:
        """Draw a heavier rule above the cells at `places`; links keep their looks."""
        ordinary = f'" s="{self._styles.ordinary}"'.encode()
        leading = f'" s="{self._styles.leading}"'.encode()
        length = len(ordinary)
        for place in places:
            if cells[place].startswith(ordinary):
                cells[place] = leading + cells[place][length:]

    def forget(self) -> None:
        """Let go of the cells where they have become many."""
        if self._size > _REMEMBERED_BYTES:
            self.clear()
            self.tall.clear()
            self._size = 0

    def _numbers(self, values: Sequence[int]) -> list[bytes]:
        before = f'" s="{self._styles.ordinary}"><v>'.encode()
        after = f"</v></c>{self._following}".encode()
        return [b"%b%d%b" % (before, value, after) for value in values]


class RowStarts(dict[int, bytes]):
    """The start of a row by the lines of its tallest cell."""

    def __missing__(self, lines: int) -> bytes:
        made = self[lines] = row_start(height_of(lines)).encode()
        return made


def rows_xml(
    columns: Sequence[ColumnCells],
    starts: RowStarts,
    numbers: Sequence[bytes],
    values: Sequence[Sequence[Cell]],
    led: Sequence[int],
) -> Iterator[bytes]:
    """Whole rows; `numbers` are their 1-based numbers, `values` stand by column.

    Above the rows at the places `led`, counted from 0, stands a heavier rule.
    """
    cells = [column.made_for(shown) for column, shown in zip(columns, values, strict=True)]
    for column, made in zip(columns, cells, strict=True):
        column.rule_off(made, led)
    ones = repeat(1)
    lines = [
        map(column.tall.get, shown, ones)
        for column, shown in zip(columns, values, strict=True)
        if column.tall
    ]
    # Twice a one, since `max` of a single number is an error.
    tallest = map(max, ones, ones, *lines)
    return map(bytes.join, numbers, zip(repeat(_ROW), map(starts.__getitem__, tallest), *cells))
