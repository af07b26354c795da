"""The whole audit, from the folder to the papers.

Everything is written into a folder beside the results and moved in at the end, so that a run
that is stopped leaves the old results or none.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec

from qingyuan.core.figures.place import county_in_name, full_names
from qingyuan.core.figures.tally import Tally
from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.registry.snapshot import RegistrySnapshot
from qingyuan.core.rules.pack import RulePack
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.system_errors import system_words
from qingyuan.pipelines.audit.asking import members_of, read_forms
from qingyuan.pipelines.audit.figures import Counted, report_figures, summary
from qingyuan.pipelines.audit.judging import Judge
from qingyuan.pipelines.audit.messages import FileReading
from qingyuan.pipelines.audit.moving import move_results, remove_left_over
from qingyuan.pipelines.audit.paper_rows import PaperRows
from qingyuan.pipelines.audit.papers import write_papers
from qingyuan.pipelines.audit.records import (
    FileLine,
)
from qingyuan.pipelines.audit.result_lines import (
    FileFacts,
    file_line,
    is_left_out,
    json_lines,
    not_opened,
    write_lines,
)
from qingyuan.pipelines.audit.settling import Promotions, Settler
from qingyuan.pipelines.audit.sources import (
    WORK_FOLDER,
    Source,
    files_under,
    may_be_archive,
    revision_first,
)
from qingyuan.pipelines.audit.spool import Spool
from qingyuan.pipelines.processes import WorkerPool
from qingyuan.pipelines.registry import with_filings

_WORK = "qingyuan.pipelines.audit.reading:work"
_ENCODER = msgspec.json.Encoder()


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
    registry: Path
    pack: RulePack
    made_on: date
    jobs: int = 2
    unit: str | None = None


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    summary: dict[str, object]
    registry: RegistrySnapshot
    unread: list[FileLine] = field(default_factory=list)
    rejected: int = 0


def audit(order: Order, progress: Progress) -> Outcome:
    """Runs the audit and moves its results into `order.out`.

    Raises:
        Refused: the output folder cannot be written, the inbox is empty, the registry none.
    """
    with _without_collector():
        return _audit(order, progress)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Plain values make no cycles, and looking for them costs a third of this process's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _audit(order: Order, progress: Progress) -> Outcome:
    folder = _work_folder(order.out)
    try:
        results = folder / "results"
        results.mkdir()
        outcome = _Run(order, progress, folder, results).outcome()
        move_results(results, order.out)
        return outcome
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _work_folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
        remove_left_over(out)
        return Path(tempfile.mkdtemp(prefix=f"{WORK_FOLDER}{os.getpid()}-", dir=out))
    except OSError as error:
        sentence = f"结果写不进 {out}：{system_words(error)}，请换一个文件夹"
        raise Refused(sentence, code="out_not_writable") from error


class _Run:
    """One run, with what its steps hand on to each other."""

    def __init__(self, order: Order, progress: Progress, folder: Path, results: Path) -> None:
        self._order = order
        self._progress = progress
        self._folder = folder
        self._results = results
        self._tally = Tally()
        self._promotions = Promotions()
        self._registry = _NO_REGISTRY
        self._counties: set[str] = set()
        self._units: set[tuple[str, str | None]] = set()
        self._sources: list[Source] = []
        self._read: list[FileFacts] = []

    def outcome(self) -> Outcome:
        """Runs all steps."""
        with Spool(self._folder / "judged.rows") as spool:
            with (
                ThreadPoolExecutor(1) as indexer,
                WorkerPool(
                    _WORK,
                    jobs=self._order.jobs,
                    seconds=published.READER_SECONDS,
                    memory_mb=published.READER_MEGABYTES,
                ) as pool,
            ):
                self._find(pool)
                self._read_all(pool, spool, indexer)
            with PaperRows(self._folder, self._order.pack, self._names()) as papers:
                lines = self._settle_all(spool, papers)
        return self._write(lines, papers)

    def _find(self, pool: WorkerPool) -> None:
        """Lists all files, those in archives too, in the order in which they count."""
        self._progress.stage("查找文件", None)
        found = list(files_under(self._order.inbox, leave_out=self._order.out))
        archives = [source for source in found if may_be_archive(source)]
        members = dict(zip([a.name for a in archives], members_of(pool, archives), strict=True))
        opened = [member for source in found for member in members.get(source.name, [source])]
        self._sources = sorted(opened, key=revision_first)
        if not self._sources:
            raise Refused(f"{self._order.inbox} 里没有文件，请核对路径", code="no_files")
        self._read = [not_opened(source) for source in self._sources]

    def _read_all(self, pool: WorkerPool, spool: Spool, indexer: ThreadPoolExecutor) -> None:
        """Reads all files; the registry goes first, and forms wait until it is indexed."""
        self._progress.stage("读取和核对", len(self._sources))
        waiting = [n for n, source in enumerate(self._sources) if source.refusal is None]
        self._progress.step(len(self._sources) - len(waiting))
        indexing: Future[Judge] | None = None
        held: list[tuple[int, FileReading]] = []
        forms = [(number, self._sources[number]) for number in waiting]
        for answer in read_forms(pool, self._order.registry, forms):
            if isinstance(answer, RegistrySnapshot):
                self._registry = with_filings(answer, self._order.registry.name)
                indexing = indexer.submit(_judge_by, answer)
                continue
            held.append(answer)
            if indexing and indexing.done():
                self._take(held, indexing.result(), spool)
                held.clear()
            self._progress.step()
        if indexing:
            self._take(held, indexing.result(), spool)

    def _take(self, answers: list[tuple[int, FileReading]], judge: Judge, spool: Spool) -> None:
        """Judges what the workers have read and keeps it for the second pass."""
        for number, reading in answers:
            name = self._sources[number].name
            rows = [judged for row in reading.rows for judged in judge.judge(row, name)]
            spool.put(number, rows)
            self._promotions.note(rows)
            self._counties.update(row.county for row in rows if row.county)
            self._units.update((row.unit, row.county) for row in rows if row.unit)
            self._read[number] = FileFacts(
                reading.sha256 or None,
                reading.outcome,
                reading.reason,
                reading.tables,
                hash(tuple([(row.annex, row.unit) for row in rows])),
                len({row.unit for row in rows}) > 1,
                reading.notes,
            )

    def _settle_all(self, spool: Spool, papers: PaperRows) -> list[FileLine]:
        self._progress.stage("汇总和认定", len(self._sources))
        settler = Settler(self._order.pack, self._promotions, self._tally, self._sole_county())
        first: dict[tuple[str, int], str] = {}
        lines: list[FileLine] = []
        with (
            (self._results / "rows.jsonl").open("wb") as row_file,
            (self._results / "findings.jsonl").open("wb") as finding_file,
        ):
            for number in self._order_of_settling():
                source, read = self._sources[number], self._read[number]
                line, same_as = file_line(source, read, first)
                lines.append(line)
                for settled in settler.settle(spool.rows(number), source.name, same_as=same_as):
                    write_lines(settled, row_file, finding_file)
                    papers.add(settled)
                for note in read.notes if same_as is None else ():
                    papers.add_note(source.name, note)
                self._progress.step()
        return sorted(lines, key=lambda line: line.file)

    def _names(self) -> dict[str, str]:
        sole = self._sole_county()
        return full_names((unit, county or sole) for unit, county in self._units)

    def _order_of_settling(self) -> list[int]:
        """The numbers of the files as they count: a school's own form before a summary."""
        ranked = [
            (revision_first(source)[0], self._read[n].several, source.name, n)
            for n, source in enumerate(self._sources)
        ]
        return [number for *_, number in sorted(ranked)]

    def _sole_county(self) -> str | None:
        """The county of all rows that do not say theirs, where the others agree on one."""
        own = county_in_name(self._order.unit) if self._order.unit else None
        if own:
            return own
        return next(iter(self._counties)) if len(self._counties) == 1 else None

    def _write(self, lines: list[FileLine], papers: PaperRows) -> Outcome:
        self._progress.stage("生成表格和报告", None)
        unread = [line for line in lines if line.outcome == "unreadable"]
        left_out = [line for line in lines if is_left_out(line)]
        outcomes = Counter(line.outcome for line in lines)
        files = {name: outcomes[name] for name in ("read", "duplicate", "unreadable", "not_a_form")}
        counted = Counted(
            self._tally,
            self._order.pack,
            self._registry,
            files,
            self._order.unit,
            self._order.made_on,
        )
        (self._results / "files.jsonl").write_bytes(json_lines(lines))
        figures = summary(counted)
        pretty = msgspec.json.format(_ENCODER.encode(figures), indent=2)
        (self._results / "summary.json").write_bytes(pretty + b"\n")
        write_papers(
            papers, self._results, report_figures(counted), left_out, jobs=self._order.jobs
        )
        return Outcome(figures, self._registry, unread, self._tally.rows["rejected"])


def _judge_by(registry: RegistrySnapshot) -> Judge:
    return Judge(RegistryIndex.build(registry.filings))


_NO_REGISTRY = RegistrySnapshot((), None, "", {}, ())
