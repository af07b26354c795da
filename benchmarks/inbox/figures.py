"""Whether summary and findings of a result hang together with its rows."""

import json
from collections import Counter
from pathlib import Path

from benchmarks.inbox.score import Score, read_lines

_STATUSES = ("accepted", "duplicate", "rejected", "nil")
_BREACHES = {
    "unregistered",
    "other_kind_of_number",
    "malformed_number",
    "withdrawn",
}


def check_figures(result: Path, score: Score) -> None:
    """Add the tallies of `summary.json` and `findings.jsonl` to a score."""
    rows = read_lines(result / "rows.jsonl")
    _summary(result, Counter(str(row.get("status")) for row in rows), score)
    _findings(result, rows, score)


def _summary(result: Path, counts: Counter[str], score: Score) -> None:
    path = result / "summary.json"
    if not path.exists():
        return
    said = json.loads(path.read_text(encoding="utf-8")).get("rows", {})
    expected = {status: counts[status] for status in _STATUSES} | {"read": counts.total()}
    for name, number in expected.items():
        right = said.get(name) == number
        score.totals["summary: rows add up"].add(right)
        if not right:
            score.miss("summary", {"file": "summary.json"}, number, said.get(name), name)


def _findings(result: Path, rows: list[dict[str, object]], score: Score) -> None:
    findings = read_lines(result / "findings.jsonl")
    if not findings:
        return
    places = {(row["file"], row["table"], row["row"]) for row in rows}
    cited = set()
    for finding in findings:
        evidence = finding["evidence"]
        place = (evidence["file"], evidence["table"], evidence["row"])
        cited.add(place)
        score.totals["findings: evidence exists"].add(place in places)
        if place not in places:
            score.miss("finding", {"file": place[0]}, "a row that exists", list(place))
    for row in rows:
        breach = row.get("verdict") in _BREACHES or row.get("collective_decision") is False
        if row.get("status") == "accepted" and row.get("annex") == 2 and breach:
            score.totals["findings: breaches named"].add(
                (row["file"], row["table"], row["row"]) in cited
            )
