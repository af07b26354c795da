"""Every file under an inbox, those in archives included, each with the name it is reported by."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qingyuan.formats.limits.system_errors import system_words

WORK_FOLDER = ".qingyuan-"
_OWN_RESULTS = "这是以前的审核结果文件夹，没有读取"
_OFFICE = frozenset({"xlsx", "xlsm", "xltx", "docx", "docm", "ods", "et", "xls", "csv"})
_DRAFT = re.compile(r"初稿|草稿|旧版|作废|暂存|副本|复件")
_REVISED = re.compile(
    r"最终|终稿|终版|定稿|更正|更新|修[改正订]|补报|重报|新版|[vV第]?[2-9二三四](?:版|稿|次)|[vV][2-9]"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read.

    `name` is its path under the inbox, as in `files.jsonl`; `path` the file on disk, an archive
    where `member` says which entry of it.  A file that is not to be opened has its `refusal`,
    and the `outcome` that follows from it.
    """

    name: str
    path: str
    member: tuple[int, ...] = ()
    refusal: str | None = None
    outcome: str = "unreadable"


def files_under(inbox: Path, *, leave_out: Path) -> Iterator[Source]:
    """All files of a folder and its subfolders in the order of their names.

    `leave_out` is the output folder, which may lie in the inbox.  Links are not followed.
    """
    yield from _walk(str(inbox), "", str(leave_out.resolve()))


def _walk(folder: str, prefix: str, leave_out: str) -> Iterator[Source]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Source(prefix, folder, refusal=f"文件夹打不开：{system_words(error)}，请检查权限")
        return
    if prefix and {"summary.json", "files.jsonl"} <= {entry.name for entry in entries}:
        yield Source(prefix, folder, refusal=_OWN_RESULTS, outcome="not_a_form")
        return
    for entry in entries:
        name = prefix + shown_name(entry.name)
        if entry.is_symlink():
            yield Source(
                name, entry.path, refusal="这是一个链接，不是文件，没有读取，请放入文件本身"
            )
        elif entry.is_dir():
            is_ours = entry.name.startswith(WORK_FOLDER)
            if not is_ours and os.path.realpath(entry.path) != leave_out:
                yield from _walk(entry.path, name + "/", leave_out)
        elif entry.is_file():
            yield Source(name, entry.path)
        else:
            yield Source(name, entry.path, refusal="这不是普通文件，没有读取")


def shown_name(name: str) -> str:
    """A file's name as text: disks written by old Windows hold GBK bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def may_be_archive(source: Source) -> bool:
    """Whether a file is to be asked for its members: named as a zip, or one by its first bytes.

    Workbooks and documents are zips too; those with an office name are not asked.
    """
    ending = source.name.rpartition(".")[2].lower()
    if source.refusal or ending in _OFFICE:
        return False
    return ending == "zip" or _starts_as_zip(source.path)


def _starts_as_zip(path: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - called for every odd file, Path costs more
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def revision_first(source: Source) -> tuple[int, str]:
    """Sorting key: of two forms of one school, the revised one (最终版, 更正) counts.

    A draft (初稿) counts only where nothing else came.
    """
    rank = 2 if is_draft(source.name) else 0 if _REVISED.search(source.name) else 1
    return (rank, source.name)


def is_draft(name: str) -> bool:
    """Whether a file's name says that it is only a draft or a copy."""
    return bool(_DRAFT.search(name))
