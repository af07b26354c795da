"""The one door to rapidfuzz: edits between two short strings, and the nearest of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Sequence


def edits_between(one: str, other: str, at_most: int) -> int:
    """Characters to change, add, drop or swap with a neighbour; `at_most + 1` if more."""
    return OSA.distance(one, other, score_cutoff=at_most)


def nearest(
    text: str, choices: Sequence[str], *, at_most: int, count: int
) -> list[tuple[int, int]]:
    """(edits, position in choices) of the nearest choices within `at_most` edits, nearest first."""
    found = process.extract(text, choices, scorer=OSA.distance, score_cutoff=at_most, limit=count)
    return [(int(edits), position) for _, edits, position in found]
