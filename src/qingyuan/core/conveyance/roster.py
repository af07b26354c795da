"""Who on a roster somebody says they are: by name or number, never by guessing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A member of staff as the roster has them; a name or a number is there."""

    id: int
    name: str = ""
    number: str = ""
    department: str = ""


def find_on_roster(
    roster: Iterable[RosterLine], words: str, detail: str = ""
) -> tuple[RosterLine, ...]:
    """Those whose name or number is what was written; `detail` tells namesakes apart.

    Width, case and spaces do not count; part of a name does not do.  The detail is a number or a
    department and must fit, too.

    >>> staff = [RosterLine(1, "张敏", "07", "语文组"), RosterLine(2, "张敏", "", "数学组")]
    >>> [one.id for one in find_on_roster(staff, " 张　敏 ")]
    [1, 2]
    >>> [one.id for one in find_on_roster(staff, "张敏", "数学组")]
    [2]
    >>> [one.id for one in find_on_roster(staff, "０７")], find_on_roster(staff, "张")
    ([1], ())
    """
    wanted, told = _folded(words), _folded(detail)
    if not wanted:
        return ()
    named = [one for one in roster if wanted in {_folded(one.name), _folded(one.number)}]
    if not told:
        return tuple(named)
    return tuple(one for one in named if told in {_folded(one.number), _folded(one.department)})


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
