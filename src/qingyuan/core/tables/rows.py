"""The rows of one annex table, each as what it says and how odd it was.

    1 | 光山县第一小学 | 晨星作业 | 教APP备1100000号 | …   ->  an entry
    2 | (merged)       | 无       |                  | …   ->  a nil return of the same school
    3 |                |          |                  | …   ->  a numbered blank row: nothing

Nothing a person wrote is dropped: a row that names no app is rejected with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from qingyuan.core.tables.answers import RowCells, text_or_none
from qingyuan.core.tables.cells import is_ditto
from qingyuan.core.tables.fields import Field
from qingyuan.core.tables.grid import Grid
from qingyuan.core.tables.layout import Layout
from qingyuan.core.tables.nil import is_nil_statement
from qingyuan.core.tables.plan import plan_for
from qingyuan.core.tables.row_kinds import (
    FIRST_OF_FORM_TEXT,
    begins_example,
    is_all_dots,
    is_closing,
    is_crossed_out,
    is_example_mark,
    is_form_text,
    is_hint_row,
    is_long_note,
    is_nil,
    is_serial,
    is_signature,
    is_total,
    may_be_form_text,
)
from qingyuan.core.tables.source_row import RowStatus, SourceRow
from qingyuan.core.tables.text import address, compact, is_dash, one_line
from qingyuan.core.tables.unit_line import (
    clean_unit,
    is_unit_label,
    unit_at_start,
    unit_in_band,
    unit_in_line,
)

NO_APP_NAME = "这一行没有写 APP 名称，请补填名称后重新报送"

_REPEATING = frozenset(Field) - {Field.SERIAL, Field.OTHER}
_NOT_FILLED_IN = frozenset({Field.SERIAL, Field.OTHER, Field.SCHOOL})
_NAMES = frozenset({Field.APP_NAME, Field.SCHOOL, Field.DOCUMENT_NAME})
_WHO = frozenset({Field.SCHOOL, Field.SERIAL, Field.COUNTY})
_BESIDE_THE_ANSWER = _WHO | {Field.APP_NAME, Field.OTHER}
_PLAINLY_A_RECORD = 4  # cells; with fewer a row may be a heading, a note or a signature
_SELF = frozenset({"本校", "我校", "本园", "我园", "本单位", "我单位", "学校", "幼儿园"})


class RowReader:
    """Reads the data rows of one table, from top to bottom.

    `texts` has the grid's cells as text, all rows equally long with one empty cell at the end.
    `unit` is who filled in the table, as far as the lines above it say; `last` the last record of
    the table that this one continues.
    """

    def __init__(
        self,
        grid: Grid,
        texts: Sequence[Sequence[str]],
        layout: Layout,
        unit: str | None = None,
        last: Sequence[str] = (),
    ) -> None:
        self._grid = grid
        self._texts = texts
        self._layout = layout
        self._plan = plan_for(layout.columns)
        self._inherited = _inherited(grid, texts, layout)
        self.last = last  # the last record, as it was meant
        self._unit = unit
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
        return self._with_silent_schools(found) if self._school_only else found

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
        own = [index for index in self._plan.indexes if texts[index]]
        if len(own) <= _PLAINLY_A_RECORD:
            return self._odd_row(row, own, texts)
        for index in own:
            # Looked up here, not in a function: this runs for every cell of a province.
            if texts[index][0] in FIRST_OF_FORM_TEXT and may_be_form_text(texts[index]):
                return self._odd_row(row, own, texts)
        return self._record(row, own, texts)

    def _odd_row(self, row: int, own: list[int], texts: Sequence[str]) -> SourceRow | None:
        """A row with few cells, or with one that may be the form's own text."""
        if not own:
            return self._line(row, texts)
        first = texts[own[0]]
        if (len(own) == 1 or all(texts[i] == first for i in own)) and not self._is_record(
            own, first
        ):
            return self._line(row, texts)
        if self._is_form_row(own, texts):
            return None
        is_line = len(own) <= _PLAINLY_A_RECORD or ":" in compact(first)
        unit = unit_in_line([t for t in texts if t]) if is_line else None
        if unit or (is_line and (is_signature(first) or is_unit_label(first))):
            self.unit_below = unit or self.unit_below
            return None
        return self._record(row, own, texts)

    def _is_record(self, own: list[int], text: str) -> bool:
        """Whether a row whose only text stands in one column is filled in, not a line of text."""
        if len(own) > 1:
            return not is_dash(text) or is_nil(text)
        if (
            is_form_text(text)
            or is_closing(text)
            or is_total(text)
            or is_serial(text)
            or is_example_mark(text)
        ):
            return False
        if unit_in_line([text]) or is_long_note(text) or is_crossed_out(text):
            return False
        field = self._plan.fields[own[0]]
        if field is Field.APP_NAME:
            return True
        return field not in _NOT_FILLED_IN and not is_nil(text)

    def _line(self, row: int, texts: Sequence[str]) -> SourceRow | None:
        """A row with one text in it: a note, a signature, a school's name, a nil return."""
        filled = [text for text in texts if text]
        text = filled[0]
        unit = unit_in_line(filled)
        if unit:
            self.unit_below = unit
        elif is_nil_statement(text) or (is_nil(text) and not is_dash(text) and not is_serial(text)):
            if self._plan.text(Field.APP_NAME, texts):
                return self._record(row, [self._plan.index(Field.APP_NAME, texts)], texts)
            self.nil_lines.append(row)
        elif unit_in_band(text):
            self._unit = unit_in_band(text)
            if self._plan.text(Field.SCHOOL, texts):
                self._note_school(row, text)
        return None

    def _is_form_row(self, own: list[int], texts: Sequence[str]) -> bool:
        """Whether a row belongs to the form: numbers only, totals, examples, hints, notes."""
        first, fields = texts[own[0]], self._plan.fields
        if fields[own[0]] is Field.SERIAL or is_serial(first):
            if all(fields[index] is Field.SERIAL for index in own):
                return True
            if len(own) == 1:
                return True
        second = texts[own[1]] if len(own) > 1 else ""
        if is_total(first) or (is_serial(first) and is_total(second)):
            return True
        filled = [texts[index] for index in own]
        if len(own) <= 2 and is_closing(filled[-1]):
            return True
        if self._is_example(own, filled):
            return True
        return is_hint_row(filled) or is_all_dots(filled) or self._is_note(own, first)

    def _is_example(self, own: list[int], filled: list[str]) -> bool:
        if any(is_example_mark(text) for text in filled if len(text) <= 12):
            return True
        first = filled[1] if len(filled) > 1 and is_serial(filled[0]) else filled[0]
        if begins_example(first):
            return True
        fields = self._plan.fields
        return any(
            is_crossed_out(text) or begins_example(text)
            for index, text in zip(own, filled, strict=True)
            if fields[index] in _NAMES
        )

    def _is_note(self, own: list[int], first: str) -> bool:
        if len(own) > 2 or len(first) <= 4 or self._plan.fields[own[0]] is Field.APP_NAME:
            return False
        return is_form_text(first) or is_long_note(first)

    def _record(self, row: int, own: list[int], texts: Sequence[str]) -> SourceRow | None:
        meant = self._meant(row, own, texts)
        school = self._plan.text(Field.SCHOOL, meant)
        if len(own) <= len(_WHO) and self._names_only_a_school(own, school):
            self._note_school(row, school)
            return None
        app = self._plan.text(Field.APP_NAME, meant)
        if self._is_nil_return(app, own, meant):
            status = RowStatus.NIL
        else:
            status = RowStatus.ENTRY if app and not is_dash(app) else RowStatus.REJECTED
        self._take_unit(school)
        return self._made(row, meant, texts, status)

    def _meant(self, row: int, own: list[int], texts: Sequence[str]) -> Sequence[str]:
        """A row's texts with merged cells and ditto marks filled from above."""
        inherited = self._inherited.get(row)
        ditto = [
            index
            for index in own
            if texts[index][0] in FIRST_OF_FORM_TEXT
            and is_ditto(texts[index])
            and self._plan.fields[index] in _REPEATING
        ]
        meant = texts
        if inherited or (ditto and self.last):
            filled = list(texts)
            for index, text in inherited.items() if inherited else ():
                filled[index] = filled[index] or text
            for index in ditto if self.last else ():
                filled[index] = self.last[index]
            meant = filled
        self.last = meant
        return meant

    def _is_nil_return(self, app: str, own: list[int], meant: Sequence[str]) -> bool:
        fields = self._plan.fields
        if app and not is_dash(app):
            return is_nil(app)
        rest = all(is_nil(meant[i]) for i in own if fields[i] not in _BESIDE_THE_ANSWER)
        if app:
            return rest
        return rest and any(
            is_nil_statement(meant[i]) for i in own if fields[i] is not Field.SERIAL
        )

    def _names_only_a_school(self, own: list[int], school: str) -> bool:
        """A school's name alone in its row: a heading of the rows below, or a form left empty."""
        fields = {self._plan.fields[index] for index in own}
        return Field.SCHOOL in fields and fields <= _WHO and not is_nil_statement(school)

    def _note_school(self, row: int, text: str) -> None:
        self._unit = clean_unit(text) or self._unit
        if self._unit:
            self._school_only.append((row, self._unit))

    def _take_unit(self, school: str) -> None:
        if not school or school in _SELF or is_dash(school):
            return
        if is_nil_statement(school):
            school = unit_at_start(school) or ""  # 光山县第一小学未使用任何APP
        self._unit = clean_unit(school) or self._unit

    def _made(
        self, row: int, meant: Sequence[str], texts: Sequence[str], status: RowStatus
    ) -> SourceRow:
        plan, annex, table = self._plan, self._layout.annex, self._grid.name
        county = one_line(plan.text(Field.COUNTY, meant)) or None
        if status is RowStatus.NIL:
            return SourceRow(annex, table, row + 1, status, None, self._unit, county)
        reason = f"第 {row + 1} 行：{NO_APP_NAME}" if status is RowStatus.REJECTED else None
        cells = RowCells(row, plan, meant, texts, self._grid.rows[row])
        answers = cells.annex1() if annex == 1 else cells.annex2()
        number = plan.index(Field.FILING_NUMBER, texts)
        app = plan.index(Field.APP_NAME, texts)
        return SourceRow(
            annex,
            table,
            row + 1,
            status,
            reason,
            self._unit,
            county,
            plan.text(Field.APP_NAME, meant),
            plan.text(Field.APP_KIND, meant),
            texts[number],
            cells.number(),
            text_or_none(plan.text(Field.DEPLOYED_BY, meant)),
            answers,
            address(row, app) if app >= 0 else "",
            address(row, number) if number >= 0 else "",
            tuple(cells.problems),
        )


def _inherited(
    grid: Grid, texts: Sequence[Sequence[str]], layout: Layout
) -> dict[int, dict[int, str]]:
    """Row -> column -> text of the vertically merged block that covers the cell."""
    covered: dict[int, dict[int, str]] = {}
    if not grid.merges:
        return covered
    indexes = {c.index for c in layout.columns if c.field is not Field.SERIAL}
    for merge in grid.merges:
        if merge.bottom == merge.top or merge.left not in indexes:
            continue
        if merge.top not in layout.data_rows or not texts[merge.top][merge.left]:
            continue
        text = texts[merge.top][merge.left]
        for row in range(merge.top + 1, min(merge.bottom + 1, layout.data_rows.stop)):
            covered.setdefault(row, {})[merge.left] = text
    return covered
