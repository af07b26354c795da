"""The whole audit, from the folder to the papers.

Everything is written into a folder beside the results and moved in at the end, so that a run
that is stopped leaves the old results or none.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from qingyuan.core.figures.tally import Tally
from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.rules.pack import RulePack
from qingyuan.formats.limits import published
from qingyuan.formats.readers.registry import RegistryFile
from qingyuan.pipelines.audit.figures import Counted, report_figures, summary
from qingyuan.pipelines.audit.judging import Judge
from qingyuan.pipelines.audit.papers import PaperRows, write_papers
from qingyuan.pipelines.audit.reading import Listing, Task
from qingyuan.pipelines.audit.records import (
    Evidence,
    FileLine,
    FileReading,
    FindingLine,
    TableNote,
    row_line,
)
from qingyuan.pipelines.audit.settling import Promotions, Settled, Settler
from qingyuan.pipelines.audit.sources import Source, files_under, may_be_archive, revision_first
from qingyuan.pipelines.audit.spool import Spool
from qingyuan.pipelines.processes import Died, Done, WorkerPool

_WORK = "qingyuan.pipelines.audit.reading:work"
_ENCODER = msgspec.json.Encoder()
_READINGS = msgspec.json.Decoder(FileReading)
_LISTINGS = msgspec.json.Decoder(Listing)


class Progress(Protocol):
    """Told how far the run is."""

    def stage(self, title: str, total: int | None) -> None:
        """A new part of the work begins, of `total` steps where that is known."""

    def step(self, count: int = 1) -> None:
        """So many steps more are done."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to audit, by what, and where the results go."""

    inbox: Path
    out: Path
    registry: Callable[[], RegistryFile]  # read while the first forms are being read
    pack: RulePack
    made_on: date
    jobs: int = 2
    unit: str | None = None


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    summary: dict[str, object]
    registry: RegistryFile
    unread: list[FileLine] = field(default_factory=list)
    rejected: int = 0


