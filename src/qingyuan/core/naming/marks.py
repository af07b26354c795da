"""Quotation marks and brackets in a cell: what they protect from being split, and their removal."""

from __future__ import annotations

import re

_QUOTES = dict(zip("“「『《〈【‘〝«", "”」』》〉】’〞»", strict=True))
_BRACKETS = dict(zip("（([［〔{｛<＜", "）)]］〕}｝>＞", strict=True))
_SAME_BOTH_SIDES = '"＂'
_CLOSING = {**_QUOTES, **_BRACKETS}

OPENING_QUOTES = "".join(_QUOTES) + _SAME_BOTH_SIDES
CLOSING_QUOTES = "".join(_QUOTES.values()) + _SAME_BOTH_SIDES
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])['’＇](?=[A-Za-z])")
_ANY_QUOTE = re.compile(f"[{OPENING_QUOTES}{CLOSING_QUOTES}'＇`´‹›]")


def without_quotes(text: str) -> str:
    """The text without quotation marks; the apostrophe inside a word stays.

    >>> without_quotes("《优化高分》“学生版”"), without_quotes("Let's Talk")
    ('优化高分学生版', "Let's Talk")
    """
    if _ANY_QUOTE.search(text) is None:
        return text
    return "'".join(_ANY_QUOTE.sub("", part) for part in _APOSTROPHE.split(text))


def spans(text: str) -> list[tuple[int, int]]:
    """Outermost quoted or bracketed spans (first and last position); what never closes is none.

    >>> spans("A（一、二）B“三”")
    [(1, 5), (7, 9)]
    """
    opened: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for position, character in enumerate(text):
        start = _closes(opened, character)
        if start is not None:
            found = [span for span in found if span[0] < start]
            found.append((start, position))
        elif character in _CLOSING or character in _SAME_BOTH_SIDES:
            opened.append((_CLOSING.get(character, character), position))
    return found


def _closes(opened: list[tuple[str, int]], character: str) -> int | None:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == character:
            start = opened[depth][1]
            del opened[depth:]
            return start
    return None


def is_protected(position: int, protected: list[tuple[int, int]]) -> bool:
    """Whether a position lies inside one of the spans."""
    return any(first < position < last for first, last in protected)


def is_quoted(text: str) -> bool:
    """Whether one pair of quotation marks holds the whole text."""
    return bool(text) and text[0] in OPENING_QUOTES and spans(text) == [(0, len(text) - 1)]
