"""Reads a registry file in a worker process: it comes from outside like any form."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from qingyuan.core.registry.snapshot import RegistrySnapshot
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused
from qingyuan.pipelines.processes import Died, Done, WorkerPool

_WORK = "qingyuan.pipelines.registry_worker:work"


class RegistryAnswer(msgspec.Struct, array_like=True):
    """What a worker answers: the snapshot, or why there is none."""

    snapshot: RegistrySnapshot | None
    refusal: str = ""
    code: str = ""


_ANSWERS = msgspec.json.Decoder(RegistryAnswer)


def load_registry(path: Path) -> RegistrySnapshot:
    """Reads a registry file in a process of its own.

    Raises:
        Refused: no such file, or one that gives no registry, with a sentence that says why.
    """
    check_is_file(path)
    with WorkerPool(
        _WORK,
        jobs=1,
        seconds=published.READER_SECONDS,
        memory_mb=published.READER_MEGABYTES,
    ) as pool:
        answer = next(pool.map([os.fsencode(path)]))
    return snapshot_of(answer)


def check_is_file(path: Path) -> None:
    """Raises `Refused` where there is no such file."""
    if not path.is_file():
        raise Refused(f"没有这个备案名录文件：{path}，请核对路径", code="no_registry")


def with_filings(snapshot: RegistrySnapshot, name: str) -> RegistrySnapshot:
    """The snapshot itself.

    Raises:
        Refused: it is empty, and everything would be "not found" by it.
    """
    if not snapshot.filings:
        first = (
            f"，如第 {snapshot.odd_rows[0].row} 行：{snapshot.odd_rows[0].reason}"
            if snapshot.odd_rows
            else ""
        )
        raise Refused(f"备案名录“{name}”里没有一条可用的备案{first}", code="registry_empty")
    return snapshot


def snapshot_of(answer: Done | Died) -> RegistrySnapshot:
    """The snapshot that a worker has read.

    Raises:
        Refused: it has read none, or has not answered properly.
    """
    if isinstance(answer, Died):
        raise Refused(f"备案名录读不了：{answer.reason}", code="registry_unreadable")
    try:
        read = _ANSWERS.decode(answer.payload)
    except msgspec.DecodeError as error:
        sentence = "备案名录读取结果不完整，请重新保存后再用"
        raise Refused(sentence, code="registry_unreadable") from error
    if read.snapshot is None:
        raise Refused(read.refusal, code=read.code)
    return read.snapshot
