"""The second pass: what was read is settled in order, and everything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import msgspec

from qingyuan.core.figures.place import county_in_name, full_names
from qingyuan.core.figures.tally import Tally
from qingyuan.core.reports.rows import UnreadFile
from qingyuan.pipelines.audit.figures import Counted, report_figures, summary
from qingyuan.pipelines.audit.first_pass import Found
from qingyuan.pipelines.audit.order import Order, Outcome, Progress
from qingyuan.pipelines.audit.paper_rows import PaperRows
from qingyuan.pipelines.audit.papers import About, Workbooks, write_reports
from qingyuan.pipelines.audit.records import FileLine
from qingyuan.pipelines.audit.result_lines import file_line, is_left_out, json_lines, write_lines
from qingyuan.pipelines.audit.settling import Settler
from qingyuan.pipelines.audit.sources import revision_first
from qingyuan.pipelines.audit.spool import Spool

_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class _File:
    """A file by its number, its line, and the name of the file that it repeats."""

    number: int
    line: FileLine
    same_as: str | None


class SecondPass:
    """Settles what the first pass has found; `folder` is for what is needed meanwhile."""

    def __init__(self, order: Order, progress: Progress, found: Found, folder: Path) -> None:
        self._order = order
        self._progress = progress
        self._found = found
        self._folder = folder
        self._tally = Tally()

    def outcome(self, spool: Spool, results: Path) -> Outcome:
        """Settles all rows and writes all results."""
        self._progress.stage("汇总和认定", len(self._found.sources))
        files = self._files()
        lines = sorted((file.line for file in files), key=lambda line: line.file)
        rows = PaperRows(self._folder, self._order.pack, self._names())
        beside = self._order.jobs > 1
        with Workbooks(rows, results, self._about(lines), beside=beside) as workbooks:
            with rows:
                self._settle_all(files, spool, rows, results)
            outcome = self._write(lines, results)
            workbooks.finish()
        return outcome

    def _files(self) -> list[_File]:
        """All files as they count: a school's own form before a summary."""
        ranked = [
            (revision_first(source)[0], self._found.read[n].several, source.name, n)
            for n, source in enumerate(self._found.sources)
        ]
        first: dict[tuple[str, int], str] = {}
        numbers = [number for *_, number in sorted(ranked)]
        return [
            _File(n, *file_line(self._found.sources[n], self._found.read[n], first))
            for n in numbers
        ]

    def _about(self, lines: list[FileLine]) -> About:
        counties = {county or self._sole_county() for county in self._found.counties} - {None}
        return About(
            unit=self._order.unit,
            made_on=self._order.made_on,
            unread=tuple(
                UnreadFile(line.file, line.reason or "") for line in lines if is_left_out(line)
            ),
            legend=self._order.pack.legend,
            with_county=len(counties) > 1,
        )

    def _settle_all(
        self, files: list[_File], spool: Spool, papers: PaperRows, results: Path
    ) -> None:
        promotions, sole_county = self._found.promotions, self._sole_county()
        settler = Settler(self._order.pack, promotions, self._tally, sole_county)
        with (
            (results / "rows.jsonl").open("wb") as row_file,
            (results / "findings.jsonl").open("wb") as finding_file,
        ):
            for file in files:
                name, same_as = file.line.file, file.same_as
                rows = settler.settle(spool.rows(file.number), name, same_as=same_as)
                write_lines(rows, row_file, finding_file)
                for settled in rows:
                    papers.add(settled)
                for note in self._found.read[file.number].notes if same_as is None else ():
                    papers.add_note(name, note)
                self._progress.step()

    def _names(self) -> dict[str, str]:
        sole = self._sole_county()
        return full_names((unit, county or sole) for unit, county in self._found.units)

    def _sole_county(self) -> str | None:
        """The county of all rows that do not say theirs, where the others agree on one."""
        own = county_in_name(self._order.unit) if self._order.unit else None
        if own:
            return own
        named = self._found.counties - {None}
        return next(iter(named)) if len(named) == 1 else None

    def _write(self, lines: list[FileLine], results: Path) -> Outcome:
        self._progress.stage("生成表格和报告", None)
        unread = [line for line in lines if line.outcome == "unreadable"]
        outcomes = Counter(line.outcome for line in lines)
        files = {name: outcomes[name] for name in ("read", "duplicate", "unreadable", "not_a_form")}
        order, registry = self._order, self._found.registry
        counted = Counted(self._tally, order.pack, registry, files, order.unit, order.made_on)
        (results / "files.jsonl").write_bytes(json_lines(lines))
        figures = summary(counted)
        pretty = msgspec.json.format(_ENCODER.encode(figures), indent=2)
        (results / "summary.json").write_bytes(pretty + b"\n")
        write_reports(results, report_figures(counted))
        return Outcome(figures, registry, unread, self._tally.rows["rejected"])
