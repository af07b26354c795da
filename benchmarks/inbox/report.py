"""Prints a score, and writes the misses beside the result."""

import json
from collections.abc import Mapping
from pathlib import Path

from benchmarks.inbox.figures import check_figures
from benchmarks.inbox.mess_kinds import MESS_KINDS
from benchmarks.inbox.score import Score, Scorer, Tally


def score_result(out: Path, result: Path) -> Score:
    """The score of a result directory against the truth under `out`."""
    score = Scorer(out, result).run()
    check_figures(result, score)
    return score


def _table(title: str, tallies: Mapping[str, Tally]) -> list[str]:
    lines = [title]
    for name, tally in tallies.items():
        wrong = f"{tally.all - tally.right} wrong" if tally.right < tally.all else ""
        lines.append(f"  {name:28}{tally.share:9.2%}{tally.right:8} /{tally.all:6}  {wrong}")
    return lines


def _kinds(score: Score) -> list[str]:
    known = [kind.name for kind in MESS_KINDS]
    others = sorted(set(score.kind_rows) - set(known))
    lines = [f"mess kind{'':21}{'fields':>9}{'rows wholly right':>24}"]
    for name in [*known, *others]:
        rows = score.kind_rows.get(name)
        if rows:
            fields = score.kinds.get(name, Tally())
            lines.append(
                f"  {name:28}{fields.share:9.2%}{rows.share:10.2%}{rows.right:7} /{rows.all:6}"
            )
    return lines


def format_score(score: Score) -> str:
    """The compact table."""
    parts = [
        *_table("totals", dict(sorted(score.totals.items()))),
        *_table("fields", score.fields),
        *_table("annexes", dict(sorted(score.annexes.items()))),
        *_table("formats", dict(sorted(score.formats.items()))),
        *_kinds(score),
    ]
    return "\n".join(parts)


def print_score(out: Path, result: Path) -> None:
    """Print the score and write `misses.jsonl` beside the result directory."""
    score = score_result(out, result)
    print(format_score(score))
    path = result.resolve().parent / "misses.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(miss, ensure_ascii=False) + "\n" for miss in score.misses)
    print(f"{len(score.misses)} misses in {path}")
