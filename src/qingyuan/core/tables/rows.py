"""The rows of one annex table, each as what it says and how odd it was.

    1 | 光山县第一小学 | 晨星作业 | 教APP备1100000号 | …   ->  an entry
    2 | (merged)       | 无       |                  | …   ->  a nil return of the same school
    3 |                |          |                  | …   ->  a numbered blank row: nothing

Nothing a person wrote is dropped: a row that names no app is rejected with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from qingyuan.core.identifiers import document_number
from qingyuan.core.reading import Problem
from qingyuan.core.tables.cells import (
    is_ditto,
    read_charges,
    read_decision,
    read_requirement,
)
from qingyuan.core.tables.columns import Column
from qingyuan.core.tables.dates import read_until
from qingyuan.core.tables.fields import Field
from qingyuan.core.tables.grid import CellValue, Grid
from qingyuan.core.tables.headers import title_text
from qingyuan.core.tables.layout import Layout
from qingyuan.core.tables.nil import is_nil_statement
from qingyuan.core.tables.row_kinds import (
    is_all_dots,
    is_crossed_out,
    is_example_mark,
    is_form_text,
    is_hint_row,
    is_long_note,
    is_nil,
    is_serial,
    is_signature,
    is_total,
)
from qingyuan.core.tables.text import address, cell_text, is_dash, one_line
from qingyuan.core.tables.unit_line import clean_unit, looks_like_unit, unit_in_line


class RowStatus(StrEnum):
    """What a source row is; whether it counts is decided later, among all files."""

    ENTRY = "entry"
    NIL = "nil"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of an annex as it was filled in.

    `app_cell` and `number_cell` are kept as written: who is named there, and how many, needs the
    registry.  `row` is 1-based.  `valid_until` is an ISO date, "none" or None.
    """

    annex: int
    table: str
    row: int
    status: RowStatus
    reason: str | None = None
    unit: str | None = None
    county: str | None = None
    app_cell: str = ""
    kind_cell: str = ""
    number_cell: str = ""
    number_source: str = ""  # what `number_cell` stands for where it says 同上
    deployed_by: str | None = None
    function: str | None = None
    requirement: str | None = None
    collective_decision: bool | None = None
    charges: bool | None = None
    document_name: str | None = None
    document_number: str | None = None
    department: str | None = None
    purpose: str | None = None
    valid_until: str | None = None
    app_address: str = ""
    number_address: str = ""
    problems: tuple[Problem, ...] = ()


NO_APP_NAME = "这一行没有写 APP 名称，请补填名称后重新报送"

_REPEATING = frozenset(Field) - {Field.SERIAL, Field.OTHER}
_SELF = frozenset({"本校", "我校", "本园", "我园", "本单位", "我单位", "学校", "幼儿园"})


