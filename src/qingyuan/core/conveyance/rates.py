"""Rates that never say more than they know: 100.0% is all and 0.0% is none."""

from __future__ import annotations

from typing import Final

_WHOLE: Final = 1000
NO_RATE: Final = "—"


def permille(part: int, whole: int, *, is_all: bool = True) -> int | None:
    """The rate in tenths of a percent, rounded half up, but 1000 for all and 0 for none only.

    None of nothing.  `is_all` is false where the whole itself is not fully known.

    >>> permille(9996, 10_000), permille(2, 3), permille(0, 0)
    (999, 667, None)
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is no part of {whole}")
    if whole == 0:
        return None
    rounded = (2 * _WHOLE * part + whole) // (2 * whole)
    highest = _WHOLE if part == whole and is_all else _WHOLE - 1
    lowest = 1 if part else 0
    return min(max(rounded, lowest), highest)


def percent_words(part: int, whole: int, *, is_all: bool = True) -> str:
    """The rate with one decimal, — where there is none.

    >>> percent_words(9996, 10_000), percent_words(40, 40), percent_words(0, 0)
    ('99.9%', '100.0%', '—')
    """
    rate = permille(part, whole, is_all=is_all)
    return NO_RATE if rate is None else f"{rate // 10}.{rate % 10}%"
