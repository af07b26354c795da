"""清理清单: who has to clean up what, by when, and on what ground."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qingyuan.core.reports.grouping import grouped
from qingyuan.core.reports.places import place_words
from qingyuan.core.reports.sheet import Align, Book, Cell, Column, Sheet, numbered
from qingyuan.core.reports.wording import NOT_FOUND, clause_words, date_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingyuan.core.reports.rows import CleanupRow

TITLE = "APP清理清单"
COLUMNS = (
    Column("序号", 6, Align.CENTRE),
    Column("责任单位", 18),
    Column("学校（使用单位）", 18),
    Column("APP名称", 14),
    Column("备案号", 18, Align.CENTRE),
    Column("问题", 28),
    Column("清理措施", 28),
    Column("依据条款", 10, Align.CENTRE),
    Column("清理期限", 16, Align.CENTRE),
    Column("出处", 24),
)
OVERVIEW_COLUMNS = (
    Column("序号", 6, Align.CENTRE),
    Column("责任单位", 44),
    Column("清理事项", 10, Align.CENTRE),
    Column("最早期限", 16, Align.CENTRE),
)
APPS_COLUMN = Column("APP个数（不同名称）", 12, Align.CENTRE)
_PRINCIPLE = "按照“谁部署、谁清理；谁清理、谁负责”的原则，由责任单位清理。"


def cleanup_book(
    rows: Iterable[CleanupRow],
    *,
    unit: str | None,
    made_on: date,
    legend: Iterable[tuple[str, str]] = (),
) -> Book:
    """Lay out the clean-up list: an overview by responsible unit, then every item.

    Items stand by unit, clause and deadline; an item without a deadline stands last. `legend`
    says where each clause stands in the notice.
    """
    groups = grouped(rows, key=lambda row: row.responsible)
    lines = (f"下达单位：{unit or ''}　　制表日期：{date_words(made_on)}",)
    return Book(
        title=TITLE,
        made_on=made_on,
        sheets=(_overview_sheet(groups, lines), _items_sheet(groups, lines, clause_words(legend))),
    )


def _overview_sheet(groups: dict[str, list[CleanupRow]], lines: tuple[str, ...]) -> Sheet:
    with_apps = any(_apps(items) != len(items) for items in groups.values())
    cells = (_overview_cells(unit, items, with_apps) for unit, items in groups.items())
    return Sheet(
        name="汇总",
        title=f"{TITLE}（按责任单位汇总）",
        lines_above=lines,
        columns=(*OVERVIEW_COLUMNS, APPS_COLUMN) if with_apps else OVERVIEW_COLUMNS,
        rows=numbered(cells),
        notes=("逐条明细见“清理清单”工作表，可按“责任单位”列筛选后分别下达。",),
        landscape=False,
    )


def _overview_cells(unit: str, items: list[CleanupRow], with_apps: bool) -> tuple[Cell, ...]:
    deadlines = [item.deadline for item in items if item.deadline is not None]
    cells = unit, len(items), date_words(min(deadlines)) if deadlines else ""
    return (*cells, _apps(items)) if with_apps else cells


def _apps(items: list[CleanupRow]) -> int:
    return len({item.app_name for item in items})


def _items_sheet(
    groups: dict[str, list[CleanupRow]], lines: tuple[str, ...], legend: tuple[str, ...]
) -> Sheet:
    ordered = (item for items in groups.values() for item in sorted(items, key=_order))
    return Sheet(
        name="清理清单",
        title=TITLE,
        lines_above=lines,
        columns=COLUMNS,
        rows=numbered(map(_item_cells, ordered)),
        notes=(
            f"注：{_PRINCIPLE}",
            f"“{NOT_FOUND}”的，责任单位先到官网查询；查到备案号的，补填后可不清理。",
            *(f"依据条款：{words}" for words in legend),
        ),
        group_column=1,
    )


def _order(row: CleanupRow) -> tuple[str, date]:
    return row.clause, row.deadline or date.max


def _item_cells(row: CleanupRow) -> tuple[Cell, ...]:
    return (
        row.responsible,
        row.school,
        row.app_name,
        row.filing_number,
        _without_stops(row.problem),
        _without_stops(row.measure),
        row.clause,
        date_words(row.deadline) if row.deadline else "",
        place_words(row.evidence),
    )


def _without_stops(sentences: str) -> str:
    """Sentences put together by ；need no full stops, be they of a rule pack or of ours."""
    return sentences.replace("。；", "；").removesuffix("。")