class RowReader:
    """Reads the data rows of one table, from top to bottom."""

    def __init__(self, grid: Grid, texts: Sequence[Sequence[str]], layout: Layout) -> None:
        self._grid = grid
        self._texts = texts
        self._layout = layout
        self._columns = layout.columns
        self._by_field = _columns_by_field(layout.columns)
        self._inherited = _inherited(grid, texts, layout)
        self._above: dict[int, tuple[str, CellValue]] = {}  # last content of each column
        self._unit: str | None = None
        self._school_only: list[tuple[int, str]] = []
        self.unit_below: str | None = None
        self.nil_lines: list[int] = []

    def rows(self) -> list[SourceRow]:
        """All rows that hold something a person filled in."""
        found: list[SourceRow] = []
        for row in self._layout.data_rows:
            texts = self._texts[row]
            if row not in self._layout.repeated and any(texts):
                read = self._row(row, texts)
                if read is not None:
                    found.append(read)
        return self._with_silent_schools(found)

    def _with_silent_schools(self, found: list[SourceRow]) -> list[SourceRow]:
        """Adds the schools that a table of several lists with nothing beside the name.

        In a table of one school the name alone is only a form filled in beforehand, and a name
        with rows below it is their heading.
        """
        heard = {row.unit for row in found}
        silent = {unit: row for row, unit in reversed(self._school_only) if unit not in heard}
        if len(heard | silent.keys()) < 2:
            return found
        reason = "只写了学校名称：没有登记 APP，也没有写零报告，请补填"
        annex, name = self._layout.annex, self._grid.name
        rejected = [
            SourceRow(annex, name, row + 1, RowStatus.REJECTED, f"第 {row + 1} 行{reason}", unit)
            for unit, row in silent.items()
        ]
        return sorted(found + rejected, key=lambda row: row.row)

    def _row(self, row: int, texts: Sequence[str]) -> SourceRow | None:
        own = [(c, texts[c.index]) for c in self._columns if _filled(texts, c.index)]
        if not own or len({text for _, text in own}) == 1 and not self._is_record(own):
            return self._line(row, texts)
        if self._is_form_row(row, own):
            return None
        if is_signature(own[0][1]):
            self.unit_below = unit_in_line([t for t in texts if t]) or self.unit_below
            return None
        return self._record(row, own)

    def _is_record(self, own: list[tuple[Column, str]]) -> bool:
        """Whether a row whose only text stands in one column is filled in, not a line of text."""
        column, text = own[0]
        if len(own) > 1:
            return not is_dash(text) or is_nil(text)
        if is_form_text(text) or is_total(text) or is_serial(text) or is_example_mark(text):
            return False
        if unit_in_line([text]) or is_long_note(text) or is_crossed_out(text):
            return False
        if column.field is Field.APP_NAME:
            return True
        return column.field not in {Field.SERIAL, Field.OTHER, Field.SCHOOL} and not is_nil(text)

    def _line(self, row: int, texts: Sequence[str]) -> SourceRow | None:
        """A row with one text in it: a note, a signature, a school's name, a nil return."""
        filled = [text for text in texts if text]
        text = filled[0]
        unit = unit_in_line(filled)
        if unit:
            self.unit_below = unit
        elif is_nil_statement(text) or (is_nil(text) and not is_dash(text) and not is_serial(text)):
            if self._is_in_app_column(texts):
                return self._record(row, [(self._app_column(), text)])
            self.nil_lines.append(row)
        elif looks_like_unit(text) and self._is_in(texts, Field.SCHOOL):
            self._note_school(row, text)
        return None

    def _is_in(self, texts: Sequence[str], field: Field) -> bool:
        return any(_filled(texts, c.index) for c in self._by_field.get(field, ()))

    def _is_in_app_column(self, texts: Sequence[str]) -> bool:
        return self._is_in(texts, Field.APP_NAME)

    def _app_column(self) -> Column:
        return self._by_field[Field.APP_NAME][0]

    def _is_form_row(self, row: int, own: list[tuple[Column, str]]) -> bool:
        texts = [text for _, text in own]
        if all(c.field is Field.SERIAL or is_serial(t) and c.index == own[0][0].index for c, t in own):
            return True
        if is_total(texts[0]) or (is_serial(texts[0]) and len(texts) > 1 and is_total(texts[1])):
            return True
        if self._is_example(own):
            return True
        return is_hint_row(texts) or is_all_dots(texts) or self._is_note(own)

    def _is_example(self, own: list[tuple[Column, str]]) -> bool:
        if any(is_example_mark(text) for _, text in own if len(text) <= 12):
            return True
        first = own[1][1] if is_serial(own[0][1]) and len(own) > 1 else own[0][1]
        named = [t for c, t in own if c.field in {Field.APP_NAME, Field.SCHOOL, Field.DOCUMENT_NAME}]
        return is_example_mark(first) or any(is_crossed_out(text) for text in named)

    @staticmethod
    def _is_note(own: list[tuple[Column, str]]) -> bool:
        first = own[0][1]
        return len(own) <= 2 and len(first) > 4 and own[0][0].field is not Field.APP_NAME and (
            is_form_text(first) or is_long_note(first)
        )

    def _record(self, row: int, own: list[tuple[Column, str]]) -> SourceRow | None:
        cells = self._cells(row, own)
        app = cells.text(Field.APP_NAME)
        if self._names_only_a_school(own):
            self._note_school(row, cells.text(Field.SCHOOL))
            return None
        unit = self._unit_of(cells)
        nil = self._nil_text(app, own)
        status = RowStatus.NIL if nil else RowStatus.ENTRY if app and not is_dash(app) else RowStatus.REJECTED
        return self._made(row, cells, unit, status)

    def _nil_text(self, app: str, own: list[tuple[Column, str]]) -> bool:
        rest = [t for c, t in own if c.field not in {Field.APP_NAME, Field.SERIAL, Field.SCHOOL, Field.COUNTY, Field.OTHER}]
        if app and is_dash(app):
            return all(is_nil(text) for text in rest)
        if app:
            return is_nil(app)
        return any(is_nil_statement(t) for c, t in own if c.field is not Field.SERIAL) and all(
            is_nil(text) for text in rest
        )

    @staticmethod
    def _names_only_a_school(own: list[tuple[Column, str]]) -> bool:
        """A school's name alone in its row: a heading of the rows below, or a form left empty."""
        fields = {c.field for c, _ in own}
        return Field.SCHOOL in fields and fields <= {Field.SCHOOL, Field.SERIAL, Field.COUNTY} and not any(
            is_nil_statement(t) for c, t in own if c.field is Field.SCHOOL
        )

    def _note_school(self, row: int, text: str) -> None:
        self._unit = clean_unit(text) or self._unit
        if self._unit:
            self._school_only.append((row, self._unit))

    def _unit_of(self, cells: _Cells) -> str | None:
        text = cells.text(Field.SCHOOL)
        if text and not is_nil_statement(text) and text not in _SELF and not is_dash(text):
            self._unit = clean_unit(text) or self._unit
        return self._unit

    def _cells(self, row: int, own: list[tuple[Column, str]]) -> _Cells:
        cells = _Cells(row)
        values = self._grid.rows[row]
        for column, text in own:
            cells.put(column, text, values[column.index], text)
        for index, (text, value) in self._inherited.get(row, {}).items():
            column = next((c for c in self._columns if c.index == index), None)
            if column is not None and not _filled(self._texts[row], index):
                cells.put(column, text, value, text)
        for column, text in own:
            if column.field in _REPEATING and is_ditto(text) and column.index in self._above:
                above_text, above_value = self._above[column.index]
                cells.put(column, above_text, above_value, text)
        for column, text, value in cells.contents():
            self._above[column.index] = (text, value)
        return cells

    def _made(
        self, row: int, cells: _Cells, unit: str | None, status: RowStatus
    ) -> SourceRow:
        where = f"第 {row + 1} 行"
        common = {
            "annex": self._layout.annex,
            "table": self._grid.name,
            "row": row + 1,
            "status": status,
            "unit": unit,
            "county": one_line(cells.text(Field.COUNTY)) or None,
        }
        if status is RowStatus.NIL:
            return SourceRow(**common)  # type: ignore[arg-type]
        reason = f"{where}：{NO_APP_NAME}" if status is RowStatus.REJECTED else None
        content = _annex1(cells) if self._layout.annex == 1 else _annex2(cells)
        return SourceRow(
            **common,  # type: ignore[arg-type]
            reason=reason,
            app_cell=cells.text(Field.APP_NAME),
            kind_cell=cells.text(Field.APP_KIND),
            number_cell=cells.written(Field.FILING_NUMBER),
            number_source=cells.number(),
            deployed_by=_text(cells.text(Field.DEPLOYED_BY)),
            app_address=cells.address(Field.APP_NAME, self._by_field),
            number_address=cells.address(Field.FILING_NUMBER, self._by_field),
            **content,  # type: ignore[arg-type]
            problems=tuple(cells.problems),
        )


