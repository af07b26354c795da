"""The filing that a written name means, or none: precision first.

A name that is wrongly found makes a clerk send back a correct form, so a slip is accepted only
where it is unambiguous, and where what was typed is nobody else's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qingyuan.core.naming.distance import nearest
from qingyuan.core.naming.normalise import keys_of
from qingyuan.core.naming.similarity import (
    BY_LEVEL,
    Likeness,
    Similarity,
    compare_keys,
    compare_names,
    differing,
    similarity_of,
)
from qingyuan.core.registry.found import Match
from qingyuan.core.registry.grams import pairs_of
from qingyuan.core.registry.index import preferred

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingyuan.core.registry.filing import Filing
    from qingyuan.core.registry.index import RegistryIndex

_REMEMBERED = 20_000
_BRAND = re.compile(r"[0-9a-z+]*[^0-9a-z+]{0,2}")
_SHORTEST_WITH_SLIP = {Likeness.SOUNDS_ALIKE: 4, Likeness.ONE_SLIP: 5}


def find_by_name(index: RegistryIndex, name: str) -> Match | None:
    """The one filing that the name means, by its forms first, then by a single slip.

    The index remembers the answer: 300 schools report the same few apps.
    """
    if name in index.found:
        return index.found[name]
    if len(index.found) >= _REMEMBERED:
        index.found.clear()
    match = index.found[name] = _find(index, name)
    return match


def _find(index: RegistryIndex, name: str) -> Match | None:
    filings, level = index.by_name(name)
    if level is not None:
        return Match(preferred(filings), BY_LEVEL[level])
    loose = keys_of(name)[2]
    filings = index.by_core(loose)
    if filings:
        likeness = Likeness.GENERIC_ENDING
    else:
        filings, likeness = _by_slip(index, loose)
    # Several products share the core or lie equally near: nothing tells which is meant.
    if not filings or len({keys_of(filing.name)[2] for filing in filings}) > 1:
        return None
    filing = preferred(filings)
    return Match(filing, similarity_of(likeness, loose, keys_of(filing.name)[2]))


def match_names(index: RegistryIndex, names: Iterable[str]) -> list[Match | None]:
    """`find_by_name` for many names."""
    return [find_by_name(index, name) for name in names]


def best_of(name: str, filings: tuple[Filing, ...]) -> Match:
    """Of the given filings, the one whose name or alias is most like the written name.

    Ties go to a filing in force, then to the registry's order.
    """
    if len(filings) == 1:
        return Match(filings[0], _closest(name, filings[0]))
    rated = [(filing, _closest(name, filing)) for filing in filings]
    top = max(similarity.score for _, similarity in rated)
    tied = {filing: similarity for filing, similarity in rated if similarity.score == top}
    filing = preferred(tuple(tied))
    return Match(filing, tied[filing])


def _closest(name: str, filing: Filing) -> Similarity:
    similarity = compare_names(name, filing.name)
    if similarity.score == 1.0 or not filing.aliases:
        return similarity
    others = (compare_names(name, alias) for alias in filing.aliases)
    return max((similarity, *others), key=lambda one: one.score)


def _by_slip(index: RegistryIndex, loose: str) -> tuple[tuple[Filing, ...], Likeness]:
    if len(loose) < min(_SHORTEST_WITH_SLIP.values()):
        return (), Likeness.DIFFERENT
    labels = index.labels_near(loose)
    near = [labels[at] for _, at in nearest(loose, labels, at_most=1, count=4)]
    rated = [(label, compare_keys(loose, label)) for label in near]
    likely = [pair for pair in rated if _is_slip(index, loose, *pair)]
    alike = [pair for pair in likely if pair[1] is Likeness.SOUNDS_ALIKE] or likely
    if len(alike) != 1:
        return (), Likeness.DIFFERENT
    return index.by_label(alike[0][0]), alike[0][1]


def _is_slip(index: RegistryIndex, written: str, label: str, likeness: Likeness) -> bool:
    longest = max(len(written), len(label))
    if longest < _SHORTEST_WITH_SLIP.get(likeness, longest + 1):
        return False
    if written.startswith(label) or written.endswith(label):
        return False  # a word more at either end is another product: 晨星作业 and 晨星作业帮
    if likeness is Likeness.SOUNDS_ALIKE:
        return longest > 4 or _brand(written) == _brand(label)
    if len(written) == len(label) and len(differing(written, label)) == 1:
        return _brand(written) == _brand(label) and not _new_pairs_known(index, written, label)
    # A character lost, doubled or swapped, and not the first: five leave room for doubt.
    sure = longest > 5 and written[0] in label[:2] and label[0] in written[:2]
    return sure or not _new_pairs_known(index, written, label)


def _brand(loose: str) -> str:
    """The beginning of a name, which changes by one character from firm to firm."""
    found = _BRAND.match(loose)
    return found.group() if found else loose


def _new_pairs_known(index: RegistryIndex, written: str, label: str) -> bool:
    """Whether all pairs of characters that only the written name has stand in registered names.

    Then they were meant: 学而乐化学 is not 学而乐数学 where any app is called …乐化学.
    """
    return all(index.pair_count(pair) for pair in pairs_of(written) - pairs_of(label))
