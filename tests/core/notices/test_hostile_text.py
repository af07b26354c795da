"""Text from anywhere: nothing is raised, and twice the text takes about twice the time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.notices.samples import SEED, gaps, read, sources

from qingyuan.core.notices import LONGEST_NOTICE

PIECES = [
    "一", "十", "（", "）", "(", "〔2023〕", "《", "》", "关于", "通知", "各县区、", "局", "附件",
    "附件1", "：", "。", "；", "，", "、", "\n", "\t", " ", "　", "|", "第一阶段：", "6月12日",
    "至", "前", "以来", "2023年", "13月40日", "报", "报送", "将", "总结", "清理重点为：", "凡是",
    "不得", "序号", "<p>", "</td>", "<script>", "&nbsp;", "零", "０", "①", "1.", "近三年",
    "每月25日前", "\x00", "\u200b", "\ud800", "😀", "999999999年", "0000年1月", "@", "电话：",
    "联系人：",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_heap_of_words_stops_the_reader(text: str) -> None:
    for source in sources(read(text)):
        assert 0 <= source.start <= source.end <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_stops_the_reader(text: str) -> None:
    read(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SEED)), st.integers(0, len(SEED)), st.sampled_from(PIECES))
def test_a_torn_notice_is_still_read(start: int, end: int, piece: str) -> None:
    read(SEED[: min(start, end)] + piece + SEED[max(start, end) :])


def seconds(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    "piece",
    [
        "（〔《", "6月12日至", "<p>", "<script>", "一 ", "各县区、", "7月1日前报县局报告，",
        "各校将",
        "附件1、", "凡是", "a@", "《", "（", "\t", "1.", "〔2023〕", "联系人：", "关于", "近三年",
        "不得；", "不得；\n", "\n附件1\n表", "序号 ", "7月1日前报县局报告。\n", "一、甲\n三、乙\n",
        "（一）甲阶段（3月1日至3月2日）\n", "2021年1月以来使用\n", "附件：1.清单\n",
        "清理重点：①甲②乙\n",
    ],
)  # fmt: skip
def test_200_kb_of_anything_take_less_than_a_second(piece: str) -> None:
    assert seconds(piece * (200_000 // len(piece.encode()))) < 1


@pytest.mark.parametrize("text", [SEED, SEED.replace("\n", " ")])
def test_5_mb_are_cut_off_and_said_to_be(text: str) -> None:
    long = text * (5_000_000 // len(text.encode()))
    assert seconds(long) < 5
    message = gaps(read(long))["text_too_long"].message
    assert message == "文字超过20万字或3000行，只读了前面的部分，请只粘贴通知本身"
    assert LONGEST_NOTICE == 200_000
