"""The text of a notice from its file, read in a worker process: it comes from outside."""

from __future__ import annotations

from pathlib import Path

import msgspec

from qingyuan.formats.limits import published
from qingyuan.formats.limits.refused import Refused, too_big
from qingyuan.pipelines.processes import Died, WorkerPool

_WORK = "qingyuan.pipelines.notice_text_worker:work"


class NoticeFile(msgspec.Struct, array_like=True):
    """What a worker is asked."""

    name: str
    content: bytes


class NoticeText(msgspec.Struct, array_like=True):
    """What it answers: the text, or why there is none."""

    text: str = ""
    refusal: str = ""
    code: str = ""


_TASKS = msgspec.msgpack.Encoder()
_ANSWERS = msgspec.json.Decoder(NoticeText)


def notice_text(content: bytes, name: str) -> str:
    """Paragraphs as lines, the cells of a table's row between tabs, as if pasted from the program.

    Raises:
        Refused: too large, neither txt nor docx, or not readable, with a sentence that says why.
    """
    if len(content) > published.UPLOAD_BYTES:
        raise too_big("文件太大", f"{published.UPLOAD_BYTES // published.MEGABYTE} MB")
    with WorkerPool(
        _WORK, jobs=1, seconds=published.READER_SECONDS, memory_mb=published.READER_MEGABYTES
    ) as pool:
        answer = next(pool.map([_TASKS.encode(NoticeFile(name, content))]))
    if isinstance(answer, Died):
        raise Refused(
            f"“{name}”读不了：{answer.reason}。可以改为粘贴正文", code="notice_unreadable"
        )
    read = _ANSWERS.decode(answer.payload)
    if read.refusal:
        raise Refused(read.refusal, code=read.code)
    if not read.text.strip():
        raise Refused(f"“{name}”里没有文字，可能是扫描件。请改为粘贴正文", code="no_text")
    return read.text


def read_notice_file(path: Path) -> str:
    """The same for a file on the disk.

    Raises:
        Refused: as `notice_text`, or there is no such file.
    """
    if not path.is_file():
        raise Refused(f"没有这个文件：{path}，请核对路径", code="no_file")
    return notice_text(path.read_bytes(), path.name)
