"""An index of all filings: by number, by the keys of every name and alias, by pairs of characters.

Built once a run in about a second for 50,000 filings, then only read; answers found by name are
remembered in `found`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.naming.identity import Level
from qingyuan.core.naming.normalise import core_key, keys_of
from qingyuan.core.registry.filing import Filing, FilingStatus
from qingyuan.core.registry.grams import PairIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingyuan.core.registry.found import Match

# Most keys belong to one filing: its position alone, a tuple only where there are several.
Positions = int | tuple[int, ...]


class RegistryIndex:
    """The registry, ready to be asked. Build it with `RegistryIndex.build`."""

    __slots__ = ("_by_number", "_cores", "_exact", "_light", "_loose", "_pairs", "filings", "found")

    def __init__(self, filings: tuple[Filing, ...]) -> None:
        self.filings = filings
        self.found: dict[str, Match | None] = {}
        self._by_number: dict[str, Positions] = {}
        self._exact: dict[str, Positions] = {}
        self._light: dict[str, Positions] = {}
        self._loose: dict[str, Positions] = {}
        self._cores: dict[str, Positions] = {}
        for position, filing in enumerate(filings):
            _add(self._by_number, filing.number, position)
            self._add_name(filing.name, position)
            for alias in filing.aliases:
                self._add_name(alias, position)
        self._pairs = PairIndex(self._loose)

    @classmethod
    def build(cls, filings: Iterable[Filing]) -> RegistryIndex:
        """Index the filings; what has no number or no name is the reader's to refuse."""
        return cls(tuple(filings))

    def __len__(self) -> int:
        return len(self.filings)

    def _add_name(self, name: str, position: int) -> None:
        # Not the cached form: a registry of 50,000 would push everything else out of the cache.
        exact, light, loose = keys_of.__wrapped__(name)
        if not exact:
            return
        _add(self._exact, exact, position)
        if light != exact:
            _add(self._light, light, position)
        _add(self._loose, loose, position)
        core = core_key(loose)
        if core != loose:
            _add(self._cores, core, position)

    def by_number(self, number: str) -> tuple[Filing, ...]:
        """The filings with this canonical number, in the registry's order."""
        return self._filings(self._by_number.get(number))

    def by_name(self, name: str) -> tuple[tuple[Filing, ...], Level | None]:
        """The filings that bear the name, and the strictest level on which they do.

        Where the registry lists 「X家长端」 and 「X学生端」 apart, the exact form finds its own.
        """
        exact, light, loose = keys_of(name)
        found = self._exact.get(exact)
        if found is not None:
            return self._filings(found), Level.EXACT
        filings = self._strictly(light)
        if filings:
            return filings, Level.LIGHT
        # 「X学生端」 is first of all 「X」, then any other edition of it.
        filings = self._strictly(loose) if loose != light else ()
        filings = filings or self.by_label(loose)
        return filings, Level.LOOSE if filings else None

    def knows(self, name: str) -> bool:
        """Whether the registry has the name, in whatever form: what `read_app_names` asks."""
        return self.by_name(name)[1] is not None

    def by_core(self, loose: str) -> tuple[Filing, ...]:
        """Filings whose name differs from the key by a generic ending on one side only."""
        core = core_key(loose)
        bare = self._filings(self._loose.get(core)) if core != loose else ()
        return bare or (self._filings(self._cores.get(loose)) if len(loose) >= 3 else ())

    def by_label(self, label: str) -> tuple[Filing, ...]:
        """The filings with this loose key."""
        return self._filings(self._loose.get(label))

    def labels_near(self, loose: str) -> list[str]:
        """Loose keys worth comparing: all within one slip, and some beyond."""
        swapped = (
            f"{loose[:at]}{loose[at + 1]}{loose[at]}{loose[at + 2 :]}"
            for at in range(len(loose) - 1)
        )
        near = self._pairs.near(loose)
        return near + [label for label in swapped if label in self._loose and label not in near]

    def pair_count(self, pair: str) -> int:
        """In how many names two characters stand together (for a pair of `grams.pairs_of`)."""
        return self._pairs.count(pair)

    def _strictly(self, key: str) -> tuple[Filing, ...]:
        """Filings whose exact or light key it is."""
        return self._filings(self._exact.get(key)) + self._filings(self._light.get(key))

    def _filings(self, positions: Positions | None) -> tuple[Filing, ...]:
        if positions is None:
            return ()
        if isinstance(positions, int):
            return (self.filings[positions],)
        return tuple(self.filings[position] for position in positions)


def preferred(filings: tuple[Filing, ...]) -> Filing:
    """Of several filings under one name, one that is in force; else the registry's first."""
    in_force = (filing for filing in filings if filing.status is FilingStatus.NORMAL)
    return next(in_force, filings[0])


def _add(positions: dict[str, Positions], key: str, position: int) -> None:
    present = positions.setdefault(key, position)
    if present is position:
        return  # the usual case: a key of one filing
    if isinstance(present, tuple):
        if present[-1] != position:
            positions[key] = (*present, position)
    elif present != position:
        positions[key] = (present, position)
