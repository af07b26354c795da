"""有效时限: the closing date that a careful clerk takes from the cell, or the honest none."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.tables.dates import read_until
from qingyuan.core.tables.grid import CellValue


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("2023年7月20日", "2023-07-20"),
        ("2023年07月20日", "2023-07-20"),
        ("2023 年 7 月 20 日", "2023-07-20"),
        ("2023年7月20号", "2023-07-20"),
        ("2023-7-20", "2023-07-20"),
        ("2023-07-20", "2023-07-20"),
        ("2023/7/20", "2023-07-20"),
        ("2023.7.20", "2023-07-20"),
        ("2023.07.20", "2023-07-20"),
        ("２０２３．７．２０", "2023-07-20"),
        ("20230720", "2023-07-20"),
        ("2023-07-20 00:00:00", "2023-07-20"),
        ("2023-7-20 8:30", "2023-07-20"),
        ("23年7月20日", "2023-07-20"),
        ("二〇二三年七月二十日", "2023-07-20"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("二零二三年七月", "2023-07-31"),
        ("截至2023年7月20日", "2023-07-20"),
        ("截止到2023年7月20日", "2023-07-20"),
        ("至2023年7月20日", "2023-07-20"),
        ("2023年7月20日前", "2023-07-20"),
        ("2023年7月20日截止", "2023-07-20"),
        ("2023年7月20日止", "2023-07-20"),
        ("2023年7月20日（已结束）", "2023-07-20"),
        ("已于2023年7月20日结束", "2023-07-20"),
        # a month counts by its last day, a year by its own
        ("2023年7月", "2023-07-31"),
        ("2023年2月", "2023-02-28"),
        ("2024年2月", "2024-02-29"),
        ("2023.7", "2023-07-31"),
        ("2023.07", "2023-07-31"),
        ("2023-07", "2023-07-31"),
        ("2023/7", "2023-07-31"),
        ("202307", "2023-07-31"),
        ("2023年7月底", "2023-07-31"),
        ("2023年7月份", "2023-07-31"),
        ("2023年", "2023-12-31"),
        ("2023年底", "2023-12-31"),
        ("2023年年底前", "2023-12-31"),
        ("至2023年底", "2023-12-31"),
        ("2023年末", "2023-12-31"),
        ("2023年上半年", "2023-06-30"),
        ("2023年第三季度", "2023-09-30"),
        # a range counts by its end
        ("2022年9月1日至2023年7月20日", "2023-07-20"),
        ("2022.9-2023.6", "2023-06-30"),
        ("2022.9.1-2023.6.30", "2023-06-30"),
        ("2022/9/1~2023/6/30", "2023-06-30"),
        ("2022年9月—2023年6月", "2023-06-30"),
        ("2022年9月至2023年6月", "2023-06-30"),
        ("2022-09-01至2023-06-30", "2023-06-30"),
        ("20220901-20230630", "2023-06-30"),
        ("2023年7月1日至9月30日", "2023-09-30"),
        ("2023年7月1日-9月30日", "2023-09-30"),
        ("2023年7月1日至20日", "2023-07-20"),
        ("2023年3-6月", "2023-06-30"),
        ("2021年9月—2024年", "2024-12-31"),
    ],
)  # fmt: skip
def test_a_date_in_any_shape(written: str, until: str) -> None:
    reading = read_until(written)
    assert reading.value == until
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("value", "until"),
    [
        (45127, "2023-07-20"),
        (45127.0, "2023-07-20"),
        (45127.5, "2023-07-20"),
        ("45127", "2023-07-20"),
        (date(2023, 7, 20), "2023-07-20"),
        (datetime(2023, 7, 20, 9, 30), "2023-07-20"),
    ],
)
def test_a_date_as_the_spreadsheet_keeps_it(value: CellValue, until: str) -> None:
    assert read_until(value).value == until


@pytest.mark.parametrize(
    "written",
    ["无有效期", "长期", "长期有效", "永久", "永久有效", "无期限", "无截止日期", "长期使用",
    "无有效期限", "无限期", "无",
     "无有效期。", "长 期", "“无有效期”", "不限期", "无固定期限", "長期有效", "2021年9月至今",
     "2022年3月-长期", "截止日期不明",
     "常年", "2022年9月起长期有效", "不定期", "没有期限"],
)  # fmt: skip
def test_no_end_in_any_wording(written: str) -> None:
    assert read_until(written).value == "none"
    assert read_until(written).problems == ()


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", "until_missing"),
        (None, "until_missing"),
        ("/", "until_missing"),
        ("学期末", "until_term"),
        ("本学期", "until_term"),
        ("2022-2023学年", "until_term"),
        ("2023年春季学期", "until_term"),
        ("放假前", "until_term"),
        ("活动结束", "until_term"),
        ("毕业", "until_term"),
        ("三年", "until_unclear"),
        ("每周五", "until_unclear"),
        ("2023年13月5日", "until_unclear"),
        ("2023年2月30日", "until_unclear"),
        ("2023年6月31日", "until_unclear"),
        ("张老师", "until_unclear"),
        (12, "until_unclear"),
    ],
)
def test_what_is_no_date_is_left_open_and_named(written: CellValue, problem: str) -> None:
    reading = read_until(written)
    assert reading.value is None
    assert [found.code for found in reading.problems] == [problem]
    assert "无有效期" in reading.problems[0].message


DAYS = st.dates(date(2000, 1, 1), date(2079, 12, 31))
SHAPES = [
    "{0.year}年{0.month}月{0.day}日",
    "{0:%Y-%m-%d}",
    "{0.year}.{0.month}.{0.day}",
    "{0:%Y%m%d}",
]


@given(DAYS, st.sampled_from(SHAPES), st.sampled_from(["", "截至", "至"]))
def test_every_day_comes_back(day: date, shape: str, before: str) -> None:
    assert read_until(before + shape.format(day)).value == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_gives_a_date_none_or_nothing(text: str) -> None:
    until = read_until(text).value
    assert until in {None, "none"} or date.fromisoformat(until or "")
