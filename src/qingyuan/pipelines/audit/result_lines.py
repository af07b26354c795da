"""What the three line files say: of each file, each row, each breach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO

import msgspec

from qingyuan.core.rules.evaluate import Finding
from qingyuan.formats.readers.detect import is_junk_name
from qingyuan.pipelines.audit.messages import TableNote
from qingyuan.pipelines.audit.records import Evidence, FileLine, FindingLine, row_line
from qingyuan.pipelines.audit.settling import Settled
from qingyuan.pipelines.audit.sources import Source

_ENCODER = msgspec.json.Encoder()


@dataclass(slots=True)
class FileFacts:
    """What is kept in memory of a file after it was read."""

    sha256: str | None
    outcome: str
    reason: str | None
    tables: int
    units: int = 0  # digest of the units of its rows
    several: bool = False  # whether rows of several units stand in it
    notes: list[TableNote] = field(default_factory=list)


def not_opened(source: Source) -> FileFacts:
    """A file that is known by its name only."""
    return FileFacts(None, source.outcome, source.refusal, 0)


def file_line(
    source: Source, read: FileFacts, first: dict[tuple[str, int], str]
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


def is_left_out(line: FileLine) -> bool:
    """Whether a clerk should know of a file, or of a sheet in it, that does not count."""
    if line.outcome == "unreadable":
        return True
    says_why = line.reason is not None and line.outcome in {"read", "not_a_form"}
    return says_why and not is_junk_name(line.file)


def write_lines(rows: list[Settled], row_file: BinaryIO, finding_file: BinaryIO) -> None:
    """Writes the settled rows of a file, and what they break, to the two files."""
    lines = [row_line(row.judged, row.file, row.status, row.reason) for row in rows]
    row_file.write(_ENCODER.encode_lines(lines))
    found = [_finding_line(row, finding) for row in rows for finding in row.findings]
    finding_file.write(_ENCODER.encode_lines(found))


def _finding_line(settled: Settled, finding: Finding) -> FindingLine:
    judged = settled.judged
    return FindingLine(
        finding.rule,
        finding.clause,
        judged.unit,
        judged.app_name or "",
        finding.responsible,
        Evidence(settled.file, judged.table, judged.row),
        finding.sentence,
    )


def json_lines(lines: list[FileLine]) -> bytes:
    """The content of `files.jsonl`."""
    return _ENCODER.encode_lines(lines)
