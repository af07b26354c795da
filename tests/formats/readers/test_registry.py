"""Registry files as offices keep them."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from tests import builders

from qingyuan.core.registry.filing import FilingStatus
from qingyuan.core.registry.snapshot import RegistrySnapshot
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.registry import read_registry


def read(rows: list[builders.Row], encoding: str = "utf-8") -> RegistrySnapshot:
    return read_registry(builders.csv_bytes(rows, encoding), "名录.csv")


def read_file(path: Path) -> RegistrySnapshot:
    return read_registry(path.read_bytes(), path.name)


def refusal(data: bytes, name: str = "名录.csv") -> str:
    with pytest.raises(Refused) as caught:
        read_registry(data, name)
    return caught.value.sentence


def test_a_registry_with_every_column(tmp_path: Path) -> None:
    path = builders.registry_file(tmp_path / "备案名录.csv")
    registry = read_file(path)
    assert [filing.name for filing in registry.filings] == [row[0] for row in builders.REGISTRY[1:]]
    reading = registry.filings[1]
    assert (reading.number, reading.provider, reading.aliases) == (
        "教APP备1100002号",
        "星河教育",
        ("星河悦读",),
    )
    assert [filing.status for filing in registry.filings[2:4]] == [
        FilingStatus.WITHDRAWN,
        FilingStatus.OFFLINE,
    ]
    assert registry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert registry.headers["number"] == "备案号"
    assert registry.odd_rows == ()
    assert registry.as_of is None


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("应用名称", "备案号"), ("APP名称", "备案编号"), ("名称", "备案号"), ("软件名称",
        "教育APP备案号"),
        ("移动应用名称", "备案证号"), ("应用名称", "备案序号"), ("APP 名称", "备 案 号"), ("名称",
        "编号"),
        ("产品名称", "APP备案号"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_headers_and_encodings_vary(name: str, number: str, encoding: str) -> None:
    registry = read([(number, name), ("教APP备1100001号", "青禾作业")], encoding)
    assert [(f.name, f.number) for f in registry.filings] == [("青禾作业", "教APP备1100001号")]


def test_the_header_may_stand_below_a_title_and_beside_columns_of_no_interest(
    tmp_path: Path,
) -> None:
    path = tmp_path / "名录.xlsx"
    builders.xlsx(path, [
        ("教育移动互联网应用程序备案名单",),
        ("数据截至2023年6月30日",),
        ("序号", "地区", "主办者", "应用名称", "版本", "备案号", "状态"),
        (1, "北京", "青禾科技", "青禾作业", "3.1", "教APP备1100001号", "正常"),
        (2, "天津", "远航软件", "远航口算", "1.0", "教APP备1200003号", "已撤销"),
    ])  # fmt: skip
    registry = read_file(path)
    assert registry.as_of == date(2023, 6, 30)
    assert [(f.name, f.region, f.provider) for f in registry.filings] == [
        ("青禾作业", "北京", "青禾科技"), ("远航口算", "天津", "远航软件"),
    ]  # fmt: skip


def test_a_saved_page_of_the_query_site(tmp_path: Path) -> None:
    path = tmp_path / "查询.html"
    path.write_text(
        "<html><head><meta charset='utf-8'></head><body><h1>备案查询</h1><table>"
        "<tr><th>应用名称</th><th>备案号</th><th>单位名称</th></tr>"
        "<tr><td>青禾作业</td><td>教APP备1100001号</td><td>青禾科技</td></tr></table></body></html>",
        "utf-8",
    )
    (filing,) = read_file(path).filings
    assert (filing.name, filing.number, filing.provider) == (
        "青禾作业",
        "教APP备1100001号",
        "青禾科技",
    )


def test_the_latest_date_of_the_rows_is_the_registrys() -> None:
    rows: list[builders.Row] = [
        ("名称", "备案号", "更新日期"),
        ("青禾作业", "教APP备1100001号", "2023-05-01"),
        ("星河阅读", "教APP备1100002号", "2023年6月2日"),
    ]
    registry = read(rows)
    assert registry.as_of == date(2023, 6, 2)
    assert registry.filings[0].as_of == date(2023, 5, 1)


def test_a_row_that_gives_no_filing_is_told_by_its_number() -> None:
    registry = read([
        ("名称", "备案号", "状态"),
        ("青禾作业", "教APP备1100001号", "正常"),
        ("", "教APP备1100002号", "正常"),
        ("星河阅读", "教APP备110000号", "正常"),
        ("远航口算", "教APP备1200003号", "待定"),
        ("", "", ""),
        ("海湾课堂", "教app备 1200004 號", ""),
    ])  # fmt: skip
    assert [f.number for f in registry.filings] == ["教APP备1100001号", "教APP备1200004号"]
    assert [odd.row for odd in registry.odd_rows] == [3, 4, 5]
    reasons = " ".join(odd.reason for odd in registry.odd_rows)
    assert "没有应用名称" in reasons
    assert "“教APP备110000号”不是“教APP备+7位数字+号”" in reasons
    assert "“待定”认不出来（可写：正常、暂时下线、撤销）" in reasons


def test_unknown_headers_are_refused_with_the_headers_that_it_has() -> None:
    sentence = refusal(
        builders.csv_bytes([("甲", "乙", "备注"), ("青禾作业", "教APP备1100001号", "")])
    )
    assert "现有的表头是：甲、乙、备注" in sentence
    assert "请把表头改为“应用名称”“备案号”" in sentence


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "空.csv"),
        (b"PK\x03\x04" + b"\x00" * 100, "坏.xlsx"),
        ("没有表格".encode(), "说明.txt"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, name: str) -> None:
    assert refusal(data, name)
