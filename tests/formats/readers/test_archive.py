from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

import pytest
from tests.formats.readers.files import zipped

from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.archive import Archive, members, open_member


def chains(data: bytes) -> list[str]:
    return [member.chain for member in members(data, "a.zip")]


def reasons(data: bytes) -> list[str | None]:
    return [member.reason for member in members(data, "a.zip")]


def raw_named(name: bytes, flags: int = 0, extra: bytes = b"") -> bytes:
    """A stored zip with one file of the given raw name."""
    content = b"x"
    crc = zlib.crc32(content)
    head = (20, flags, 0, 0, 0x21, crc, 1, 1, len(name), len(extra))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", *head) + name + extra + content
    central = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *head, 0, 0, 0, 0, 0) + name + extra
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def nested(levels: int) -> bytes:
    data = b"form"
    name = "c.xlsx"
    for level in range(levels):
        data, name = zipped({name: data}), f"{level}.zip"
    return data


def test_members_are_listed_without_folders_and_can_be_opened() -> None:
    data = zipped({"县/": b"", "县/甲.xlsx": b"1", "乙.csv": b"22"})
    found = members(data, "a.zip")
    assert [member.chain for member in found] == ["a.zip!/县/甲.xlsx", "a.zip!/乙.csv"]
    assert [open_member(data, member) for member in found] == [b"1", b"22"]


def test_names_from_chinese_windows_and_from_a_mac_are_read() -> None:
    assert chains(raw_named("附件2.xlsx".encode("gbk"))) == ["a.zip!/附件2.xlsx"]
    assert chains(raw_named("附件2.xlsx".encode())) == ["a.zip!/附件2.xlsx"]
    assert chains(raw_named("附件2.xlsx".encode(), flags=0x800)) == ["a.zip!/附件2.xlsx"]
    field = b"\1" + struct.pack("<L", zlib.crc32(b"?2.xlsx")) + "附2.xlsx".encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert chains(raw_named(b"?2.xlsx", extra=extra)) == ["a.zip!/附2.xlsx"]


def test_three_levels_are_opened_and_a_fourth_is_reported() -> None:
    data = nested(3)
    assert chains(data) == ["a.zip!/1.zip!/0.zip!/c.xlsx"]
    assert open_member(data, members(data, "a.zip")[0]) == b"form"
    (deep,) = members(nested(4), "a.zip")
    assert deep.chain == "a.zip!/2.zip!/1.zip!/0.zip"
    assert deep.reason is not None
    assert "三层" in deep.reason


@pytest.mark.parametrize("name", ["../x.xlsx", "/etc/x.xlsx", "C:\\x.xlsx", "a/../../x.xlsx"])
def test_a_path_that_climbs_out_is_reported(name: str) -> None:
    (reason,) = reasons(raw_named(name.encode()))
    assert reason is not None
    assert "包外" in reason


def test_a_link_and_an_encrypted_member_are_reported_and_the_rest_is_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        link = zipfile.ZipInfo("link.xlsx")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        target.writestr(link, "/etc/passwd")
        target.writestr("b.xlsx", "x")
    first, second = reasons(buffer.getvalue())
    assert first is not None
    assert "链接" in first
    assert second is None
    (reason,) = reasons(raw_named(b"a.xlsx", flags=1))
    assert reason is not None
    assert "密码" in reason


def test_two_members_of_one_name_are_kept_apart() -> None:
    data = zipped({"a.csv": "1", "b.csv": "2"}).replace(b"b.csv", b"a.csv")
    first, second = members(data, "a.zip")
    assert first.chain != second.chain
    assert [open_member(data, first), open_member(data, second)] == [b"1", b"2"]


def test_too_many_members_are_refused() -> None:
    with pytest.raises(Refused, match="10000"):
        members(zipped({f"{n}.csv": b"" for n in range(10_001)}), "a.zip")


def test_a_bomb_inside_is_reported_and_costs_nothing() -> None:
    data = zipped({"a.zip": zipped({"big.csv": bytes(20_000_000)}), "b.csv": b"1"})
    found = members(data, "a.zip")
    with pytest.raises(Refused) as caught:
        open_member(data, found[0])
    assert caught.value.code == "zip_bomb"
    assert open_member(data, found[1]) == b"1"


def test_a_member_over_the_size_limit_is_reported() -> None:
    data = zipped({"a.csv": b"1"})
    at = data.index(b"PK\1\2")
    lying = data[: at + 24] + struct.pack("<L", 150_000_000) + data[at + 28 :]
    (reason,) = reasons(lying)
    assert reason is not None
    assert "100 MB" in reason


def test_a_broken_inner_zip_is_reported_by_itself() -> None:
    found = members(zipped({"坏.zip": b"PK\3\4broken", "好.csv": b"1"}), "a.zip")
    assert found[0].reason is not None
    assert found[1].reason is None


def test_members_of_one_inner_zip_are_opened_in_turn() -> None:
    inner = zipped({f"{n}.csv": str(n) for n in range(30)})
    archive = Archive(zipped({"内.zip": inner}), "a.zip")
    contents = [archive.open(member.path) for member in archive.members()]
    assert contents == [str(n).encode() for n in range(30)]
