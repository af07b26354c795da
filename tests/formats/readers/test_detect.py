from __future__ import annotations

import struct

import pytest
from tests.formats.readers import files

from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.detect import detect
from qingyuan.formats.readers.file_type import FileType
from qingyuan.formats.readers.read import read


def compound(*streams: str) -> bytes:
    """An OLE file with nothing but a directory."""
    size = 512
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[76:512] = b"\0\0\0\0" + b"\xff" * 432
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * (size - 8)
    directory = b""
    for number, name in enumerate(("Root Entry", *streams)):
        raw = (name + "\0").encode("utf-16-le")
        right = number + 1 if 0 < number < len(streams) else 0xFFFFFFFF
        child = 1 if number == 0 else 0xFFFFFFFF
        links = b"\xff" * 4 + right.to_bytes(4, "little") + child.to_bytes(4, "little")
        directory += raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + b"\0\0" + links
        directory += bytes(128 - 80)
    return bytes(header) + table + directory.ljust(size, b"\0")


SAMPLES: list[tuple[bytes, str, FileType]] = [
    (files.xlsx(files.sheet("")), "表.docx", FileType.XLSX),
    (files.docx(""), "表.xlsx", FileType.DOCX),
    (files.xls(), "表.et", FileType.XLS),
    (files.zipped({"a/b.xlsx": "x"}), "a.xlsx", FileType.ZIP),
    (files.zipped({"xl/workbook.bin": "x"}), "a.xlsx", FileType.XLSB),
    (files.zipped({"OFD.xml": "x"}), "a.ofd", FileType.OFD),
    (compound("WordDocument", "1Table"), "a.xls", FileType.DOC),
    (compound("Workbook"), "a.doc", FileType.XLS),
    (compound("EncryptionInfo", "EncryptedPackage"), "a.xlsx", FileType.ENCRYPTED),
    (compound("PowerPoint Document"), "a.ppt", FileType.PPT),
    (compound("Catalog"), "Thumbs.db", FileType.JUNK),
    (b"%PDF-1.7\n", "a.xlsx", FileType.PDF),
    (b"\xff\xd8\xff\xe0JFIF", "a.xlsx", FileType.IMAGE),
    (b"\x89PNG\r\n\x1a\n", "a.png", FileType.IMAGE),
    (b"Rar!\x1a\x07\x01\0", "a.zip", FileType.RAR),
    (b"7z\xbc\xaf\x27\x1c", "a.7z", FileType.SEVEN_ZIP),
    (b"{\\rtf1", "a.doc", FileType.RTF),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a.xls", FileType.MHT),
    ("学校,名称\n".encode("gb18030"), "a.xls", FileType.TEXT_TABLE),
    (b"<html><table></table></html>", "a.xls", FileType.HTML),
    (b"\0\0\0\1Bud1\0", ".DS_Store", FileType.JUNK),
    (b"\6user\0\0\0", "区/~$表.xlsx", FileType.JUNK),
    (b"\0\5\x16\7\0\2", "__MACOSX/._表.xlsx", FileType.JUNK),
    (b"[.ShellClassInfo]\r\n", "desktop.ini", FileType.JUNK),
    (b"", "a.xlsx", FileType.EMPTY),
    (bytes(range(256)) * 40, "a.xlsx", FileType.UNKNOWN),
]


READ = {FileType.XLSX, FileType.DOCX, FileType.XLS, FileType.TEXT_TABLE, FileType.HTML}


@pytest.mark.parametrize(("data", "name", "kind"), SAMPLES)
def test_a_file_is_what_is_in_it(data: bytes, name: str, kind: FileType) -> None:
    assert detect(data, name) is kind


@pytest.mark.parametrize(("data", "name", "kind"), SAMPLES)
def test_what_is_not_read_is_refused_with_the_way_out(
    data: bytes, name: str, kind: FileType
) -> None:
    if kind in READ:
        return
    with pytest.raises(Refused) as caught:
        read(data, name)
    assert "请" in caught.value.sentence or kind is FileType.JUNK
    assert caught.value.outcome == ("not_a_form" if kind is FileType.JUNK else "unreadable")


def test_an_old_word_document_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"旧版 Word 文档（.doc）.*另存为 .docx"):
        read(compound("WordDocument"), "表.doc")


def workbook_stream(*records: tuple[int, bytes], mini: bool) -> bytes:
    """An OLE file whose Workbook stream begins with these records."""
    stream = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    data = bytearray(compound("Workbook"))
    root, book = 1024, 1024 + 128
    struct.pack_into("<LL", data, root + 116, 2, 512)
    struct.pack_into("<LL", data, book + 116, 1 if mini else 2, 512 if mini else 4096)
    return bytes(data) + bytes(64 if mini else 0) + stream.ljust(1024, b"\0")


@pytest.mark.parametrize("mini", [True, False])
def test_an_old_workbook_with_a_password_is_refused_as_such(mini: bool) -> None:
    opening, protect, key = (0x0809, bytes(16)), (0x0086, b""), (0x002F, b"\1\0" * 10)
    for records in ((opening, key), (opening, protect, key)):
        data = workbook_stream(*records, mini=mini)
        assert detect(data, "表.xls") is FileType.ENCRYPTED
        with pytest.raises(Refused, match="密码"):
            read(data, "表.xls")
    for honest in ((opening,), (opening, (0x00E1, b""), key), (key,)):
        assert detect(workbook_stream(*honest, mini=mini), "表.xls") is FileType.XLS


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "区/.DS_Store", "desktop.ini", "a.zip!/~$附件2.xlsx", "__MACOSX/校/x.doc"]
)
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\0\0", b"%PDF-1.7", b"a,b\n", compound("x")])
def test_what_systems_leave_behind_is_known_by_its_name(data: bytes, name: str) -> None:
    with pytest.raises(Refused) as caught:
        read(data, name)
    assert caught.value.outcome == "not_a_form"


def test_a_form_is_a_form_whatever_its_name() -> None:
    assert detect(files.xlsx(files.sheet("")), "~$附件2.xlsx") is FileType.XLSX


def test_a_garbled_compound_file_is_unknown() -> None:
    assert detect(compound("Workbook")[:700], "a.xls") is FileType.UNKNOWN
    looped = bytearray(compound("Workbook"))
    looped[516:520] = (1).to_bytes(4, "little")  # the directory's chain points at itself
    assert detect(bytes(looped), "a.xls") is FileType.XLS
