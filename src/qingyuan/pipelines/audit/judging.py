"""From a source row to judged rows: one for each app that the row names.

The same names and numbers come back in thousands of schools, so whatever depends only on the
text of the two cells is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap

from qingyuan.core.figures.place import county_of
from qingyuan.core.identifiers.classify import Classified, classify
from qingyuan.core.naming.kind import AppKind, find_kind
from qingyuan.core.naming.normalise import identity_key
from qingyuan.core.naming.pairing import PairedNumber, pair_numbers
from qingyuan.core.naming.written import WrittenName, read_app_names
from qingyuan.core.reading import Problem
from qingyuan.core.registry.filing import Filing
from qingyuan.core.registry.index import RegistryIndex
from qingyuan.core.registry.match import find_by_name
from qingyuan.core.registry.verdict import Judgement, Verdict, judge, name_agrees
from qingyuan.core.tables.source_row import RowStatus, SourceRow
from qingyuan.pipelines.audit.records import CellNote, Judged

_TO_MEND = frozenset(Verdict) - {Verdict.VERIFIED, Verdict.WITHDRAWN, Verdict.OFFLINE}
_MAY_DISAGREE = frozenset({Verdict.WITHDRAWN, Verdict.OFFLINE, Verdict.NUMBER_OF_ANOTHER_APP})
_CACHED_CELLS = 50_000


@dataclass(frozen=True, slots=True)
class NamedApp:
    """An app that a cell names, with its verdict: all that the two cells alone decide."""

    written: WrittenName
    judgement: Judgement
    filing: Filing | None
    name_notes: tuple[Problem, ...]
    number_notes: tuple[Problem, ...]
    number_text: str


class Judge:
    """Judges source rows against one registry."""

    def __init__(self, index: RegistryIndex) -> None:
        self._index = index
        self._named = lru_cache(maxsize=_CACHED_CELLS)(self._apps_of)
        self._classified = lru_cache(maxsize=_CACHED_CELLS)(classify)
        self._judgement = lru_cache(maxsize=_CACHED_CELLS)(self._judged)

    def judge(self, row: SourceRow, file: str) -> list[Judged]:
        """The judged rows of a source row, in the order in which it names its apps."""
        county = county_of(row.county, file, row.unit)
        if row.status is not RowStatus.ENTRY:
            return [_unnamed(row, county)]
        return [
            self._made(row, county, app) for app in self._named(row.app_cell, row.number_source)
        ]

    def _apps_of(self, app_cell: str, number_cell: str) -> tuple[NamedApp, ...]:
        names = read_app_names(app_cell, self._index.knows)
        numbers = pair_numbers([name.name for name in names], number_cell, self._agrees)
        return tuple(starmap(self._named_app, zip(names, numbers, strict=True)))

    def _agrees(self, name: str, number: str) -> bool:
        return name_agrees(self._index, name, number)

    def _named_app(self, written: WrittenName, number: PairedNumber) -> NamedApp:
        # Some write the number behind the name and leave the number's column empty.
        holds_one = has_digit(number.text) or not written.number_text
        classified = self._classified(number.text if holds_one else written.number_text)
        judgement = self._judgement(written.name, classified)
        notes = (*number.problems, *classified.problems)
        filing = self._filing(written, judgement)
        text = number.text if holds_one else written.number_text
        return NamedApp(written, judgement, filing, written.problems, notes, text)

    def _filing(self, written: WrittenName, judgement: Judgement) -> Filing | None:
        """The filing that an app is counted by under all its names: one that agrees with this."""
        filing = judgement.filing
        by_number = judgement.filing_number is not None and judgement.verdict in _MAY_DISAGREE
        if filing and by_number and not self._agrees(written.name, filing.number):
            named = find_by_name(self._index, written.name)
            filing = named.filing if named else None
        return filing

    def _judged(self, name: str, classified: Classified) -> Judgement:
        return judge(self._index, name, classified)

    @staticmethod
    def _made(row: SourceRow, county: str | None, app: NamedApp) -> Judged:
        judgement, filing = app.judgement, app.filing
        problems = [_note(problem) for problem in row.problems]
        problems += [_note(p, row.app_address, row.app_cell) for p in app.name_notes]
        problems += [_note(p, row.number_address, row.number_cell) for p in app.number_notes]
        if row.unit is None:
            problems.append(_NO_SCHOOL)
        if judgement.verdict in _TO_MEND:
            code = f"verdict_{judgement.verdict.value}"
            problems.append(
                CellNote(code, row.number_address, judgement.explanation, row.number_cell)
            )
        return Judged(
            row.annex,
            row.table,
            row.row,
            "accepted",
            None,
            row.unit,
            county,
            app_name=app.written.name,
            app_kind=_kind_of(app.written, row.kind_cell).value,
            app_id=filing.number if filing else identity_key(app.written.name),
            counted_as=filing.name if filing else "",
            filing_number=judgement.filing_number,
            filing_number_raw=row.number_cell or None,
            verdict=judgement.verdict.value,
            registry_name=judgement.registry_name,
            explanation=judgement.explanation,
            number_address=row.number_address,
            number_text=app.number_text,
            deployed_by=row.deployed_by,
            answers=row.answers,
            problems=problems,
        )


_NO_SCHOOL = CellNote(
    "school_missing", "", "没有写学校名称，文件名和文件夹名里也看不出，请补写学校名称"
)


def has_digit(text: str) -> bool:
    """Whether a number cell holds anything that could be a number."""
    return any(map(str.isdigit, text))


def _unnamed(row: SourceRow, county: str | None) -> Judged:
    """A nil return, or a row that names no app; a number that stands there is kept."""
    numbers = classify(row.number_source).filing_numbers if row.number_source else ()
    return Judged(
        row.annex,
        row.table,
        row.row,
        row.status.value,
        row.reason,
        row.unit,
        county,
        filing_number=numbers[0] if numbers else None,
        filing_number_raw=row.number_cell or None,
        answers=row.answers,
        problems=[_note(problem) for problem in row.problems],
    )


def _note(problem: Problem, cell: str = "", written: str = "") -> CellNote:
    return CellNote(problem.code, problem.cell or cell, problem.message, problem.written or written)


def _kind_of(written: WrittenName, kind_cell: str) -> AppKind:
    """The kind that stands with the name, or else in a column of its own."""
    if written.kind is AppKind.APP and kind_cell:
        return find_kind(kind_cell) or AppKind.APP
    return written.kind