class _Cells:
    """The cells of one row, by field; of two columns for one field the better titled leads."""

    def __init__(self, row: int) -> None:
        self._row = row
        self._found: dict[Field, dict[int, tuple[Column, str, CellValue, str]]] = {}
        self.problems: list[Problem] = []

    def put(self, column: Column, text: str, value: CellValue, written: str) -> None:
        """`text` and `value` are what the cell stands for, `written` what it holds."""
        self._found.setdefault(column.field, {})[column.index] = (column, text, value, written)

    def contents(self) -> list[tuple[Column, str, CellValue]]:
        return [(c, t, v) for cells in self._found.values() for c, t, v, _ in cells.values()]

    def _best(self, field: Field) -> tuple[Column, str, CellValue, str] | None:
        cells = self._found.get(field)
        if not cells:
            return None
        if len(cells) == 1:
            return next(iter(cells.values()))
        return min(cells.values(), key=lambda cell: (cell[0].rank, cell[0].index))

    def text(self, field: Field) -> str:
        best = self._best(field)
        return best[1] if best else ""

    def value(self, field: Field) -> CellValue:
        best = self._best(field)
        return best[2] if best else None

    def written(self, field: Field) -> str:
        best = self._best(field)
        return best[3] if best else ""

    def number(self) -> str:
        """The filing number's cell, or where it holds none the second best (备案情况)."""
        cells = sorted(
            self._found.get(Field.FILING_NUMBER, {}).values(), key=lambda c: (c[0].rank, c[0].index)
        )
        return next((c[1] for c in cells if any(map(str.isdigit, c[1]))), cells[0][1] if cells else "")

    def option(self, field: Field) -> tuple[str, str]:
        """The answer in one cell, or the ticked one of several columns; and the question."""
        cells = self._found.get(field)
        if not cells:
            return "", ""
        ticked = [c for c in cells.values() if c[0].option and not is_dash(c[1]) and not _is_cross(c[1])]
        if ticked:
            column, text = ticked[0][0], ticked[0][1]
            return (column.option or "") if _is_tick(text, column.option or "") else text, column.title
        best = self._best(field)
        return (best[1], best[0].title) if best and not best[0].option else ("", "")

    def address(self, field: Field, columns: dict[Field, list[Column]]) -> str:
        best = self._best(field)
        column = best[0] if best else columns[field][0] if field in columns else None
        return address(self._row, column.index) if column else ""

    def note(self, problems: Sequence[Problem], field: Field) -> None:
        """Takes over what a reader found odd, with the address of the cell."""
        best = self._best(field)
        where = address(self._row, best[0].index) if best else ""
        written = best[3] if best else ""
        self.problems += [Problem(p.code, p.message, where, written) for p in problems]


