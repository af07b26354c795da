"""Which kinds of mess there are, how often each strikes, and what struck where."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from benchmarks.inbox.mess_kinds import MESS_KINDS

T = TypeVar("T")


def shares(
    overrides: Mapping[str, float] | None = None, *, clean: bool = False
) -> dict[str, float]:
    """Probability of each kind; `clean` turns all off, `overrides` then sets single ones.

    Raises:
        KeyError: an override names no known kind.
    """
    table = {kind.name: 0.0 if clean else kind.share for kind in MESS_KINDS}
    for name, share in (overrides or {}).items():
        if name not in table:
            raise KeyError(name)
        table[name] = share
    return table


@dataclass(slots=True)
class Mess:
    """A seeded source of mess that remembers which kinds it has made."""

    rng: random.Random
    share: dict[str, float]
    seen: set[str] = field(default_factory=set)

    def on(self, name: str) -> bool:
        """Whether this kind strikes now; remembered if so."""
        hit = self.rng.random() < self.share[name]
        if hit:
            self.seen.add(name)
        return hit

    def note(self, name: str) -> None:
        """Remember a kind that was made without a draw."""
        self.seen.add(name)

    def fork(self) -> "Mess":
        """The same source with an empty memory: for one row, or one cell."""
        return Mess(self.rng, self.share)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, all alike."""
        return options[int(self.rng.random() * len(options))]

    def weighted(self, options: Sequence[tuple[T, float]]) -> T:
        """One of the options, by weight."""
        return self.rng.choices([o for o, _ in options], [w for _, w in options])[0]

    def chance(self, share: float) -> bool:
        """A draw that is no mess: ordinary variety."""
        return self.rng.random() < share
