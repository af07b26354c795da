"""What the four tables for people will show, kept on disk while the rows are settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Generic, Self, TypeVar

import msgspec

from qingyuan.core.figures.place import unit_key
from qingyuan.core.reading import split_sentence
from qingyuan.core.reports.rows import Annex1Row, Annex2Row, CleanupRow, MendRow, Place
from qingyuan.core.rules.pack import RulePack
from qingyuan.pipelines.audit.messages import TableNote
from qingyuan.pipelines.audit.records import CellNote, Judged
from qingyuan.pipelines.audit.settling import Settled

Row = TypeVar("Row")
_ENCODER = msgspec.msgpack.Encoder()
_LENGTH = 4
_BATCH = 256
NO_SCHOOL = "（未写明学校）"


class RowFile(Generic[Row]):
    """Rows of one paper on disk: appended in one process, walked through in another.

    Who walks through it meanwhile hears a byte in a pipe when the file is there and one for
    each batch of rows; the pipe's end is theirs.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None
        self._batch: list[Row] = []
        self._pipe: BinaryIO | None = None

    def tell(self, pipe: BinaryIO) -> None:
        """From now on says in `pipe` what there is to be read, and closes it at the end."""
        self._pipe = pipe

    def __enter__(self) -> Self:
        self._file = self.path.open("wb")
        self._say()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._write()
        if self._file:
            self._file.close()
        if self._pipe:
            self._pipe.close()

    def append(self, row: Row) -> None:
        """Adds a row."""
        self._batch.append(row)
        if len(self._batch) == _BATCH:
            self._write()

    def _write(self) -> None:
        data = _ENCODER.encode(self._batch)
        if self._file:
            self._file.write(len(data).to_bytes(_LENGTH, "big") + data)
            self._file.flush()
        self._batch.clear()
        self._say()

    def _say(self) -> None:
        if self._pipe:
            with suppress(BrokenPipeError):  # nobody listens: whoever finds out takes over
                self._pipe.write(b".")


def walk(path: Path, kind: type[Row], pipe: BinaryIO | None = None) -> Iterator[Row]:
    """The rows of a `RowFile`, one after another; `pipe` is what a file still written to says."""
    decoder = msgspec.msgpack.Decoder(list[kind])  # type: ignore[valid-type]
    if pipe:
        pipe.read(1)
    with path.open("rb") as file:
        while (pipe is None or pipe.read(1)) and (length := file.read(_LENGTH)):
            yield from decoder.decode(file.read(int.from_bytes(length, "big")))