def _annex2(cells: _Cells) -> dict[str, object]:
    answer, question = cells.option(Field.REQUIREMENT)
    requirement = read_requirement(answer, title_text(question))
    decision = read_decision(cells.option(Field.COLLECTIVE_DECISION)[0])
    charges = read_charges(cells.option(Field.CHARGES)[0])
    cells.note(requirement.problems, Field.REQUIREMENT)
    cells.note(decision.problems, Field.COLLECTIVE_DECISION)
    cells.note(charges.problems, Field.CHARGES)
    return {
        "function": _text(cells.text(Field.FUNCTION)),
        "requirement": requirement.value,
        "collective_decision": decision.value,
        "charges": charges.value,
    }


def _annex1(cells: _Cells) -> dict[str, object]:
    until = read_until(cells.value(Field.VALID_UNTIL))
    number = read_document_number(cells.text(Field.DOCUMENT_NUMBER))
    cells.note(until.problems, Field.VALID_UNTIL)
    if number is None and any(map(str.isdigit, cells.text(Field.DOCUMENT_NUMBER))):
        odd = Problem("document_number_unclear", "文件编号不是“机关代字〔年份〕序号号”的形式，请核对")
        cells.note((odd,), Field.DOCUMENT_NUMBER)
    return {
        "document_name": _text(cells.text(Field.DOCUMENT_NAME)),
        "document_number": number,
        "department": _text(cells.text(Field.DEPARTMENT)),
        "purpose": _text(cells.text(Field.PURPOSE)),
        "valid_until": until.value,
    }


@lru_cache(maxsize=8192)
def read_document_number(text: str) -> str | None:
    """The first official document number in a cell, in canonical form."""
    found = document_number.find(text) if text else []
    return found[0] if found else None


def _text(text: str) -> str | None:
    return None if not text or is_dash(text) else one_line(text)


_TICKS = frozenset("√✓✔☑■●✅ÖVvRr1YyþÜü")
_CROSSES = frozenset("×✗✘xX□☐○否无0N£")


def _is_tick(text: str, option: str) -> bool:
    return text in _TICKS or text in {option, "是", "有"} or option.startswith(text)


def _is_cross(text: str) -> bool:
    return text in _CROSSES


def _filled(texts: Sequence[str], index: int) -> bool:
    return index < len(texts) and bool(texts[index])


def _columns_by_field(columns: Sequence[Column]) -> dict[Field, list[Column]]:
    by_field: dict[Field, list[Column]] = {}
    for column in columns:
        by_field.setdefault(column.field, []).append(column)
    return by_field


def _inherited(
    grid: Grid, texts: Sequence[Sequence[str]], layout: Layout
) -> dict[int, dict[int, tuple[str, CellValue]]]:
    """Row -> column -> content of the vertically merged block that covers the cell."""
    covered: dict[int, dict[int, tuple[str, CellValue]]] = {}
    indexes = {c.index for c in layout.columns if c.field is not Field.SERIAL}
    for merge in grid.merges:
        if merge.bottom == merge.top or merge.left not in indexes:
            continue
        if merge.top not in layout.data_rows or not _filled(texts[merge.top], merge.left):
            continue
        content = (texts[merge.top][merge.left], grid.rows[merge.top][merge.left])
        for row in range(merge.top + 1, min(merge.bottom + 1, layout.data_rows.stop)):
            covered.setdefault(row, {})[merge.left] = content
    return covered


def grid_texts(grid: Grid) -> list[list[str]]:
    """All cells of a grid as text."""
    return [[cell_text(value) if value is not None else "" for value in row] for row in grid.rows]
