"""The second pass: what was read is settled in order, and everything is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

from qingyuan.core.figures.place import county_in_name, full_names
from qingyuan.core.figures.tally import Tally
from qingyuan.pipelines.audit.figures import Counted, report_figures, summary
from qingyuan.pipelines.audit.first_pass import Found
from qingyuan.pipelines.audit.order import Order, Outcome, Progress
from qingyuan.pipelines.audit.paper_rows import PaperRows
from qingyuan.pipelines.audit.papers import write_papers
from qingyuan.pipelines.audit.records import FileLine
from qingyuan.pipelines.audit.result_lines import file_line, is_left_out, json_lines, write_lines
from qingyuan.pipelines.audit.settling import Settler
from qingyuan.pipelines.audit.sources import revision_first
from qingyuan.pipelines.audit.spool import Spool

_ENCODER = msgspec.json.Encoder()


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
        with PaperRows(self._folder, self._order.pack, self._names()) as papers:
            lines = self._settle_all(spool, papers, results)
        return self._write(lines, papers, results)

    def _settle_all(self, spool: Spool, papers: PaperRows, results: Path) -> list[FileLine]:
        self._progress.stage("汇总和认定", len(self._found.sources))
        promotions, sole_county = self._found.promotions, self._sole_county()
        settler = Settler(self._order.pack, promotions, self._tally, sole_county)
        first: dict[tuple[str, int], str] = {}
        lines: list[FileLine] = []
        with (
            (results / "rows.jsonl").open("wb") as row_file,
            (results / "findings.jsonl").open("wb") as finding_file,
        ):
            for number in self._order_of_settling():
                source, read = self._found.sources[number], self._found.read[number]
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
        return full_names((unit, county or sole) for unit, county in self._found.units)

    def _order_of_settling(self) -> list[int]:
        """The numbers of the files as they count: a school's own form before a summary."""
        ranked = [
            (revision_first(source)[0], self._found.read[n].several, source.name, n)
            for n, source in enumerate(self._found.sources)
        ]
        return [number for *_, number in sorted(ranked)]

    def _sole_county(self) -> str | None:
        """The county of all rows that do not say theirs, where the others agree on one."""
        own = county_in_name(self._order.unit) if self._order.unit else None
        if own:
            return own
        return next(iter(self._found.counties)) if len(self._found.counties) == 1 else None

    def _write(self, lines: list[FileLine], papers: PaperRows, results: Path) -> Outcome:
        self._progress.stage("生成表格和报告", None)
        unread = [line for line in lines if line.outcome == "unreadable"]
        left_out = [line for line in lines if is_left_out(line)]
        outcomes = Counter(line.outcome for line in lines)
        files = {name: outcomes[name] for name in ("read", "duplicate", "unreadable", "not_a_form")}
        order, registry = self._order, self._found.registry
        counted = Counted(self._tally, order.pack, registry, files, order.unit, order.made_on)
        (results / "files.jsonl").write_bytes(json_lines(lines))
        figures = summary(counted)
        pretty = msgspec.json.format(_ENCODER.encode(figures), indent=2)
        (results / "summary.json").write_bytes(pretty + b"\n")
        write_papers(papers, results, report_figures(counted), left_out, jobs=order.jobs)
        return Outcome(figures, registry, unread, self._tally.rows["rejected"])
