"""The workbooks and Word reports, from rows kept on disk while they were settled.

Workbooks are what takes longest after reading, so they are written by two processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from qingyuan.core.reports.annex1 import annex1_book
from qingyuan.core.reports.annex2 import annex2_book
from qingyuan.core.reports.annex3 import annex3_paper
from qingyuan.core.reports.annex4 import annex4_paper
from qingyuan.core.reports.cleanup import cleanup_book
from qingyuan.core.reports.figures import Annex3Figures
from qingyuan.core.reports.problems import problems_book
from qingyuan.core.reports.rows import Annex1Row, Annex2Row, CleanupRow, MendRow, UnreadFile
from qingyuan.core.reports.wording import (
    ANNEX1_FILE,
    ANNEX2_FILE,
    ANNEX3_FILE,
    ANNEX4_FILE,
    CLEANUP_FILE,
    PROBLEMS_FILE,
)
from qingyuan.formats.writers.docx import write_paper
from qingyuan.formats.writers.xlsx import write_sheet_workbook
from qingyuan.pipelines.audit.paper_rows import PaperRows, walk
from qingyuan.pipelines.audit.records import FileLine


@dataclass(frozen=True, slots=True)
class _Order:
    """One workbook to write, as it is handed to another process."""

    paper: str
    rows: Path
    out: Path
    unit: str | None
    made_on: date
    unread: tuple[UnreadFile, ...] = ()
    nil_schools: tuple[str, ...] = ()
    with_county: bool = False
    legend: tuple[tuple[str, str], ...] = ()


def write_papers(
    rows: PaperRows,
    folder: Path,
    figures: Annex3Figures,
    unread: list[FileLine],
    *,
    jobs: int,
) -> None:
    """Writes the four workbooks and the two Word reports into `folder`."""
    unit, made_on = figures.unit, figures.made_on
    files = tuple(UnreadFile(line.file, line.reason or "") for line in unread)
    here = [
        _Order("mend", rows.mend.path, folder / PROBLEMS_FILE, unit, made_on, files),
        _Order("annex1", rows.annex1.path, folder / ANNEX1_FILE, unit, made_on),
    ]
    beside = [
        _Order(
            "annex2",
            rows.annex2.path,
            folder / ANNEX2_FILE,
            unit,
            made_on,
            nil_schools=tuple(sorted(rows.nil_schools)),
            with_county=len(rows.counties) > 1,
        ),
        _Order(
            "cleanup",
            rows.cleanup.path,
            folder / CLEANUP_FILE,
            unit,
            made_on,
            legend=figures.legend,
        ),
    ]
    if jobs > 1 and "fork" in get_all_start_methods():
        process = _in_another_process(beside)
        _write_here(here, figures, folder)
        process.join()
        if process.exitcode:
            _write_books(beside)  # tells in this process what is wrong
    else:
        _write_here(here + beside, figures, folder)


def _in_another_process(orders: list[_Order]) -> BaseProcess:
    """Begins to write some workbooks beside this process.

    A fork costs nothing here: the reader processes and their threads have ended, and what was
    imported and counted is shared.
    """
    process = get_context("fork").Process(target=_write_books, args=(orders,))
    process.start()
    return process


def _write_books(orders: list[_Order]) -> None:
    for order in orders:
        _write_book(order)


def _write_here(orders: list[_Order], figures: Annex3Figures, folder: Path) -> None:
    _write_books(orders)
    write_paper(folder / ANNEX3_FILE, annex3_paper(figures))
    write_paper(folder / ANNEX4_FILE, annex4_paper(figures))


def _write_book(order: _Order) -> None:
    unit, made_on = order.unit, order.made_on
    if order.paper == "annex1":
        book = annex1_book(walk(order.rows, Annex1Row), unit=unit, made_on=made_on)
    elif order.paper == "annex2":
        book = annex2_book(
            walk(order.rows, Annex2Row),
            unit=unit,
            made_on=made_on,
            with_county=order.with_county,
            nil_schools=order.nil_schools,
        )
    elif order.paper == "cleanup":
        items = walk(order.rows, CleanupRow)
        book = cleanup_book(items, unit=unit, made_on=made_on, legend=order.legend)
    else:
        rows = walk(order.rows, MendRow)
        book = problems_book(rows, unit=unit, made_on=made_on, unread=order.unread)
    write_sheet_workbook(order.out, book)
