from __future__ import annotations

import io
import struct
import zipfile

import pytest
from tests.formats.readers.files import zipped

from qingyuan.formats.limits import zipbuild
from qingyuan.formats.limits.package import open_package
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.zipwalk import Budget, entries, unpack

TEXT = b"hello " * 100


def code(data: bytes) -> str:
    def walk() -> None:
        for entry in entries(data):
            unpack(data, entry, Budget())

    with pytest.raises(Refused) as caught:
        walk()
    return caught.value.code


def test_what_zipfile_writes_is_unpacked() -> None:
    data = zipped({"a": TEXT, "b": b""})
    assert [unpack(data, entry, Budget()) for entry in entries(data)] == [TEXT, b""]


def test_what_we_build_zipfile_reads() -> None:
    with zipfile.ZipFile(io.BytesIO(zipbuild.build({"附件/a.xml": TEXT, "b": b""}))) as found:
        assert found.testzip() is None
        assert found.read("附件/a.xml") == TEXT


def test_bytes_in_front_of_a_zip_are_allowed() -> None:
    data = b"stub" * 50 + zipped({"a": TEXT})
    assert unpack(data, entries(data)[0], Budget()) == TEXT


def test_zip64_fields_are_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target, target.open("a", "w", force_zip64=True) as part:
        part.write(TEXT)
    data = buffer.getvalue()
    assert unpack(data, entries(data)[0], Budget()) == TEXT


def test_headers_that_lie_about_sizes_are_not_believed() -> None:
    data = zipped({"a": bytes(30_000_000)})
    at = data.index(b"PK\1\2")
    lying = data[: at + 24] + struct.pack("<L", 10) + data[at + 28 :]
    assert code(data) == "zip_bomb"
    assert code(lying) == "zip_bomb"


def test_the_total_is_counted() -> None:
    data = zipped({"a": TEXT})
    with pytest.raises(Refused):
        unpack(data, entries(data)[0], Budget(left=100))


def test_overlapping_entries_are_refused() -> None:
    data = zipped({"a": TEXT, "b": TEXT})
    second = data.index(b"PK\1\2", data.index(b"PK\1\2") + 4)
    overlapping = data[: second + 42] + struct.pack("<L", 0) + data[second + 46 :]
    assert code(overlapping) == "zip_bomb"


def test_a_wrong_checksum_and_a_cut_are_damage() -> None:
    data = zipped({"a": TEXT})
    assert code(data[:-30]) == "damaged"
    at = data.index(b"PK\1\2")
    assert code(data[: at + 16] + b"\0\0\0\0" + data[at + 20 :]) == "damaged"


def test_unknown_methods_and_encryption_are_named() -> None:
    data = zipped({"a": TEXT})
    at = data.index(b"PK\1\2")
    assert code(data[: at + 10] + b"\x63\0" + data[at + 12 :]) == "unknown_compression"
    assert code(data[: at + 8] + b"\1\0" + data[at + 10 :]) == "encrypted"


def test_two_parts_that_differ_only_in_case_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        open_package(zipped({"xl/a.xml": "x", "XL/A.xml": "y"}))
    assert caught.value.code == "duplicate_part"


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(Refused):
        open_package(zipped({str(n): b"" for n in range(2_001)}))
