"""The workbooks and Word reports.

Each workbook is written by a process of its own while its rows are still being settled, since
settling keeps one processor busy only.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from qingyuan.core.reports.annex1 import annex1_book
from qingyuan.core.reports.annex2 import annex2_book
from qingyuan.core.reports.annex3 import annex3_paper
from qingyuan.core.reports.annex4 import annex4_paper
from qingyuan.core.reports.cleanup import cleanup_book
from qingyuan.core.reports.figures import Annex3Figures
from qingyuan.core.reports.problems import problems_book
from qingyuan.core.reports.rows import Annex1Row, Annex2Row, CleanupRow, MendRow, UnreadFile
from qingyuan.core.reports.sheet import Book
from qingyuan.core.reports.wording import (
    ANNEX1_FILE,
    ANNEX2_FILE,
    ANNEX3_FILE,
    ANNEX4_FILE,
    CLEANUP_FILE,
    PROBLEMS_FILE,
)
from qingyuan.formats.writers.atomic import remove_parts
from qingyuan.formats.writers.docx import write_paper
from qingyuan.formats.writers.xlsx import write_sheet_workbook
from qingyuan.pipelines.audit.paper_rows import PaperRows, RowFile, walk

Pipe = BinaryIO | None


@dataclass(frozen=True, slots=True)
class About:
    """What the workbooks say that stands in none of their rows."""

    unit: str | None
    made_on: date
    unread: tuple[UnreadFile, ...]
    legend: tuple[tuple[str, str], ...]
    with_county: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """One workbook to write, from rows of which the pipe tells while they come."""

    rows: RowFile[Annex1Row] | RowFile[Annex2Row] | RowFile[CleanupRow] | RowFile[MendRow]
    book: Callable[[Pipe], Book]
    out: Path

    def write(self, pipe: Pipe = None) -> None:
        """Writes the workbook."""
        write_sheet_workbook(self.out, self.book(pipe))


class Workbooks:
    """Writes the four workbooks into `folder`, `beside` this process where it can.

    Leaving it by an exception ends their processes.
    """

    def __init__(self, rows: PaperRows, folder: Path, about: About, *, beside: bool) -> None:
        self._folder = folder
        self._orders = _orders(rows, folder, about)
        self._beside = beside and "fork" in get_all_start_methods()
        self._processes: list[BaseProcess] = []

    def __enter__(self) -> Self:
        if self._beside:
            self._processes = _begun(self._orders)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            process.kill()
            process.join()

    def finish(self) -> None:
        """Waits for them, and writes here what was not written beside: all rows are on disk."""
        for process in self._processes:
            process.join()
        codes = [process.exitcode for process in self._processes] or [None] * len(self._orders)
        if any(codes):
            remove_parts(self._folder)
        for order, code in zip(self._orders, codes, strict=True):
            if code != 0:
                order.write()  # where another process failed, this tells what is wrong


def write_reports(folder: Path, figures: Annex3Figures) -> None:
    """Writes the two Word reports."""
    write_paper(folder / ANNEX3_FILE, annex3_paper(figures))
    write_paper(folder / ANNEX4_FILE, annex4_paper(figures))


def _begun(orders: Sequence[_Order]) -> list[BaseProcess]:
    """A process for each workbook, which hears of its rows by a pipe.

    A fork costs nothing here: the reader processes and their threads have ended, and what was
    imported and counted is shared.
    """
    pipes = [os.pipe() for _ in orders]
    ours = [os.fdopen(our_end, "wb", buffering=0) for _, our_end in pipes]
    processes: list[BaseProcess] = []
    for order, (their_end, _) in zip(orders, pipes, strict=True):
        heard = os.fdopen(their_end, "rb")
        process = get_context("fork").Process(target=_follow, args=(order, heard, ours))
        process.start()
        processes.append(process)
        heard.close()
    for order, told in zip(orders, ours, strict=True):
        order.rows.tell(told)
    return processes


def _follow(order: _Order, heard: BinaryIO, parents: Sequence[BinaryIO]) -> None:
    """Writes a workbook while its rows come; the pipes end when the parent alone closes them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for pipe in parents:
        pipe.close()
    try:
        order.write(heard)
    except OSError:
        sys.exit(1)  # met again, and told, by the parent


def _orders(rows: PaperRows, folder: Path, about: About) -> tuple[_Order, ...]:
    unit, made_on = about.unit, about.made_on

    def annex1(pipe: Pipe) -> Book:
        return annex1_book(walk(rows.annex1.path, Annex1Row, pipe), unit=unit, made_on=made_on)

    def annex2(pipe: Pipe) -> Book:
        return annex2_book(
            walk(rows.annex2.path, Annex2Row, pipe),
            unit=unit,
            made_on=made_on,
            with_county=about.with_county,
            nil_schools=_sorted_names(rows.nil_schools.path),
        )

    def cleanup(pipe: Pipe) -> Book:
        items = walk(rows.cleanup.path, CleanupRow, pipe)
        return cleanup_book(items, unit=unit, made_on=made_on, legend=about.legend)

    def mend(pipe: Pipe) -> Book:
        items = walk(rows.mend.path, MendRow, pipe)
        return problems_book(items, unit=unit, made_on=made_on, unread=about.unread)

    return (
        _Order(rows.annex1, annex1, folder / ANNEX1_FILE),
        _Order(rows.annex2, annex2, folder / ANNEX2_FILE),
        _Order(rows.cleanup, cleanup, folder / CLEANUP_FILE),
        _Order(rows.mend, mend, folder / PROBLEMS_FILE),
    )


def _sorted_names(path: Path) -> Iterator[str]:
    """The names in a file, each once; the file is opened when the first is asked for."""
    yield from sorted(set(walk(path, str)))
