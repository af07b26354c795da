"""What one row of an annex says of its app, and what was odd about its cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qingyuan.core.identifiers import document_number
from qingyuan.core.reading import Problem
from qingyuan.core.tables.cells import MISSING, read_charges, read_decision, read_requirement
from qingyuan.core.tables.dates import read_until
from qingyuan.core.tables.fields import COLUMN_WORDS, Field
from qingyuan.core.tables.grid import CellValue
from qingyuan.core.tables.plan import Plan
from qingyuan.core.tables.source_row import Answers
from qingyuan.core.tables.text import address, is_dash, one_line


class RowCells:
    """Reads the answers of one row and notes what was odd, each with its cell."""

    def __init__(
        self,
        row: int,
        plan: Plan,
        meant: Sequence[str],
        written: Sequence[str],
        values: Sequence[CellValue],
    ) -> None:
        self._row = row
        self._plan = plan
        self._meant = meant
        self._written = written
        self._values = values
        self.problems: list[Problem] = []

    def annex2(self) -> Answers:
        """What a row of annex 2 says."""
        plan, meant = self._plan, self._meant
        answer, place = plan.answer(Field.REQUIREMENT, meant)
        requirement = read_requirement(answer, plan.questions.get(Field.REQUIREMENT, ""))
        self._note(requirement.problems, place)
        answer, place = plan.answer(Field.COLLECTIVE_DECISION, meant)
        decision = read_decision(answer)
        self._note(decision.problems, place)
        answer, place = plan.answer(Field.CHARGES, meant)
        charges = read_charges(answer, plan.questions.get(Field.CHARGES, ""))
        self._note(charges.problems, place)
        function = text_or_none(plan.text(Field.FUNCTION, meant))
        return Answers(function, requirement.value, decision.value, charges.value)

    def annex1(self) -> Answers:
        """What a row of annex 1 says."""
        plan, meant = self._plan, self._meant
        place = plan.index(Field.VALID_UNTIL, meant)
        until = read_until(self._value(place))
        self._note(until.problems, place)
        place = plan.index(Field.DOCUMENT_NUMBER, meant)
        if place < 0:
            place = plan.index(Field.DOCUMENT_NAME, meant)  # 《……的通知》（云教〔2022〕8号）
            number = read_document_number(meant[place])
            return self._annex1(number, until.value)
        number = read_document_number(meant[place])
        if number is None and any(map(str.isdigit, meant[place])):
            self._note((_ODD_DOCUMENT_NUMBER,), place)
        return self._annex1(number, until.value)

    def _annex1(self, number: str | None, until: str | None) -> Answers:
        plan, meant = self._plan, self._meant
        return Answers(
            document_name=text_or_none(plan.text(Field.DOCUMENT_NAME, meant)),
            document_number=number,
            department=text_or_none(plan.text(Field.DEPARTMENT, meant)),
            purpose=text_or_none(plan.text(Field.PURPOSE, meant)),
            valid_until=until,
        )

    def number(self) -> str:
        """The filing number's cell, or where it holds no digit another that does (备案情况)."""
        for index in self._plan.several.get(Field.FILING_NUMBER, ()):
            if any(map(str.isdigit, self._meant[index])):
                return self._meant[index]
        return self._plan.text(Field.FILING_NUMBER, self._meant)

    def _value(self, index: int) -> CellValue:
        """The value of a cell: as read where it stands for itself, else the text it stands for."""
        if index < 0:
            return None
        own = self._meant[index] == self._written[index] and index < len(self._values)
        return self._values[index] if own else self._meant[index]

    def _note(self, problems: Sequence[Problem], index: int) -> None:
        """Takes over what a reader found odd, with the address of the cell."""
        if index < 0:
            return  # there is no such column: one matter for the whole table, not for each row
        for problem in problems:
            message = problem.message
            if problem.code == MISSING:
                message = f"“{COLUMN_WORDS[self._plan.fields[index]]}”{message}"
            where, written = address(self._row, index), self._written[index]
            self.problems.append(Problem(problem.code, message, where, written))


_ODD_DOCUMENT_NUMBER = Problem(
    "document_number_unclear", "文件编号不是“机关代字〔年份〕序号号”的形式，请核对"
)


@lru_cache(maxsize=8192)
def read_document_number(text: str) -> str | None:
    """The first official document number in a cell, in canonical form."""
    found = document_number.find(text) if text else []
    return found[0] if found else None


def text_or_none(text: str) -> str | None:
    """A text cell on one line; None for an empty or crossed out one."""
    return None if not text or is_dash(text) else one_line(text)
