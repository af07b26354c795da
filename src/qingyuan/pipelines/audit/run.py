"""The whole audit, from the folder to the papers.

Everything is written into a folder beside the results and moved in at the end, so that a run
that is stopped leaves the old results or none.

The readers are started first of all: what the two passes need is imported while these are at
work, and the process that they are forked from is still small.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.system_errors import system_words
from qingyuan.pipelines.audit.moving import move_results, remove_left_over
from qingyuan.pipelines.audit.order import Order, Outcome, Progress
from qingyuan.pipelines.audit.sources import WORK_FOLDER
from qingyuan.pipelines.audit.spool import Spool
from qingyuan.pipelines.processes import WorkerPool

_WORK = "qingyuan.pipelines.audit.reading:work"


def audit(order: Order, progress: Progress) -> Outcome:
    """Runs the audit and moves its results into `order.out`.

    Raises:
        Refused: the output folder cannot be written, the inbox is empty, the registry none.
    """
    with _without_collector(), _work_folder(order.out) as folder:
        results = folder / "results"
        results.mkdir()
        outcome = _both_passes(order, progress, folder, results)
        move_results(results, order.out)
        return outcome


@contextmanager
def _without_collector() -> Iterator[None]:
    """Plain values make no cycles, and looking for them costs a third of this process's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _work_folder(out: Path) -> Iterator[Path]:
    """A folder inside the results' that is gone afterwards, whatever happens."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        remove_left_over(out)
        folder = Path(tempfile.mkdtemp(prefix=f"{WORK_FOLDER}{os.getpid()}-", dir=out))
    except OSError as error:
        sentence = f"结果写不进 {out}：{system_words(error)}，请换一个文件夹"
        raise Refused(sentence, code="out_not_writable") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _both_passes(order: Order, progress: Progress, folder: Path, results: Path) -> Outcome:
    readers = WorkerPool(
        _WORK,
        jobs=order.jobs,
        seconds=published.READER_SECONDS,
        memory_mb=published.READER_MEGABYTES,
    )
    with Spool(folder / "judged.rows") as spool:
        with readers as pool:
            # Imported while the readers take up their work.
            from qingyuan.pipelines.audit.first_pass import FirstPass  # noqa: PLC0415
            from qingyuan.pipelines.audit.second_pass import SecondPass  # noqa: PLC0415

            found = FirstPass(order, progress, spool).found(pool)
        return SecondPass(order, progress, found, folder).outcome(spool, results)
