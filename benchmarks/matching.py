"""Match 100,000 written names with 50,000 filings, beside comparing all pairs with rapidfuzz.

Usage: python benchmarks/matching.py [--full] [--filings N] [--names N] [--seed N]

Both sides see the same names in the same run, on one core, after the same normalisation. The
peer gets the threshold that suits it best on these very names; ours has none to tune here.
By default the peer compares a sample (all pairs take minutes) and its time is scaled up.
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from benchmarks.matching_noise import NOISES, Written, make_registry, make_written
from qingyuan.core.naming.normalise import identity_key
from qingyuan.core.naming.written import read_app_names
from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.registry.match import match_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.registry.filing import Filing

SAMPLE = 2000


class Score(NamedTuple):
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(found: Sequence[str | None], written: Sequence[Written]) -> Score:
    right = sum(a is not None and a == w.meant for a, w in zip(found, written, strict=True))
    claimed = sum(a is not None for a in found)
    meant = sum(w.meant is not None for w in written)
    return Score(right / max(claimed, 1), right / max(meant, 1))


def names_alone(written: Sequence[Written]) -> list[str]:
    """The names as the reader of cells gives them: what both sides are asked."""
    return [apps[0].name if (apps := read_app_names(w.text)) else "" for w in written]


def run_ours(index: RegistryIndex, names: list[str]) -> tuple[list[str | None], float]:
    started = time.perf_counter()
    matches = match_names(index, names)
    seconds = time.perf_counter() - started
    return [match.filing.name if match else None for match in matches], seconds


def run_peer(
    filings: tuple[Filing, ...], written: Sequence[Written], names: list[str]
) -> tuple[list[str | None], float, float]:
    """The nearest of all registered names for each, cut at the threshold with the best F1."""
    keys = [identity_key(filing.name) for filing in filings]
    started = time.perf_counter()
    best = [process.extractOne(identity_key(name), keys, scorer=fuzz.ratio) for name in names]
    seconds = time.perf_counter() - started
    found = [(near[1], filings[near[2]].name) for near in best]

    def cut(threshold: float) -> list[str | None]:
        return [name if points >= threshold else None for points, name in found]

    threshold = max(range(50, 101), key=lambda at: score(cut(at), written).f1)
    return cut(threshold), seconds, threshold


def print_by_noise(written: Sequence[Written], ours: Sequence[str | None]) -> None:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for w, name in zip(written, ours, strict=True):
        total[w.noise] += 1
        right[w.noise] += name == w.meant
    print("\n| noise | names | right |\n|---|---|---|")
    for noise in NOISES:
        print(f"| {noise} | {total[noise]} | {right[noise] / max(total[noise], 1):.1%} |")


def measure_build(filings: tuple[Filing, ...]) -> tuple[RegistryIndex, float, float]:
    """The index, seconds to build it, and megabytes that it holds (a second, traced build)."""
    started = time.perf_counter()
    index = RegistryIndex.build(filings)
    seconds = time.perf_counter() - started
    tracemalloc.start()
    traced = RegistryIndex.build(filings)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del traced
    return index, seconds, held / 1e6


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=int, default=50_000)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--full", action="store_true", help="the peer compares every name")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    filings = make_registry(asked.filings, asked.seed)
    written = make_written(filings, asked.names, asked.seed + 1)
    names = names_alone(written)
    index, build_seconds, megabytes = measure_build(filings)
    ours, our_seconds = run_ours(index, names)

    size = len(names) if asked.full else min(SAMPLE, len(names))
    peer, sample_seconds, threshold = run_peer(filings, written[:size], names[:size])
    share = size / len(names)
    peer_seconds = sample_seconds / share

    print(f"{len(filings):,} filings, {len(names):,} written names, seed {asked.seed}, one core")
    print(f"index: built in {build_seconds:.2f} s, holds {megabytes:.0f} MB\n")
    print("| | seconds | precision | recall | F1 |\n|---|---|---|---|---|")
    rows = (
        ("ours, all names", our_seconds, score(ours, written)),
        (f"ours, the peer's {size:,}", our_seconds * share, score(ours[:size], written[:size])),
        (
            f"rapidfuzz, all pairs, {size:,} names (cut at {threshold})",
            sample_seconds,
            score(peer, written[:size]),
        ),
    )
    for label, seconds, points in rows:
        figures = " | ".join(f"{figure:.4f}" for figure in (*points, points.f1))
        print(f"| {label} | {seconds:.2f} | {figures} |")
    scaled = "" if asked.full else " (scaled up from the sample)"
    print(f"\nall pairs take {peer_seconds / our_seconds:.0f} times as long{scaled}")
    print_by_noise(written, ours)


if __name__ == "__main__":
    main()
