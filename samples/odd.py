"""Files that an inbox really holds besides good forms: broken, hostile, locked, or no form at all.

Each is small, and each has the outcomes that are right for it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from benchmarks.inbox.books import paragraphs, roster
from benchmarks.inbox.grid import Grid, Value
from benchmarks.inbox.truth import Artifact
from benchmarks.inbox.writers.archive import write_zip
from benchmarks.inbox.writers.compound import compound_file
from benchmarks.inbox.writers.xlsx import FIXED, write_xlsx

_HEADER = (
    "序号",
    "学校名称",
    "APP名称",
    "APP备案号",
    "主要功能",
    "推荐使用/强制使用",
    "是否集体决策",
    "是否收费",
)
_UNREAD = ("unreadable",)
_NO_FORM = ("not_a_form",)
_NOTICE = (
    "云溪县教育体育局",
    "关于开展APP排查整治活动的通知",
    "各中心校，县直各学校：",
    "现将有关事项通知如下。各校于7月20日前报送附件1、附件2，没有的也要报送。",
    "云溪县教育体育局",
    "2023年6月14日",
)
_ENTITY = (
    b'<?xml version="1.0"?>\n<!DOCTYPE w [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;">]>\n'
)


def odd_files() -> list[Artifact]:
    """All of them, in the order of their paths."""
    files = [_artifact(path, data, outcomes) for path, data, outcomes in (*_broken(), *_others())]
    return sorted(files, key=lambda artifact: artifact.path)


def _artifact(path: str, data: bytes, outcomes: tuple[str, ...]) -> Artifact:
    return Artifact(path, data, path.rpartition(".")[2], outcomes, 0, [], {"odd"})


def _broken() -> list[tuple[str, bytes, tuple[str, ...]]]:
    whole = _workbook("云溪县伏岭镇中心小学")
    return [
        ("伏岭镇/云溪县伏岭镇中心小学附件2（没传完）.xlsx", whole[: len(whole) // 2], _UNREAD),
        ("伏岭镇/附件2空文件.xlsx", b"", _UNREAD),
        ("三塘镇/附件2（有密码）.xlsx", compound_file("EncryptedPackage", bytes(64)), _UNREAD),
        ("三塘镇/附件2旧版.doc", compound_file("WordDocument", bytes(64)), _UNREAD),
        ("三塘镇/附件2（其实是PDF）.xlsx", _PDF, _UNREAD),
        ("桃溪镇/附件2（末尾一格）.xlsx", _far_cell(whole), _UNREAD),
        ("桃溪镇/附件2（压缩炸弹）.xlsx", _bomb(whole), _UNREAD),
        ("桃溪镇/附件2（实体声明）.xlsx", _with_entity(whole), _UNREAD),
        ("桃溪镇/打包.rar", b"Rar!\x1a\x07\x01\x00" + bytes(64), _UNREAD),
    ]


def _others() -> list[tuple[str, bytes, tuple[str, ...]]]:
    members: list[list[Value]] = [
        ["序号", "姓名", "职务"],
        [1, "校长", "组长"],
        [2, "主任", "组员"],
    ]
    return [
        ("关于开展APP排查整治活动的通知.docx", paragraphs(list(_NOTICE), "notice"), _NO_FORM),
        ("工作专班名单.xlsx", roster(members), _NO_FORM),
        ("古堰镇/附件2盖章.png", _picture(), _UNREAD),
        ("古堰镇/~$附件2.xlsx", b"\x05admin" + bytes(159), _NO_FORM),
        ("古堰镇/Thumbs.db", compound_file("Catalog", bytes(64)), _NO_FORM),
    ]


def climbing_archive() -> tuple[bytes, Artifact]:
    """An archive with a member whose path climbs out, and what is to be said of the member."""
    form = write_xlsx([Grid("附件2", {(0, 0): "附件2"})])
    member = _artifact("古堰镇/报送材料.zip!/../../附件2.xlsx", b"", _UNREAD)
    return write_zip([("../../附件2.xlsx", form)], gbk=False), member


def _workbook(school: str) -> bytes:
    """A plain annex 2; long enough that a half of it is nothing."""
    grid = Grid("附件2")
    for row in range(40):
        filled: tuple[Value, ...] = (
            row,
            school,
            f"云课{row}",
            "无",
            "作业",
            "推荐使用",
            "是",
            "否",
        )
        for column, value in enumerate(filled if row else _HEADER):
            grid.put(row, column, value)
    return write_xlsx([grid])


def _far_cell(whole: bytes) -> bytes:
    """The last cell that a sheet can have: enough to abort a reader that makes room for all."""
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    return _with_sheet(whole, lambda part: part.replace(b"</sheetData>", last))


def _bomb(whole: bytes) -> bytes:
    """A sheet of a few kilobytes that becomes forty megabytes of text."""
    text = b"<is><t>" + b"A" * 40_000_000 + b"</t></is>"
    blown = b'<sheetData><row><c t="inlineStr">' + text + b"</c></row>"
    return _with_sheet(whole, lambda part: part.replace(b"<sheetData>", blown))


def _with_entity(whole: bytes) -> bytes:
    """Entities that stand for entities."""
    return _with_sheet(whole, lambda part: _ENTITY + part.partition(b"?>")[2].lstrip())


def _with_sheet(whole: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with its sheet's XML changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            part = change(part) if "worksheets/" in name else part
            new.writestr(zipfile.ZipInfo(name, FIXED), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _picture() -> bytes:
    """A grey square as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    pixels = b"".join(b"\0" + b"\xc0" * 64 for _ in range(64))
    header = struct.pack(">2I5B", 64, 64, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def locked_archive() -> bytes:
    """An archive whose member says that it is encrypted."""
    buffer = BytesIO()
    noise = bytes(range(256))
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("附件2.xlsx", FIXED), noise)
    data = bytearray(buffer.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


_PDF = b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
