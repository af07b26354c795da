"""The one door: bytes of a form in, its content out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingyuan.formats.limits import published
from qingyuan.formats.limits.package import open_package
from qingyuan.formats.limits.refused import too_big
from qingyuan.formats.readers.detect import look
from qingyuan.formats.readers.docx import read_docx
from qingyuan.formats.readers.file_type import FileType
from qingyuan.formats.readers.ods import read_ods
from qingyuan.formats.readers.refusals import refusal
from qingyuan.formats.readers.spreadsheetml import read_spreadsheetml
from qingyuan.formats.readers.text_table import read_text_table
from qingyuan.formats.readers.web_page import read_web_page
from qingyuan.formats.readers.workbook import read_xls, read_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingyuan.core.tables.grid import Content
    from qingyuan.formats.limits.package import Package

_ZIPPED: dict[FileType, Callable[[Package], Content]] = {
    FileType.XLSX: read_xlsx,
    FileType.DOCX: read_docx,
    FileType.ODS: read_ods,
}
_PLAIN: dict[FileType, Callable[[bytes], Content]] = {
    FileType.XLS: read_xls,
    FileType.TEXT_TABLE: read_text_table,
    FileType.HTML: read_web_page,
    FileType.SPREADSHEETML: read_spreadsheetml,
}


def read(data: bytes, name: str) -> Content:
    """Read a form.

    Hostile files may end the process that calls this: call it in a worker process.

    Args:
        data: All of the file's bytes.
        name: Its name; breaks ties only.

    Raises:
        Refused: It is not read, with a Chinese sentence that says what, why and what to do.
    """
    if len(data) > published.UPLOAD_BYTES:
        raise too_big("文件太大", "50 MB")
    kind, package = look(data, name)
    if kind in _PLAIN:
        return _PLAIN[kind](data)
    if kind in _ZIPPED:
        return _ZIPPED[kind](package or open_package(data))
    if kind is FileType.ZIP and package is None:
        open_package(data)
    raise refusal(kind)
