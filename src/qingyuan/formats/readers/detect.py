"""What a file is, told by its content; its name only breaks ties."""

from __future__ import annotations

import re
from typing import Final

from qingyuan.formats.limits.package import Package, open_package
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers import biff, decoding, ole
from qingyuan.formats.readers.file_type import FileType

_MAGIC: Final = (
    (b"%PDF", FileType.PDF),
    (b"{\\rtf", FileType.RTF),
    (b"Rar!\x1a\x07", FileType.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileType.SEVEN_ZIP),
    (b"\x1f\x8b", FileType.SEVEN_ZIP),
    (b"BZh", FileType.SEVEN_ZIP),
    (b"\xfd7zXZ", FileType.SEVEN_ZIP),
    (b"\xff\xd8\xff", FileType.IMAGE),
    (b"\x89PNG\r\n", FileType.IMAGE),
    (b"GIF8", FileType.IMAGE),
    (b"II*\0", FileType.IMAGE),
    (b"MM\0*", FileType.IMAGE),
    (b"\0\0\0\1Bud1", FileType.JUNK),  # .DS_Store
    (b"\0\5\x16\7", FileType.JUNK),  # AppleDouble, the ._ files of macOS
    (b"\x09\x00\x04\x00", FileType.OLD_XLS),
    (b"\x09\x02\x06\x00", FileType.OLD_XLS),
    (b"\x09\x04\x06\x00", FileType.OLD_XLS),
)
_STREAMS: Final = (
    ("EncryptedPackage", FileType.ENCRYPTED),
    ("Workbook", FileType.XLS),
    ("Book", FileType.XLS),
    ("WordDocument", FileType.DOC),
    ("PowerPoint Document", FileType.PPT),
    ("Catalog", FileType.JUNK),  # Thumbs.db
)
_PARTS: Final = (
    ("xl/workbook.xml", FileType.XLSX),
    ("xl/workbook.bin", FileType.XLSB),
    ("word/document.xml", FileType.DOCX),
    ("ppt/presentation.xml", FileType.PPT),
    ("ofd.xml", FileType.OFD),
)
_BY_NAME: Final = {
    "xlsx": FileType.XLSX,
    "xlsm": FileType.XLSX,
    "et": FileType.XLSX,
    "docx": FileType.DOCX,
    "wps": FileType.DOCX,
    "ods": FileType.ODS,
}
_FORMS: Final = frozenset(
    {FileType.XLSX, FileType.XLS, FileType.ODS, FileType.DOCX, FileType.ZIP, FileType.ENCRYPTED}
)
"""Not junk, whatever the name: a form that a clerk called ~$附件2.xlsx is still a form."""

_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_JUNK_NAME = re.compile(r"(?:^|/)(?:~\$|\._|\.ds_store$|thumbs\.db$|desktop\.ini$|__macosx/)")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|meta|body|table|frameset)\b", re.IGNORECASE)
_MHT = re.compile(r"^mime-version:|content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SHEET_XML: Final = "urn:schemas-microsoft-com:office:spreadsheet"


def detect(data: bytes, name: str) -> FileType:
    """The type of a file.

    Args:
        data: All of its bytes.
        name: Its name, with or without folders.
    """
    return look(data, name)[0]


def look(data: bytes, name: str) -> tuple[FileType, Package | None]:
    """The type, and the opened package where it is a zipped document."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind, package = _zipped(data, name)
    else:
        kind, package = _unzipped(data, name) if data else FileType.EMPTY, None
    if kind not in _FORMS and is_junk_name(name):
        return FileType.JUNK, None
    return kind, package


def is_junk_name(name: str) -> bool:
    """Whether a system made the file, by its name: Thumbs.db, ~$附件2.xlsx, all in __MACOSX."""
    return _JUNK_NAME.search(name.lower().replace("\\", "/")) is not None


def _unzipped(data: bytes, name: str) -> FileType:
    if data.startswith(ole.MAGIC):
        return _compound(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if _is_picture(data):
        return FileType.IMAGE
    return FileType.JUNK if is_junk_name(name) else _text(data)


def _zipped(data: bytes, name: str) -> tuple[FileType, Package | None]:
    try:
        package = open_package(data)
    except Refused:  # damaged: the reader of its likely type says how
        ending = name.lower().rpartition(".")[2]
        return _BY_NAME.get(ending, FileType.ZIP), None
    parts = package.entries
    for part, kind in _PARTS:
        if part in parts:
            return kind, package
    if "mimetype" in parts and "content.xml" in parts:
        return _open_document(package), package
    if "[content_types].xml" in parts and "_rels/.rels" in parts:
        return _office_elsewhere(package), package
    return FileType.ZIP, package


def _open_document(package: Package) -> FileType:
    try:
        is_spreadsheet = package.raw("mimetype").startswith(_ODS)
    except Refused:
        return FileType.UNKNOWN
    return FileType.ODS if is_spreadsheet else FileType.UNKNOWN


def _office_elsewhere(package: Package) -> FileType:
    """Some programs name the main part otherwise, such as word/document2.xml."""
    names = package.entries
    if any(name.startswith("word/document") for name in names):
        return FileType.DOCX
    return FileType.XLSX if any(name.startswith("xl/") for name in names) else FileType.ZIP


def _compound(data: bytes) -> FileType:
    streams = ole.top_level(data)
    for stream, kind in _STREAMS:
        if stream in streams:
            is_locked = kind is FileType.XLS and biff.is_encrypted(ole.head(data, streams[stream]))
            return FileType.ENCRYPTED if is_locked else kind
    return FileType.UNKNOWN


def _is_picture(data: bytes) -> bool:
    riff = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heif = data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}
    bitmap = data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data)
    return riff or heif or bitmap


def _text(data: bytes) -> FileType:
    start = decoding.peek(data)
    if start is None:
        return FileType.UNKNOWN
    if start.startswith("[.ShellClassInfo]"):
        return FileType.JUNK
    if "-" in start and _MHT.search(start):
        return FileType.MHT
    if _SHEET_XML in start:
        return FileType.SPREADSHEETML
    if "<" in start and _HTML.search(start):
        return FileType.HTML
    return FileType.OTHER_XML if start.startswith("<?xml") else FileType.TEXT_TABLE
