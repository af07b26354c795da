"""Characters of the symbol fonts that Word inserts for ticks, crosses and boxes.

Positions from the fonts' own charts; Word stores them in the private area, F000 upwards.
"""

from __future__ import annotations

from typing import Final

TICKED_BOX: Final = "☑"
CROSSED_BOX: Final = "☒"
EMPTY_BOX: Final = "□"

_WINGDINGS: Final = {
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: EMPTY_BOX,
    0x70: EMPTY_BOX,
    0x71: EMPTY_BOX,
    0x72: EMPTY_BOX,
    0xA1: "○",
    0xA4: "◉",
    0xA8: EMPTY_BOX,
    0xFB: "×",
    0xFC: "√",
    0xFD: CROSSED_BOX,
    0xFE: TICKED_BOX,
}
_WINGDINGS_2: Final = {
    0x4F: "×",
    0x50: "√",
    0x51: CROSSED_BOX,
    0x52: TICKED_BOX,
    0x53: CROSSED_BOX,
    0x54: CROSSED_BOX,
    0x55: "×",
    0x56: "×",
    0x57: "×",
    0x58: "×",
    0xA3: EMPTY_BOX,
    0x2A: EMPTY_BOX,
    0x30: EMPTY_BOX,
    0x97: "●",
    0x99: "○",
}
_WEBDINGS: Final = {0x61: "√", 0x72: "×", 0x63: EMPTY_BOX, 0x67: "■"}
_SYMBOL: Final = {0xB4: "×", 0xD6: "√"}
_FONTS: Final = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def symbol(font: str, position: str) -> str:
    """The character for a position in a symbol font, or nothing for pure ornament.

    Args:
        font: Its name.
        position: Hexadecimal, with or without the private area's F000.

    >>> symbol("Wingdings", "F0FE"), symbol("Wingdings 2", "F052"), symbol("Wingdings 2", "00A3")
    ('☑', '☑', '□')
    """
    try:
        number = int(position, 16)
    except ValueError:
        return ""
    if font.lower() in _FONTS:
        return _FONTS[font.lower()].get(number & 0xFF, "")
    private = 0xE000 <= number <= 0xF8FF
    return "" if private or not 0x20 <= number <= 0x10FFFF else _character(number)


def _character(number: int) -> str:
    return "" if 0xD800 <= number <= 0xDFFF else chr(number)
