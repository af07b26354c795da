"""The worker's side of reading a notice: a `NoticeFile` in, a `NoticeText` in JSON out."""

from __future__ import annotations

import msgspec

from qingyuan.core.tables.grid import Grid
from qingyuan.formats.limits.package import open_package
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.decoding import decode
from qingyuan.formats.readers.detect import look
from qingyuan.formats.readers.docx import read_docx
from qingyuan.formats.readers.file_type import FileType
from qingyuan.pipelines.notice_text import NoticeFile, NoticeText

_TASKS = msgspec.msgpack.Decoder(NoticeFile)
_ENCODER = msgspec.json.Encoder()


def work(task: bytes) -> bytes:
    """Reads one notice."""
    asked = _TASKS.decode(task)
    try:
        answer = NoticeText(_text(asked.content, asked.name))
    except Refused as refused:
        answer = NoticeText("", f"“{asked.name}”：{refused.sentence}", refused.code)
    return _ENCODER.encode(answer)


def _text(content: bytes, name: str) -> str:
    kind, package = look(content, name)
    if kind is FileType.TEXT_TABLE:
        return decode(content)
    if kind is FileType.DOCX:
        read = read_docx(package or open_package(content))
        return "\n".join(line for block in read.blocks for line in _lines(block))
    raise Refused("通知只收 txt 和 Word（docx）。请另存为 docx，或直接粘贴正文", code="file_type")


def _lines(block: str | Grid) -> list[str]:
    if isinstance(block, str):
        return [block]
    rows = (["" if cell is None else str(cell) for cell in row] for row in block.rows)
    return ["\t".join(row).rstrip() for row in rows]
