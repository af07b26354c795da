"""Reads a list of units, staff or accounts in a worker process: it comes from outside."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec

from qingyuan.core.organisations.list_kinds import ListKind
from qingyuan.core.organisations.list_reading import ListReading
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused
from qingyuan.pipelines.processes import Died, WorkerPool

_WORK = "qingyuan.pipelines.lists_worker:work"
_LONG_FROM_BYTES = published.MEGABYTE
_LONG_SECONDS = 60.0
"""For the roster of a whole county, a hundred thousand rows; the worker has it, not a request."""


class ListTask(msgspec.Struct, array_like=True):
    """What a worker is asked: where the file lies, how it was called, what list it should be."""

    path: str
    name: str
    kind: str


class ListAnswer(msgspec.Struct, array_like=True):
    """What a worker answers: the lines, or why there are none."""

    reading: ListReading | None
    refusal: str = ""
    code: str = ""


_ANSWERS = msgspec.json.Decoder(ListAnswer)


def load_list(path: Path, name: str, kind: ListKind) -> ListReading:
    """Reads a list in a process of its own.

    Args:
        path: Where the bytes lie.
        name: How the file was called; it only breaks ties.
        kind: What list it should be.

    Raises:
        Refused: it gives no such list, with a sentence that says why.
    """
    task = msgspec.json.encode(ListTask(str(path), name, kind.key))
    pool = WorkerPool(_WORK, jobs=1, seconds=_seconds(path), memory_mb=published.READER_MEGABYTES)
    # Not entered: its workers start clean. A fork would know the secrets of the site that asks.
    with closing(pool):
        answer = next(pool.map([task]))
    if isinstance(answer, Died):
        raise Refused(f"“{name}”读不了：{answer.reason}", code="list_unreadable")
    try:
        read = _ANSWERS.decode(answer.payload)
    except msgspec.DecodeError as error:
        sentence = f"“{name}”没有读完整，请用 Excel 或 WPS 另存为新文件后再导入"
        raise Refused(sentence, code="list_unreadable") from error
    if read.reading is None:
        raise Refused(read.refusal, code=read.code)
    return read.reading


def _seconds(path: Path) -> float:
    is_long = path.is_file() and path.stat().st_size > _LONG_FROM_BYTES
    return _LONG_SECONDS if is_long else published.READER_SECONDS