def audit(order: Order, progress: Progress) -> Outcome:
    """Runs the audit and moves its results into `order.out`.

    Raises:
        OSError: the output folder cannot be written.
    """
    order.out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".qingyuan-", dir=order.out))
    try:
        results = folder / "results"
        results.mkdir()
        outcome = _Run(order, progress, folder, results).outcome()
        for file in sorted(results.iterdir()):
            file.replace(order.out / file.name)
        return outcome
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class _Read:
    """What is kept in memory of a file after it was read."""

    sha256: str | None
    outcome: str
    reason: str | None
    tables: int
    units: int = 0  # digest of the units of its rows
    notes: list[TableNote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Loaded:
    registry: RegistryFile
    judge: Judge


class _Run:
    def __init__(self, order: Order, progress: Progress, folder: Path, results: Path) -> None:
        self._order = order
        self._progress = progress
        self._folder = folder
        self._results = results
        self._tally = Tally()
        self._promotions = Promotions()

    def outcome(self) -> Outcome:
        with (
            ThreadPoolExecutor(1) as loader,
            WorkerPool(
                _WORK,
                jobs=self._order.jobs,
                seconds=published.READER_SECONDS,
                memory_mb=published.READER_MEGABYTES,
            ) as pool,
            Spool(self._folder / "judged.rows") as spool,
        ):
            loading = loader.submit(self._load)
            sources = self._sources(pool)
            read = self._read_all(pool, sources, spool, loading)
            with PaperRows(self._folder, self._order.pack) as papers:
                lines = self._settle_all(sources, read, spool, papers)
        return self._write(lines, papers, loading.result().registry)

    def _load(self) -> _Loaded:
        registry = self._order.registry()
        return _Loaded(registry, Judge(RegistryIndex.build(registry.filings)))

    def _sources(self, pool: WorkerPool) -> list[Source]:
        self._progress.stage("查找文件", None)
        found = list(files_under(self._order.inbox, leave_out=self._order.out))
        archives = [source for source in found if may_be_archive(source)]
        members = dict(zip([a.name for a in archives], _members(pool, archives), strict=True))
        opened = [member for source in found for member in members.get(source.name, [source])]
        return sorted(opened, key=revision_first)

    def _read_all(
        self, pool: WorkerPool, sources: list[Source], spool: Spool, loading: Future[_Loaded]
    ) -> list[_Read]:
        self._progress.stage("读取和核对", len(sources))
        read = [_refused(source) for source in sources]
        waiting = [number for number, source in enumerate(sources) if source.refusal is None]
        self._progress.step(len(sources) - len(waiting))
        held: list[Done | Died] = []
        for answer in pool.map(_task(sources[number]) for number in waiting):
            held.append(answer)
            if loading.done():
                self._take(held, waiting, sources, read, spool, loading.result().judge)
                held.clear()
            self._progress.step()
        self._take(held, waiting, sources, read, spool, loading.result().judge)
        return read

    def _take(
        self,
        answers: list[Done | Died],
        waiting: list[int],
        sources: list[Source],
        read: list[_Read],
        spool: Spool,
        judge: Judge,
    ) -> None:
        """Judges what the workers have read and keeps it for the second pass."""
        for answer in answers:
            number = waiting[answer.index]
            reading = _reading_of(answer)
            name = sources[number].name
            rows = [judged for row in reading.rows for judged in judge.judge(row, name)]
            spool.put(number, rows)
            self._promotions.note(rows)
            units = hash(tuple((row.annex, row.unit) for row in rows))
            read[number] = _Read(
                reading.sha256 or None,
                reading.outcome,
                reading.reason,
                reading.tables,
                units,
                reading.notes,
            )

    def _settle_all(
        self, sources: list[Source], read: list[_Read], spool: Spool, papers: PaperRows
    ) -> list[FileLine]:
        self._progress.stage("汇总和认定", len(sources))
        settler = Settler(self._order.pack, self._promotions, self._tally)
        first: dict[tuple[str, int], str] = {}
        lines: list[FileLine] = []
        with (
            (self._results / "rows.jsonl").open("wb") as row_file,
            (self._results / "findings.jsonl").open("wb") as finding_file,
        ):
            for number, source in enumerate(sources):
                line, same_as = _file_line(source, read[number], first)
                lines.append(line)
                for settled in settler.settle(spool.rows(number), source.name, same_as=same_as):
                    _write_lines(settled, row_file, finding_file)
                    papers.add(settled)
                for note in read[number].notes if same_as is None else ():
                    papers.add_note(source.name, note)
                self._progress.step()
        return sorted(lines, key=lambda line: line.file)

    def _write(self, lines: list[FileLine], papers: PaperRows, registry: RegistryFile) -> Outcome:
        self._progress.stage("生成表格和报告", None)
        unread = [line for line in lines if line.outcome == "unreadable"]
        outcomes = Counter(line.outcome for line in lines)
        files = {name: outcomes[name] for name in ("read", "duplicate", "unreadable", "not_a_form")}
        counted = Counted(
            self._tally,
            self._order.pack,
            registry,
            files,
            self._order.unit,
            self._order.made_on,
        )
        (self._results / "files.jsonl").write_bytes(_json_lines(lines))
        figures = summary(counted)
        pretty = msgspec.json.format(_ENCODER.encode(figures), indent=2)
        (self._results / "summary.json").write_bytes(pretty + b"\n")
        write_papers(papers, self._results, report_figures(counted), unread, jobs=self._order.jobs)
        return Outcome(figures, registry, unread, self._tally.rows["rejected"])


def _members(pool: WorkerPool, archives: list[Source]) -> list[list[Source]]:
    """The files in each archive; a list with the archive itself where it cannot be opened."""
    found: list[list[Source]] = [[] for _ in archives]
    for answer in pool.map(_task(archive, listing=True) for archive in archives):
        archive = archives[answer.index]
        found[answer.index] = _listed(archive, answer)
    return found


def _listed(archive: Source, answer: Done | Died) -> list[Source]:
    if isinstance(answer, Died):
        return [Source(archive.name, archive.path, refusal=answer.reason)]
    listing = _LISTINGS.decode(answer.payload)
    if not listing.is_archive:
        return [archive]
    if listing.reason is not None:
        return [Source(archive.name, archive.path, refusal=listing.reason)]
    if not listing.members:
        empty = "压缩包是空的，里面没有文件，请核对后重新打包"
        return [Source(archive.name, archive.path, refusal=empty)]
    return [
        Source(member.name, archive.path, member.member, member.reason)
        for member in listing.members
    ]


def _task(source: Source, *, listing: bool = False) -> bytes:
    task = Task(source.name, os.fsencode(source.path), source.member, listing)
    return _ENCODER.encode(task)


def _reading_of(answer: Done | Died) -> FileReading:
    if isinstance(answer, Died):
        return FileReading("", "unreadable", answer.reason, 0)
    try:
        return _READINGS.decode(answer.payload)
    except msgspec.DecodeError:
        return FileReading(
            "", "unreadable", "读取结果不完整，没有采用，请原填报人重新保存后再发一次", 0
        )


def _refused(source: Source) -> _Read:
    return _Read(None, "unreadable", source.refusal, 0)


def _file_line(
    source: Source, read: _Read, first: dict[tuple[str, int], str]
) -> tuple[FileLine, str | None]:
    """The file's line, and the name of the file that it repeats.

    Equal bytes under two schools' names are two returns: an unchanged nil form names no school.
    """
    if read.outcome != "read" or read.sha256 is None:
        return FileLine(source.name, read.sha256, read.outcome, read.reason, read.tables), None
    before = first.setdefault((read.sha256, read.units), source.name)
    if before == source.name:
        return FileLine(source.name, read.sha256, "read", read.reason, read.tables), None
    reason = f"与“{before}”内容完全相同，只计一次"
    return FileLine(source.name, read.sha256, "duplicate", reason, read.tables), before


def _write_lines(settled: Settled, rows: BinaryIO, findings: BinaryIO) -> None:
    judged = settled.judged
    line = row_line(judged, settled.file, settled.status, settled.reason)
    rows.write(_ENCODER.encode(line) + b"\n")
    for finding in settled.findings:
        found = FindingLine(
            finding.rule,
            finding.clause,
            judged.unit,
            judged.app_name or "",
            finding.responsible,
            Evidence(settled.file, judged.table, judged.row),
            finding.sentence,
        )
        findings.write(_ENCODER.encode(found) + b"\n")


def _json_lines(lines: Iterable[FileLine]) -> bytes:
    return b"".join(_ENCODER.encode(line) + b"\n" for line in lines)
