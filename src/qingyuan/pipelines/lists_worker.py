"""The worker's side of reading a list: a `ListTask` in, a `ListAnswer` out, both in JSON."""

from __future__ import annotations

from pathlib import Path

import msgspec

from qingyuan.core.organisations.list_kinds import LIST_KINDS
from qingyuan.core.organisations.list_reading import read_list
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.system_errors import system_words
from qingyuan.formats.readers.read import read
from qingyuan.pipelines.lists import ListAnswer, ListTask

_ENCODER = msgspec.json.Encoder()
_TASKS = msgspec.json.Decoder(ListTask)


def work(task: bytes) -> bytes:
    """Reads the file that a task names."""
    return _ENCODER.encode(_answer(_TASKS.decode(task)))


def _answer(task: ListTask) -> ListAnswer:
    try:
        found = read_list(read(Path(task.path).read_bytes(), task.name), LIST_KINDS[task.kind])
    except Refused as refused:
        return ListAnswer(None, f"“{task.name}”用不了：{refused.sentence}", refused.code)
    except OSError as error:
        return ListAnswer(None, f"“{task.name}”打不开：{system_words(error)}", "list_unreadable")
    if isinstance(found, str):
        return ListAnswer(None, found, "unknown_headers")
    if not found.lines:
        return ListAnswer(None, f"“{task.name}”里只有表头，没有内容。请填好后再导入", "empty_list")
    return ListAnswer(found)
