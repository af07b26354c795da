"""What the workers are asked, and how their answers are taken."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from qingyuan.core.registry.snapshot import RegistrySnapshot
from qingyuan.pipelines.audit.messages import FileReading, Listing, Task, Wanted
from qingyuan.pipelines.audit.sources import Source
from qingyuan.pipelines.processes import Died, Done, WorkerPool
from qingyuan.pipelines.registry import snapshot_of

_ENCODER = msgspec.json.Encoder()
_READINGS = msgspec.json.Decoder(list[FileReading])
_BATCH = 8
_LISTINGS = msgspec.json.Decoder(Listing)


def read_forms(
    pool: WorkerPool, registry: Path, forms: Sequence[tuple[int, Source]]
) -> Iterator[RegistrySnapshot | tuple[int, FileReading]]:
    """The registry, and each form's number with what was read, as the workers answer.

    Small files go to a worker several at a time, since asking costs as much as reading one.
    Where a worker dies over them, each is asked for alone, so that only the one that kills it
    is lost.

    Raises:
        Refused: the file gives no registry.
    """
    batches = [forms[start : start + _BATCH] for start in range(0, len(forms), _BATCH)]
    alone: list[tuple[int, Source]] = []
    questions = chain([_registry_task(registry)], map(_form_tasks, batches))
    for answer in pool.map(questions):
        if answer.index == 0:
            yield snapshot_of(answer)
            continue
        batch = batches[answer.index - 1]
        readings = _readings(answer)
        if readings is None or len(readings) != len(batch):
            alone += batch
        else:
            yield from zip([number for number, _ in batch], readings, strict=True)
    for answer in pool.map(_form_tasks([form]) for form in alone):
        yield alone[answer.index][0], _only_reading(answer)


def _readings(answer: Done | Died) -> list[FileReading] | None:
    if isinstance(answer, Died):
        return None
    try:
        return _READINGS.decode(answer.payload)
    except msgspec.DecodeError:
        return None


def _only_reading(answer: Done | Died) -> FileReading:
    if isinstance(answer, Died):
        return FileReading("", "unreadable", answer.reason, 0)
    readings = _readings(answer)
    if readings and len(readings) == 1:
        return readings[0]
    sentence = "读取结果不完整，没有采用，请原填报人重新保存后再发一次"
    return FileReading("", "unreadable", sentence, 0)


def members_of(pool: WorkerPool, archives: list[Source]) -> list[list[Source]]:
    """The files in each archive; a list with the archive itself where it cannot be opened."""
    found: list[list[Source]] = [[] for _ in archives]
    for answer in pool.map(_ENCODER.encode([_task(a, Wanted.LISTING)]) for a in archives):
        archive = archives[answer.index]
        found[answer.index] = _listed(archive, answer)
    return found


def _listed(archive: Source, answer: Done | Died) -> list[Source]:
    if isinstance(answer, Died):
        return [Source(archive.name, archive.path, refusal=answer.reason)]
    listing = _LISTINGS.decode(answer.payload)
    if not listing.is_archive:
        return [archive]
    if listing.reason is not None:
        return [Source(archive.name, archive.path, refusal=listing.reason)]
    if not listing.members:
        empty = "压缩包是空的，里面没有文件，请核对后重新打包"
        return [Source(archive.name, archive.path, refusal=empty)]
    return [
        Source(member.name, archive.path, member.member, member.reason)
        for member in listing.members
    ]


def _form_tasks(forms: Sequence[tuple[int, Source]]) -> bytes:
    return _ENCODER.encode([_task(source, Wanted.FORM) for _, source in forms])


def _registry_task(path: Path) -> bytes:
    return _ENCODER.encode([Task(path.name, os.fsencode(path), wanted=Wanted.REGISTRY)])


def _task(source: Source, wanted: Wanted) -> Task:
    return Task(source.name, os.fsencode(source.path), source.member, wanted)
