"""Which of many strings share pairs of characters with a given one, rarest pairs first.

Blocking: of 50,000 names a few dozen are worth comparing, and these share a rare pair with the
written name. Postings of all pairs lie in one sorted array, so the index stays small.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EDGE = "\0"  # beginning and end of a string count as characters
_COUNT_BITS = 24  # a span is a start and a count in one number
_COUNT_MASK = (1 << _COUNT_BITS) - 1


def pairs_of(text: str) -> set[str]:
    """All pairs of neighbouring characters, edges included.

    >>> sorted(pair.replace(chr(0), "|") for pair in pairs_of("高分"))
    ['|高', '分|', '高分']
    """
    return set(map(add, f"{_EDGE}{text}", f"{text}{_EDGE}"))


class PairIndex:
    """Positions of the strings that hold each pair of characters; shorter strings come first."""

    __slots__ = ("_first_of_size", "_postings", "_spans", "texts")

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = tuple(sorted(texts, key=len))
        sizes = [len(text) for text in self.texts]
        longest = sizes[-1] if sizes else 0
        self._first_of_size = [bisect_left(sizes, size) for size in range(longest + 2)]
        self._postings = array("I")
        self._spans: dict[str, int] = {}
        found = _positions_of_pairs(self.texts)
        while found:
            pair, positions = found.popitem()
            self._spans[pair] = len(self._postings) << _COUNT_BITS | len(positions)
            self._postings.extend(positions)

    def count(self, pair: str) -> int:
        """How many strings hold the pair."""
        return self._spans.get(pair, 0) & _COUNT_MASK

    def near(self, text: str) -> list[str]:
        """Every string that is one character away from the text, and others of about its length.

        A character changed, lost or added touches two pairs side by side at most, so of two
        pairs that are not neighbours it left one alone. The rarest two such are read.
        Two neighbours swapped touch three pairs, so these may be missing.
        """
        edged = f"{_EDGE}{text}{_EDGE}"
        get = self._spans.get
        spans = [get(edged[at : at + 2], 0) for at in range(len(text) + 1)]
        counts = [span & _COUNT_MASK for span in spans]
        rarest = counts.index(min(counts))
        apart = [at for at in range(len(counts)) if not -2 < at - rarest < 2]
        first, last = self._start_of(len(text) - 1), self._start_of(len(text) + 2)
        # Of three pairs or fewer all may be neighbours.
        read = [rarest, min(apart, key=counts.__getitem__)] if apart else range(len(counts))
        found: set[int] = set()
        for at in read:
            found.update(self._between(spans[at], first, last))
        texts = self.texts
        return [texts[position] for position in found]

    def _between(self, span: int, first: int, last: int) -> array[int]:
        """The postings of one pair, from position `first` to before `last`."""
        postings = self._postings
        start = span >> _COUNT_BITS
        end = start + (span & _COUNT_MASK)
        start = bisect_left(postings, first, start, end)
        return postings[start : bisect_left(postings, last, start, end)]

    def _start_of(self, size: int) -> int:
        starts = self._first_of_size
        return starts[size] if size < len(starts) else len(self.texts)


def _positions_of_pairs(texts: tuple[str, ...]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        for pair in pairs_of(text):
            found[pair].append(position)
    return found
