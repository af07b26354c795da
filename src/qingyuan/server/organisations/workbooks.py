"""Lists as workbooks: the tree to be imported again, and templates to be filled in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from qingyuan.core.organisations.kinds import KIND_WORDS
from qingyuan.core.organisations.list_kinds import FIELD_WORDS
from qingyuan.core.reports.sheet import Book, Cell, Column, Sheet
from qingyuan.formats.writers.xlsx import write_sheet_workbook
from qingyuan.server.organisations.models import ImportBatch, Role, Unit

_WIDTHS = {"unit": 36, "parent": 36, "kind": 18, "department": 18}
_FIELDS = {
    ImportBatch.Subject.UNITS: ("unit", "parent", "code", "kind", "region_code"),
    ImportBatch.Subject.ROSTER: ("unit", "name", "number", "department"),
    ImportBatch.Subject.ACCOUNTS: ("unit", "name", "role"),
}
_KINDS = "、".join(KIND_WORDS.values())
_ADVICE = {
    ImportBatch.Subject.UNITS: (
        f"上级单位空着就直属本级；没有标识码、区划代码就空着。类型可以写：{_KINDS}。",
    ),
    ImportBatch.Subject.ROSTER: (
        "姓名和工号至少填一样；单位空着就是本单位。不需要电话和身份证号，请不要填。",
    ),
    ImportBatch.Subject.ACCOUNTS: (
        f"一行一个人。角色可以写：{'、'.join(role.label for role in Role)}。单位空着就是本单位。",
    ),
}


def units_workbook(root: Unit, day: date) -> BytesIO:
    """Every open unit of a subtree, the unit itself first."""
    return _in_memory(_units_book(root, day))


def write_units(path: Path, root: Unit, day: date) -> None:
    """The same into a file, whole or not at all."""
    write_sheet_workbook(path, _units_book(root, day))


def _units_book(root: Unit, day: date) -> Book:
    units = Unit.objects.within(root.path).open_on(day).select_related("parent").in_order()
    rows = (
        (
            unit.name,
            unit.parent.name if unit.parent and unit.pk != root.pk else "",
            unit.code,
            KIND_WORDS[unit.kind],
            unit.region_code,
        )
        for unit in units.iterator(2_000)
    )
    return _book(ImportBatch.Subject.UNITS, f"{root.name}单位名录", rows, day)


def template_workbook(subject: ImportBatch.Subject, day: date) -> BytesIO:
    """An empty list with its titles and a word on how to fill it in."""
    return _in_memory(_book(subject, f"{subject.label}（模板）", _blank_rows(subject), day))


def _blank_rows(subject: ImportBatch.Subject) -> Iterator[tuple[Cell, ...]]:
    for _ in range(20):
        yield ("",) * len(_FIELDS[subject])


def _book(
    subject: ImportBatch.Subject, title: str, rows: Iterable[tuple[Cell, ...]], day: date
) -> Book:
    columns = tuple(Column(FIELD_WORDS[n], _WIDTHS.get(n, 16)) for n in _FIELDS[subject])
    sheet = Sheet(subject.label, title, columns, rows, lines_above=_ADVICE[subject])
    return Book(title, day, (sheet,))


def _in_memory(book: Book) -> BytesIO:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_sheet_workbook(path, book)
        return BytesIO(path.read_bytes())
