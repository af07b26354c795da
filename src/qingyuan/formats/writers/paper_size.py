"""When a sheet that takes little more than a page is better printed on one.

A page with nothing but the last row of a table on it is lost in a pile of papers.
"""

from __future__ import annotations

from typing import Final

MARGIN_SIDE: Final = 1.5
MARGIN_END: Final = 1.8
"""Centimetres, left and right, and at top and bottom."""
_A4: Final = (21.0, 29.7)
_POINTS: Final = 72 / 2.54
_UNIT: Final = 5.25  # points of a half-width character at body size
_SMALLEST: Final = 0.75  # of body size: still as large as in the wide tables
_FURTHER: Final = 0.9  # of the scale that the width asks for


def fits_one_page(width: float, height: float, *, landscape: bool) -> bool:
    """Whether a sheet, `width` in characters and `height` in points, fits when shrunk a little.

    >>> fits_one_page(80, 900, landscape=False), fits_one_page(80, 1100, landscape=False)
    (True, False)
    """
    across, down = sorted(_A4, reverse=landscape)
    room = (down - 2 * MARGIN_END) * _POINTS
    scale = min(1.0, (across - 2 * MARGIN_SIDE) * _POINTS / (width * _UNIT))
    return height * min(scale * _FURTHER, _SMALLEST) <= room
