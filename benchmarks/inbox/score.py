"""The score of a result: recall, precision, accuracy per field, annex, format and mess kind."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.inbox.compare import Line, agrees, same_place, scored_fields
from benchmarks.inbox.matching import match_file


@dataclass(slots=True)
class Tally:
    """So many right of so many."""

    right: int = 0
    all: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.all += 1

    @property
    def share(self) -> float:
        """Part that is right; 1 of nothing."""
        return self.right / self.all if self.all else 1.0


@dataclass(slots=True)
class Score:
    """All tallies, and every miss as a line for `misses.jsonl`."""

    totals: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    annexes: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    formats: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    kind_rows: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[dict[str, Any]] = field(default_factory=list)

    def miss(self, what: str, line: Line, expected: object, got: object, name: str = "") -> None:
        """Remember a miss."""
        place = {key: line.get(key) for key in ("file", "table", "row", "annex", "app_name")}
        mess = line.get("mess", [])
        self.misses.append(
            {"what": what, "field": name, "expected": expected, "got": got, **place, "mess": mess}
        )

    def count(self, truth: Line, right: bool) -> None:
        """Count one field in every breakdown."""
        self.annexes[f"annex {truth['annex']}"].add(right)
        self.formats[truth["format"]].add(right)
        for kind in truth["mess"]:
            self.kinds[kind].add(right)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSON-lines file; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def _by_file(lines: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in lines:
        grouped[line["file"]].append(line)
    return grouped


class Scorer:
    """Compares one result with the truth."""

    def __init__(self, out: Path, result: Path) -> None:
        self.truths = _by_file(read_lines(out / "truth.jsonl"))
        self.truth_files = read_lines(out / "truth_files.jsonl")
        self.rows = _by_file(read_lines(result / "rows.jsonl"))
        self.outcomes = {line["file"]: line for line in read_lines(result / "files.jsonl")}
        self.score = Score()
        self.counted: dict[str, list[str]] = defaultdict(list)
        self.facts: dict[str, Line] = {}

    def run(self) -> Score:
        """The whole comparison."""
        for file in self.truth_files:
            self._file(file)
            self._records(file)
        self._strangers()
        self._facts()
        return self.score

    def _outcome(self, file: str) -> str | None:
        line = self.outcomes.get(file)
        return line["outcome"] if line else None

    def _file(self, file: Line) -> None:
        got = self._outcome(file["file"])
        if got is None and not file["must_be_listed"]:
            return
        right = got in file["outcomes"] or (bool(file["twins"]) and got == "duplicate")
        self.score.totals["files: outcome"].add(right)
        if not right:
            self.score.miss("outcome", file, file["outcomes"], got)
        if right and got == "read" and file["tables"] is not None:
            tables = self.outcomes[file["file"]].get("tables")
            self.score.totals["files: tables"].add(tables == file["tables"])
            if tables != file["tables"]:
                self.score.miss("tables", file, file["tables"], tables)

    def _excused(self, file: Line) -> bool:
        """A twin that was set aside, or an odd file that was refused with a reason."""
        got = self._outcome(file["file"])
        if self.rows.get(file["file"]):
            return False
        refused = got == "unreadable" and "unreadable" in file["outcomes"]
        return refused or (bool(file["twins"]) and got == "duplicate")

    def _records(self, file: Line) -> None:
        if self._excused(file):
            return
        name = file["file"]
        matches = match_file(self.truths.get(name, []), self.rows.get(name, []))
        for truth, got in matches.pairs:
            self._found(truth, found=True)
            self._pair(truth, got)
        for truth in matches.missed:
            if not truth["optional"]:
                self._found(truth, found=False)
                self.score.miss("missed", truth, truth["status"], None)
        for got in matches.invented:
            self._invented(got)

    def _found(self, truth: Line, *, found: bool) -> None:
        group = "nil returns: seen" if truth["status"] == "nil" else "rows: found"
        self.score.totals[group].add(found)
        if truth["status"] in ("accepted", "duplicate"):
            self.facts.setdefault(truth["fact"], truth)
        if not found:
            for kind in truth["mess"]:
                self.score.kind_rows[kind].add(right=False)

    def _invented(self, got: Line) -> None:
        group = "nil returns: real" if got.get("status") == "nil" else "rows: real"
        self.score.totals[group].add(right=False)
        self.score.miss("invented", got, None, got.get("status"))

    def _pair(self, truth: Line, got: Line) -> None:
        status = got.get("status")
        self.score.totals["nil returns: real" if status == "nil" else "rows: real"].add(right=True)
        wrong = self._status(truth, got)
        if truth["status"] != "nil":
            placed = same_place(truth, got)
            self.score.totals["rows: place"].add(placed)
            if not placed:
                self.score.miss(
                    "place",
                    truth,
                    [truth["table"], truth["row"]],
                    [got.get("table"), got.get("row")],
                )
        for name in scored_fields(truth):
            right = agrees(name, got.get(name), truth)
            wrong += not right
            self.score.fields[name].add(right)
            self.score.count(truth, right)
            if not right:
                self.score.miss("field", truth, truth[name], got.get(name), name)
        for kind in truth["mess"]:
            self.score.kind_rows[kind].add(wrong == 0)

    def _status(self, truth: Line, got: Line) -> int:
        """Compare the status; which of equal facts counts is left to the program."""
        status, expected = str(got.get("status")), truth["status"]
        allowed = {
            "accepted": {"accepted", "duplicate"}, "duplicate": {"accepted", "duplicate"},
            "nil": {"nil", "duplicate"}, "rejected": {"rejected", "duplicate"},
        }[expected]  # fmt: skip
        right = status in allowed
        self.score.totals["rows: status"].add(right)
        if not right:
            self.score.miss("status", truth, expected, status)
        if expected in ("accepted", "duplicate"):
            self.counted[truth["fact"]].append(status)
        return int(not right)

    def _strangers(self) -> None:
        """Rows and files that the truth has never heard of; zip files themselves may be listed."""
        known = {file["file"] for file in self.truth_files}
        for name, rows in self.rows.items():
            if name not in known:
                for row in rows:
                    self._invented(row)
        for name, line in self.outcomes.items():
            if name not in known and not name.lower().endswith(".zip"):
                self.score.totals["files: outcome"].add(right=False)
                self.score.miss("stranger", line, None, line["outcome"])

    def _facts(self) -> None:
        for fact, truth in self.facts.items():
            statuses = self.counted.get(fact, [])
            once = statuses.count("accepted") == 1
            self.score.totals["facts: counted once"].add(once)
            if not once:
                self.score.miss("fact", truth, ["accepted"], statuses)
