"""When two names are one app: by the form of the name alone, in three levels."""

from __future__ import annotations

from enum import IntEnum

from qingyuan.core.naming.normalise import keys_of


class Level(IntEnum):
    """How much had to be folded away before two names were equal; the smallest is the surest."""

    EXACT = 1
    LIGHT = 2
    LOOSE = 3


def same_name(one: str, other: str) -> Level | None:
    """The first level on which two names are equal, None where they stay different.

    >>> same_name("優化高分", "优化高分").name, same_name("优化高分家长端", "优化高分APP").name
    ('EXACT', 'LOOSE')
    >>> same_name("闽教高分", "冀教高分") is None
    True
    """
    if one == other:
        return Level.EXACT
    keys, others = keys_of(one), keys_of(other)
    for level in Level:
        # Each level may be met by the other name's stricter form: 「优化高分」 is
        # already the light form of 「优化高分APP」.
        if keys[level - 1] == others[level - 1]:
            return level
    return None
