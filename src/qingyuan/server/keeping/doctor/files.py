"""Files as received: each there, each unchanged, none without a row."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from qingyuan.server import environment
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.keeping.doctor.trouble import RESTORE, Trouble

_PIECE = 1 << 20
_GRACE_SECONDS = 3600  # a file lies there before its row is written


def check_files() -> Iterator[Trouble]:
    """Reads every file: its size and its digest are those of its row."""
    for row in StoredFile.objects.order_by("pk").iterator():
        path = environment.files_folder() / row.path
        if not path.is_file():
            yield Trouble("blob_missing", f"文件 {row.sha256[:12]}… 不在磁盘上：{path}", RESTORE)
        elif path.stat().st_size != row.size:
            yield Trouble(
                "blob_size",
                f"文件 {row.sha256[:12]}… 大小不对：{path.stat().st_size}，应是 {row.size} 字节",
                RESTORE,
            )
        elif digest_of(path) != row.sha256:
            yield Trouble("blob_changed", f"文件 {row.sha256[:12]}… 的内容被改过：{path}", RESTORE)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def check_strays() -> Iterator[Trouble]:
    """Files that no row names: left behind by an upload that was refused or cut off."""
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    oldest = time.time() - _GRACE_SECONDS
    for path in sorted(environment.files_folder().rglob("*")):
        if not path.is_file() or path.stat().st_mtime > oldest:
            continue
        if path.name.startswith("."):
            yield Trouble("blob_half_written", f"没有写完的文件：{path}", "可以删除这个文件")
        elif path.name not in known:
            yield Trouble(
                "blob_stray",
                f"没有登记的文件：{path}",
                "先另存一份，确认没有用处后删除",
            )
