"""Write beside, then rename: a stopped run leaves the old file or the new one, never half."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Yield a path in the same folder to write to; rename it to `path` when all went well.

    The folder is made where it is missing. On any exception `path` is left as it was and the
    part file is removed.

    Raises:
        PermissionError: `path` cannot be replaced, as a rule because Excel or WPS has it open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The name is short and keeps the ending: a Chinese file name may already be near the
    # limit of 255 bytes, and some writers look at the ending.
    part = path.parent / f".{secrets.token_hex(6)}.part{path.suffix}"
    try:
        yield part
        _flush_to_disk(part)
        _replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def remove_parts(folder: Path) -> None:
    """Clears away what processes that were killed had begun to write; none may be writing."""
    for part in folder.glob(".*.part.*"):
        part.unlink(missing_ok=True)


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _replace(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError as error:
        message = f"无法写入《{path.name}》：请先关闭正在打开它的程序，再重新运行。"
        raise PermissionError(message) from error
