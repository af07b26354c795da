"""Estimate how high a row must be for its wrapped texts to be seen whole on paper.

No spreadsheet program fits the height of a row that it did not write itself until someone
touches the row, and in print never.
"""

from __future__ import annotations

from typing import Final

SINGLE_LINE: Final = 21.0
"""Points of a row with one line at body size, with some air."""
_LINE: Final = 14.6
_AIR: Final = 6.4
# Excel's own bound is 409.5 points, about 27 lines: longer texts can be read in the cell only.
_HIGHEST: Final = 409.0
# Words and numbers that do not fit move down as a whole, and scaling for print shifts breaks.
_USABLE: Final = 0.9


def capacity_of(width: float) -> int:
    """Half-width characters that surely fit in a line of a column, an even number.

    Even, since a Chinese character takes two and never half of one.

    >>> capacity_of(20), capacity_of(8)
    (18, 6)
    """
    return max(2, int(width * _USABLE) // 2 * 2)


def line_count(text: str, capacity: int) -> int:
    r"""Lines that a text takes in a column of that capacity.

    >>> line_count("推荐使用", 8), line_count("推荐使用", 6), line_count("a\n\nb", 6)
    (1, 2, 3)
    """
    if "\n" in text:
        return sum(line_count(part, capacity) for part in text.split("\n"))
    if len(text) * 2 <= capacity:
        return 1
    return -(-_display_width(text) // capacity)


def height_of(lines: int, *, line: float = _LINE) -> float:
    """Points of a row with that many lines.

    >>> height_of(1), height_of(1000)
    (21.0, 409.0)
    """
    return max(SINGLE_LINE, min(_HIGHEST, lines * line + _AIR))


def _display_width(text: str) -> int:
    # UTF-8 has one byte for a half-width character and three for a Chinese one: with one more
    # each and halved, that is the width, computed in C.
    return len(text) if text.isascii() else (len(text) + len(text.encode("utf-8", "replace"))) // 2
