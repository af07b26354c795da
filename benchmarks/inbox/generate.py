"""Generate an inbox: schools, counties, registry and truth, all from one seed."""

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.inbox.books import FORMATS, SPEED_FORMATS
from benchmarks.inbox.counties import bureau_forms, school_workbooks, summary_workbooks
from benchmarks.inbox.mess import Mess, shares
from benchmarks.inbox.naming import Naming
from benchmarks.inbox.parcels import Parcel, Sender, is_steady, report_of
from benchmarks.inbox.places import School, county_names, make_schools
from benchmarks.inbox.registry import Registry, make_registry, write_registry
from benchmarks.inbox.reports import Report
from benchmarks.inbox.truth import Artifact

_BOOK_SIZE, _SUMMARY_SIZE = 22, 25


@dataclass(frozen=True, slots=True)
class Plan:
    """What to generate. `clean`: no mess, two plain files a school, no county files (for speed)."""

    seed: int = 1
    schools: int = 300
    registry: int = 5000
    counties: int = 1
    county_workbooks: int | None = None
    registry_form: str = "csv"
    clean: bool = False
    mess: Mapping[str, float] = field(default_factory=dict)


class Generator:
    """Makes the parcels of one plan; every sender draws from a stream of its own."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.share = shares(plan.mess, clean=plan.clean)
        rng = random.Random(f"{plan.seed}/world")
        self.registry: Registry = make_registry(rng, plan.registry)
        self.counties = county_names(plan.counties)
        self.schools = make_schools(rng, plan.schools, self.counties)

    def _mess(self, stream: str) -> Mess:
        return Mess(random.Random(f"{self.plan.seed}/{stream}"), self.share)

    def _book_count(self) -> int:
        if self.plan.clean:
            return 0
        wanted = self.plan.county_workbooks
        wanted = max(1, self.plan.schools // 250) if wanted is None else wanted
        return min(wanted, self.plan.schools // (2 * (_BOOK_SIZE + _SUMMARY_SIZE)))

    def parcels(self) -> Iterator[Parcel]:
        """Every sender's files."""
        reported: list[tuple[School, Report]] = []
        books = self._book_count()
        by_county = sorted(self.schools, key=lambda s: s.county)
        apart = books * (_BOOK_SIZE + _SUMMARY_SIZE)
        for number, school in enumerate(by_county[apart:], 1):
            parcel, report = self._send(school, number)
            again = self._mess(f"again{school.key}").on("summarised_again")
            reported += [(school, report)] if again and is_steady(parcel.artifacts) else []
            yield parcel
        for number in range(books):
            start = number * (_BOOK_SIZE + _SUMMARY_SIZE)
            yield from self._county_books(by_county[start:], number, reported[number::books])
        if not self.plan.clean:
            yield from self._bureaus()

    def _send(self, school: School, number: int) -> tuple[Parcel, Report]:
        mess = self._mess(school.key)
        report = report_of(mess, self.registry, school)
        naming = Naming(mess, school, number, len(self.counties))
        formats = SPEED_FORMATS if self.plan.clean else FORMATS
        return Sender(mess, naming, report, formats).parcel(), report

    def _where(self, county: str) -> str:
        return f"{county}/" if len(self.counties) > 1 else ""

    def _county_books(
        self, schools: list[School], number: int, again: list[tuple[School, Report]]
    ) -> Iterator[Parcel]:
        mess = self._mess(f"book{number}")
        county = schools[0].county
        where = self._where(county)
        centre = f"{where}中心校{number + 1}/"
        yield _plain(school_workbooks(mess, self.registry, schools[:_BOOK_SIZE], centre))
        chosen = schools[_BOOK_SIZE : _BOOK_SIZE + _SUMMARY_SIZE]
        units = [(s, report_of(mess, self.registry, s)) for s in chosen]
        repeated = [pair for pair in again if pair[0].county == county]
        artifacts = summary_workbooks(
            mess, county, units + repeated, f"{where}{county}汇总表{number + 1}"
        )
        _mark_repeated(artifacts, {school.key for school, _ in repeated})
        yield _plain(artifacts)

    def _bureaus(self) -> Iterator[Parcel]:
        for county in self.counties:
            mess = self._mess(f"bureau{county}")
            yield _plain(bureau_forms(mess, self.registry, county, self._where(county)))


def _mark_repeated(artifacts: list[Artifact], keys: set[str]) -> None:
    for record in (record for artifact in artifacts for record in artifact.records):
        if record.fact.partition("|")[0] in keys:
            record.mess.add("summarised_again")


def _plain(artifacts: list[Artifact]) -> Parcel:
    return Parcel(artifacts, {a.path: a.data for a in artifacts})


def _settle(artifacts: Iterable[Artifact]) -> None:
    """Of records with one fact, the first counts."""
    seen: set[str] = set()
    for artifact in artifacts:
        for record in artifact.records:
            if record.status == "accepted" and record.fact in seen:
                record.status = "duplicate"
            seen.add(record.fact)


def write_inbox(plan: Plan, out: Path, generator: Generator | None = None) -> Path:
    """Write inbox, registry and truth under `out`; returns the registry's path.

    `generator` is one that makes other parcels from the plan than the usual ones.

    Raises:
        FileExistsError: `out` already holds an inbox.
    """
    inbox = out / "inbox"
    inbox.mkdir(parents=True)
    generator = generator or Generator(plan)
    artifacts: list[Artifact] = []
    for parcel in generator.parcels():
        for path, data in parcel.disk.items():
            target = inbox / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise FileExistsError(target)
            target.write_bytes(data)
        for artifact in parcel.artifacts:
            artifact.data = b""
        artifacts += parcel.artifacts
    _settle(artifacts)
    _write_lines(out / "truth.jsonl", _record_lines(artifacts))
    _write_lines(out / "truth_files.jsonl", (a.line() for a in artifacts))
    rng = random.Random(f"{plan.seed}/registry file")
    return write_registry(rng, generator.registry, out, plan.registry_form)


def _record_lines(artifacts: list[Artifact]) -> Iterator[dict[str, object]]:
    for artifact in artifacts:
        for record in artifact.records:
            yield record.line(artifact.path, artifact.form, artifact.mess)


def _write_lines(path: Path, lines: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