class PaperRows:
    """Collects what the four tables for people will show.

    `names` has the full name of every school, by `unit_key`.
    """

    def __init__(self, folder: Path, pack: RulePack, names: dict[str, str]) -> None:
        self._pack = pack
        self._names = names
        self.annex1: RowFile[Annex1Row] = RowFile(folder / "annex1.rows")
        self.annex2: RowFile[Annex2Row] = RowFile(folder / "annex2.rows")
        self.cleanup: RowFile[CleanupRow] = RowFile(folder / "cleanup.rows")
        self.mend: RowFile[MendRow] = RowFile(folder / "mend.rows")
        self.nil_schools: RowFile[str] = RowFile(folder / "nil.rows")
        # Annex 2 ends with the nil schools: what reads its rows to the end finds them all.
        self._files = (self.nil_schools, self.annex1, self.annex2, self.cleanup, self.mend)

    def __enter__(self) -> Self:
        for file in self._files:
            file.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files:
            file.__exit__(kind, error, trace)

    def add(self, settled: Settled) -> None:
        """Adds a settled row to every table in which it has a line."""
        if settled.status == "accepted":
            self._add_accepted(settled)
        if settled.status == "nil" and settled.judged.annex == 2 and settled.judged.unit:
            self.nil_schools.append(self._name(settled.judged))
        if settled.findings:
            self.cleanup.append(self._cleanup_row(settled))
        for problem in _to_mend(settled.judged) if settled.status != "duplicate" else ():
            self._add_problem(settled, problem.cell, problem.written, problem.message)
        if settled.status == "rejected":
            self._add_problem(settled, "", "", (settled.reason or "").rpartition("：")[2])
        if settled.status == "duplicate":
            for problem in settled.judged.problems:
                if problem.code == "differs_from_duplicate":
                    self._add_problem(settled, "", "", problem.message)

    def add_note(self, file: str, note: TableNote) -> None:
        """A table as a whole that must be mended."""
        what, remedy = split_sentence(note.message)
        place = Place(file, note.table, 0)
        remedy = remedy or "请核对后改正"
        self.mend.append(MendRow(note.unit or NO_SCHOOL, place, "整张表", "", what, remedy))

    def _add_accepted(self, settled: Settled) -> None:
        row = settled.judged
        if row.annex == 1:
            self.annex1.append(
                Annex1Row(
                    unit=self._name(row),
                    app_name=row.app_name or "",
                    document_name=row.answers.document_name or "",
                    document_number=row.answers.document_number,
                    department=row.answers.department or "",
                    purpose=row.answers.purpose or "",
                    valid_until=row.answers.valid_until,
                    filing_number=row.filing_number,
                    filing_number_raw=row.number_text,
                    registry_name=row.counted_as,
                )
            )
        else:
            self.annex2.append(
                Annex2Row(
                    school=self._name(row),
                    app_name=row.app_name or "",
                    filing_number=row.filing_number,
                    function=row.answers.function or "",
                    requirement=row.answers.requirement,
                    collective_decision=row.answers.collective_decision,
                    charges=row.answers.charges,
                    verdict=row.verdict,
                    filing_number_raw=row.number_text,
                    county=row.county or "",
                    registry_name=row.counted_as,
                )
            )

    def _responsible(self, row: Judged, said: str) -> str:
        return self._name(row) or NO_SCHOOL if said == (row.unit or "") else said

    def _name(self, row: Judged) -> str:
        """The full name of a row's unit, "" where none is known."""
        return self._names.get(unit_key(row.unit, row.county), row.unit) if row.unit else ""

    def _cleanup_row(self, settled: Settled) -> CleanupRow:
        """One line for one app at one unit, however many clauses it offends."""
        row, findings = settled.judged, settled.findings
        deadline = self._pack.deadlines.get("cleanup")
        return CleanupRow(
            responsible=self._responsible(row, findings[0].responsible),
            school=self._name(row) or NO_SCHOOL,
            app_name=row.app_name or "",
            filing_number=row.filing_number or row.number_text,
            problem=_joined(split_sentence(finding.problem)[0] for finding in findings),
            clause=_joined((finding.clause for finding in findings), "、"),
            deadline=deadline.due_on if deadline else None,
            evidence=Place(settled.file, row.table, row.row),
            measure=_joined(finding.measure for finding in findings),
        )

    def _add_problem(self, settled: Settled, cell: str, written: str, message: str) -> None:
        what, remedy = split_sentence(message)
        row = settled.judged
        place = Place(settled.file, row.table, row.row)
        remedy = remedy or "请核对后改正"
        self.mend.append(MendRow(self._name(row) or NO_SCHOOL, place, cell, written, what, remedy))


def _joined(sentences: Iterable[str], between: str = "；") -> str:
    return between.join(dict.fromkeys(sentences))


# How a number or a name was typed, where it was understood all the same: nobody need mend it.
_UNDERSTOOD = frozenset(
    {
        "number_fullwidth_digits",
        "number_inner_space",
        "number_inner_punctuation",
        "number_missing_hao",
        "number_chinese_digit",
        "number_traditional_hao",
        "number_prefix_written_otherwise",
        "number_province_before_prefix",
        "number_scientific",
        "number_in_name_cell",
        "several_apps_in_cell",
    }
)
# What the verdict on the same cell says better.
_SAID_BY_VERDICT = frozenset(
    {"number_claimed_only", "number_in_progress", "number_not_recognised", "several_numbers"}
)
_SAID_BETTER = frozenset(
    {
        "number_six_digits",
        "number_wrong_length",
        "number_missing_digits",
        "number_unknown_province",
    }
)


def _to_mend(judged: Judged) -> list[CellNote]:
    """The problems of a row that its school is asked to mend, one for each matter."""
    if not judged.problems:
        return []
    codes = {note.code for note in judged.problems}
    verdict = any(code.startswith("verdict_") for code in codes)
    left_out = set(_UNDERSTOOD)
    if verdict:
        left_out |= _SAID_BY_VERDICT
        left_out |= {code for code in codes if code.startswith("number_is_")}
    if "verdict_number_missing" in codes:
        left_out |= _SAID_BETTER  # the registry has the right number: nothing else is of use
    elif codes & _SAID_BETTER:
        left_out.add("verdict_malformed_number")
    kept = [note for note in judged.problems if note.code not in left_out]
    return list({(note.cell, note.message): note for note in kept}.values())
