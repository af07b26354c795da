"""A number found in running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` is how it was written, `number` its canonical form."""

    start: int
    end: int
    number: str


def numbers(found: Iterable[Found]) -> list[str]:
    """The canonical forms in order, each once."""
    return list(dict.fromkeys(each.number for each in found))
