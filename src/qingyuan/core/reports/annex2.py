"""附件2: apps in use at schools, in the notice's own columns, with the registry's verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.core.reports.sheet import Align, Book, Cell, Column, Sheet, numbered
from qingyuan.core.reports.wording import (
    NOT_FOUND,
    REGISTRY_NAME,
    TO_BE_CONFIRMED,
    requirement_words,
    verdict_words,
    yes_no_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingyuan.core.reports.rows import Annex2Row

TITLE = "已推广使用的APP统计汇总表"
COLUMNS = (
    Column("序号", 6, Align.CENTRE),
    Column("学校名称", 27),
    Column("APP 名称", 20),
    Column("APP 备案号", 18, Align.CENTRE),
    Column("主要功能", 25),
    Column("推荐使用/强制使用", 12, Align.CENTRE),
    Column("是否集体决策", 8, Align.CENTRE),
    Column("是否收费", 8, Align.CENTRE),
)
VERDICT_COLUMN = Column("核验结论", 29, added=True)
REGISTRY_NAME_COLUMN = Column(REGISTRY_NAME, 18, added=True)
COUNTY_COLUMN = Column("县区", 10, Align.CENTRE, added=True)
NIL_TITLE = "零报告学校名单"


def annex2_book(
    rows: Iterable[Annex2Row],
    *,
    unit: str | None,
    made_on: date,
    with_county: bool = False,
    nil_schools: Iterable[str] | None = None,
) -> Book:
    """Lay out 附件2; rows are walked once, as they are written.

    After the notice's eight columns stand the verdict (核验结论), `with_county` the county, and
    the name in the registry.
    `nil_schools` go to a sheet of their own, since a nil return has no row in the table.
    """
    county = (COUNTY_COLUMN,) if with_county else ()
    added = (VERDICT_COLUMN, *county, REGISTRY_NAME_COLUMN)
    sheet = Sheet(
        name="附件2",
        title=TITLE,
        label="附件 2",
        lines_above=(f"填报单位：{unit or ''}",),
        columns=(*COLUMNS, *added),
        rows=numbered(_cells(row, with_county=with_county) for row in rows),
        notes=_notes(tuple(column.title for column in added)),
    )
    nil_sheets = () if nil_schools is None else (_nil_sheet(nil_schools),)
    return Book(title=TITLE, made_on=made_on, sheets=(sheet, *nil_sheets))


def _cells(row: Annex2Row, *, with_county: bool) -> tuple[Cell, ...]:
    cells = (
        row.school,
        row.app_name,
        row.filing_number or row.filing_number_raw,
        row.function,
        requirement_words(row.requirement),
        yes_no_words(row.collective_decision),
        yes_no_words(row.charges),
        verdict_words(row.verdict),
    )
    return (*cells, row.county, row.registry_name) if with_county else (*cells, row.registry_name)


def _notes(added: tuple[str, ...]) -> tuple[str, ...]:
    return (
        f"“{'”“'.join(added)}”为汇总时附加，原表没有。填“{TO_BE_CONFIRMED}”的，学校未填或填写不清。",
        f"核验结论依据本地备案名录。“{NOT_FOUND}”不等于没有备案，请到官网查询后认定。",
    )


def _nil_sheet(schools: Iterable[str]) -> Sheet:
    return Sheet(
        name="零报告学校",
        title=NIL_TITLE,
        columns=(Column("序号", 8, Align.CENTRE), Column("学校名称", 70)),
        rows=numbered((school,) for school in schools),
        notes=("以上学校明确报告未使用APP，在附件2中没有记录。",),
        landscape=False,
    )
