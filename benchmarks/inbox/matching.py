"""Which line of a result reads which line of the truth."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks.inbox.compare import Line, agrees, same_place


@dataclass(slots=True)
class Matches:
    """Pairs of truth and result, what the result lacks, what it has of its own."""

    pairs: list[tuple[Line, Line]] = field(default_factory=list)
    missed: list[Line] = field(default_factory=list)
    invented: list[Line] = field(default_factory=list)


def _both_nil(truth: Line, got: Line) -> bool:
    same_annex: bool = truth["annex"] == got.get("annex")
    return same_annex and truth["status"] == "nil" == got.get("status")


def _same_name(truth: Line, got: Line) -> bool:
    return truth["status"] not in ("nil", "rejected") and agrees(
        "app_name", got.get("app_name"), truth
    )


def _named_here(truth: Line, got: Line) -> bool:
    return same_place(truth, got) and _same_name(truth, got)


def _nil_here(truth: Line, got: Line) -> bool:
    return _both_nil(truth, got) and same_place(truth, got)


def _named_elsewhere(truth: Line, got: Line) -> bool:
    return bool(truth["annex"] == got.get("annex")) and _same_name(truth, got)


def _whose_nil(truth: Line, got: Line) -> bool:
    name = "school" if truth["annex"] == 2 else "unit"
    return _both_nil(truth, got) and agrees(name, got.get(name), truth)


_ROUNDS: tuple[Callable[[Line, Line], bool], ...] = (
    _named_here, _nil_here, same_place, _whose_nil, _both_nil, _named_elsewhere,
)  # fmt: skip


def match_file(truths: Iterable[Line], rows: Iterable[Line]) -> Matches:
    """Match the lines of one file: by place and name, by place and order, then by name alone."""
    result = Matches(missed=list(truths), invented=list(rows))
    for fits in _ROUNDS:
        for truth in list(result.missed):
            got = next((row for row in result.invented if fits(truth, row)), None)
            if got is not None:
                result.pairs.append((truth, got))
                result.missed.remove(truth)
                result.invented.remove(got)
    return result
