"""The first pass: every file is found and read, its rows are judged and put on disk."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.registry.snapshot import RegistrySnapshot
from qingyuan.formats.limits.refused import Refused
from qingyuan.pipelines.audit.asking import members_of, read_forms
from qingyuan.pipelines.audit.judging import Judge
from qingyuan.pipelines.audit.messages import FileReading
from qingyuan.pipelines.audit.order import Order, Progress
from qingyuan.pipelines.audit.result_lines import FileFacts, not_opened
from qingyuan.pipelines.audit.settling import Promotions
from qingyuan.pipelines.audit.sources import Source, files_under, may_be_archive, revision_first
from qingyuan.pipelines.audit.spool import Spool
from qingyuan.pipelines.processes import WorkerPool
from qingyuan.pipelines.registry import with_filings

_NO_REGISTRY = RegistrySnapshot((), None, "", {}, ())


@dataclass(slots=True)
class Found:
    """What is known in memory after all files were read; their rows are in the spool."""

    sources: list[Source] = field(default_factory=list)
    read: list[FileFacts] = field(default_factory=list)
    registry: RegistrySnapshot = _NO_REGISTRY
    promotions: Promotions = field(default_factory=Promotions)
    counties: set[str | None] = field(default_factory=set)  # None where a row says none
    units: set[tuple[str, str | None]] = field(default_factory=set)


class FirstPass:
    """Fills the spool and what is kept beside it."""

    def __init__(self, order: Order, progress: Progress, spool: Spool) -> None:
        self._order = order
        self._progress = progress
        self._spool = spool
        self._found = Found()

    def found(self, pool: WorkerPool) -> Found:
        """Finds and reads everything."""
        self._find(pool)
        with ThreadPoolExecutor(1) as indexer:
            self._read_all(pool, indexer)
        return self._found

    def _find(self, pool: WorkerPool) -> None:
        """Lists all files, those in archives too, in the order in which they count."""
        self._progress.stage("查找文件", None)
        listed = list(files_under(self._order.inbox, leave_out=self._order.out))
        archives = [source for source in listed if may_be_archive(source)]
        members = dict(zip([a.name for a in archives], members_of(pool, archives), strict=True))
        opened = [member for source in listed for member in members.get(source.name, [source])]
        if not opened:
            raise Refused(f"{self._order.inbox} 里没有文件，请核对路径", code="no_files")
        self._found.sources = sorted(opened, key=revision_first)
        self._found.read = [not_opened(source) for source in self._found.sources]

    def _read_all(self, pool: WorkerPool, indexer: ThreadPoolExecutor) -> None:
        """Reads all files; the registry goes first, and forms wait until it is indexed."""
        sources = self._found.sources
        self._progress.stage("读取和核对", len(sources))
        forms = [(n, source) for n, source in enumerate(sources) if source.refusal is None]
        self._progress.step(len(sources) - len(forms))
        indexing: Future[Judge] | None = None
        held: list[tuple[int, FileReading]] = []
        for answer in read_forms(pool, self._order.registry, forms):
            if isinstance(answer, RegistrySnapshot):
                self._found.registry = with_filings(answer, self._order.registry.name)
                indexing = indexer.submit(_judge_by, answer)
                continue
            held.append(answer)
            if indexing and indexing.done():
                self._take(held, indexing.result())
                held.clear()
            self._progress.step()
        if indexing:
            self._take(held, indexing.result())

    def _take(self, answers: list[tuple[int, FileReading]], judge: Judge) -> None:
        """Judges what the workers have read and keeps it for the second pass."""
        found = self._found
        for number, reading in answers:
            name = found.sources[number].name
            rows = [judged for row in reading.rows for judged in judge.judge(row, name)]
            self._spool.put(number, rows)
            found.promotions.note(rows)
            found.counties.update([row.county for row in rows])
            found.units.update([(row.unit, row.county) for row in rows if row.unit])
            found.read[number] = FileFacts(
                reading.sha256 or None,
                reading.outcome,
                reading.reason,
                reading.tables,
                hash(tuple([(row.annex, row.unit) for row in rows])),
                len({row.unit for row in rows}) > 1,
                reading.notes,
            )


def _judge_by(registry: RegistrySnapshot) -> Judge:
    return Judge(RegistryIndex.build(registry.filings))
