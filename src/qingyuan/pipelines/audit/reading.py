"""One file in, its source rows out: the part of the audit that runs in worker processes.

It takes and gives JSON, so that nothing but checked plain values crosses the border.
"""

from __future__ import annotations

import hashlib
import os

import msgspec

from qingyuan.core.tables.recognise import Recognised, recognise
from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, too_big
from qingyuan.formats.limits.system_errors import system_words
from qingyuan.formats.readers.archive import Archive
from qingyuan.formats.readers.detect import detect
from qingyuan.formats.readers.file_type import FileType
from qingyuan.formats.readers.read import read
from qingyuan.pipelines.audit.messages import (
    FileReading,
    Listed,
    Listing,
    TableNote,
    Task,
    Wanted,
)
from qingyuan.pipelines.registry_worker import work as read_registry_file

NO_TABLE = "没有找到附件1或附件2的表格，也没有零报告，请核对是否发错了文件"


_TASKS = msgspec.json.Decoder(list[Task])
_ENCODER = msgspec.json.Encoder()
_opened: dict[bytes, Archive] = {}


def work(message: bytes) -> bytes:
    """The worker's function: several `Task`s in, their `FileReading`s out.

    A listing or the registry is asked for alone; its `Listing` or `RegistryAnswer` comes back.
    """
    tasks = _TASKS.decode(message)
    if tasks[0].wanted is Wanted.REGISTRY:
        return read_registry_file(tasks[0].path)
    if tasks[0].wanted is Wanted.LISTING:
        return _ENCODER.encode(_listing(tasks[0]))
    return _ENCODER.encode([_reading(task) for task in tasks])


def _reading(task: Task) -> FileReading:
    digest = ""
    try:
        data = _bytes_of(task)
        digest = hashlib.sha256(data).hexdigest()
        content = read(data, task.name)
    except Refused as refused:
        return FileReading(digest, refused.outcome, refused.sentence, 0)
    except OSError as error:
        return FileReading(
            digest, "unreadable", f"文件打不开：{system_words(error)}，请检查文件权限", 0
        )
    return _recognised(digest, recognise(content, task.name))


def _recognised(digest: str, found: Recognised) -> FileReading:
    hidden = (
        f"隐藏的工作表“{'”“'.join(found.hidden)}”里有附件表格，没有读取；需要的话请取消隐藏"
        if found.hidden
        else None
    )
    if not found.tables and not found.narrative:
        return FileReading(digest, "not_a_form", hidden or NO_TABLE, 0)
    notes = [
        TableNote(table.name, table.unit, problem.code, problem.message)
        for table in found.tables
        for problem in table.problems
    ]
    return FileReading(
        digest,
        "read",
        hidden,
        sum(not table.is_continued for table in found.tables),
        found.rows,
        notes,
    )


def _listing(task: Task) -> Listing:
    try:
        data = _file_bytes(task.path)
        if detect(data, task.name) is not FileType.ZIP:
            return Listing([], is_archive=False)
        members = Archive(data, task.name).members()
    except Refused as refused:
        return Listing([], refused.sentence)
    except OSError as error:
        return Listing([], f"文件打不开：{system_words(error)}，请检查文件权限")
    return Listing([Listed(m.chain, m.path, m.reason) for m in members])


def _bytes_of(task: Task) -> bytes:
    if not task.member:
        return _file_bytes(task.path)
    if task.path not in _opened:
        _opened.clear()  # members come in order: one archive at a time is enough
        _opened[task.path] = Archive(_file_bytes(task.path), "")
    return _opened[task.path].open(task.member)


def _file_bytes(path: bytes) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - Path takes four times as long
        if os.fstat(file.fileno()).st_size > published.UPLOAD_BYTES:
            raise too_big("文件太大", "50 MB")
        return file.read()
