"""What the workers are asked, and how their answers are taken."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from qingyuan.pipelines.audit.messages import FileReading, Listing, Task, Wanted
from qingyuan.pipelines.audit.sources import Source
from qingyuan.pipelines.processes import Died, Done, WorkerPool

_ENCODER = msgspec.json.Encoder()
_READINGS = msgspec.json.Decoder(FileReading)
_LISTINGS = msgspec.json.Decoder(Listing)


def reading_of(answer: Done | Died) -> FileReading:
    """What a worker has read, or why it has not."""
    if isinstance(answer, Died):
        return FileReading("", "unreadable", answer.reason, 0)
    try:
        return _READINGS.decode(answer.payload)
    except msgspec.DecodeError:
        return FileReading(
            "", "unreadable", "读取结果不完整，没有采用，请原填报人重新保存后再发一次", 0
        )


def members_of(pool: WorkerPool, archives: list[Source]) -> list[list[Source]]:
    """The files in each archive; a list with the archive itself where it cannot be opened."""
    found: list[list[Source]] = [[] for _ in archives]
    for answer in pool.map(form_task(archive, Wanted.LISTING) for archive in archives):
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


def form_task(source: Source, wanted: Wanted = Wanted.FORM) -> bytes:
    """The question for one file."""
    task = Task(source.name, os.fsencode(source.path), source.member, wanted)
    return _ENCODER.encode(task)


def registry_task(path: Path) -> bytes:
    """The question for the registry's file."""
    return _ENCODER.encode(Task(path.name, os.fsencode(path), wanted=Wanted.REGISTRY))
