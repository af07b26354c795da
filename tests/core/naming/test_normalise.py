import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.naming.normalise import (
    core_key,
    exact_key,
    identity_key,
    keys_of,
    light_key,
    simplify,
)

WAYS_TO_WRITE_IT = [
    "优化高分",
    " 优化 高分 ",
    "优化　高分",
    "优化\u200b高分",
    "“优化高分”",
    "《优化高分》",
    "【优化高分】",
    "優化高分",
    "优化高分APP",
    "优化高分ａｐｐ",
    "优化高分手机APP",
    "优化高分微信小程序",
    "优化高分（小程序）",
    "优化高分公众号",
    "优化高分服务号",
    "优化高分官方版",
    "优化高分客户端",
    "优化高分安卓版",
    "优化高分V3.2.1",
    "优化高分 v2.0 官方版",
    "优化高分学生端",
    "优化高分家长版",
    "优化高分（教师端）",
    "优化高分(学生版)APP",
    "优化高分（2023年）",
]


@pytest.mark.parametrize("written", WAYS_TO_WRITE_IT)
def test_every_way_of_writing_a_name_meets_in_one_identity(written: str) -> None:
    assert identity_key(written) == "优化高分"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("闽教高分", "冀教高分"),
        ("湖北教育中学版", "湖北教育小学版"),
        ("学习+", "学习"),
        ("小程序员", "小员"),
        ("Happy英语", "Hy英语"),
        ("百词记忆3", "百词记忆4"),
        ("星云课堂", "星云课堂宝"),
    ],
)
def test_names_of_different_apps_stay_apart(one: str, other: str) -> None:
    assert exact_key(one) != exact_key(other)


def test_the_levels_fold_away_more_and_more() -> None:
    assert keys_of("优化高分APP家长端") == ("优化高分app家长端", "优化高分家长端", "优化高分")


@pytest.mark.parametrize("name", ["APP", "小程序", "家长端", "学生版", "客户端", "V2.0", "（一）"])
def test_a_name_of_nothing_but_words_keeps_a_key(name: str) -> None:
    assert identity_key(name)


@pytest.mark.parametrize("name", ["Apple", "Happy", "WhatsApp"])
def test_letters_of_a_word_are_not_the_word_app(name: str) -> None:
    assert light_key(name) == name.lower()


def test_a_generic_ending_is_dropped_only_where_a_name_remains() -> None:
    assert core_key("湖北教育中学版") == "湖北教育"
    assert core_key("云平台") == "云平台"


def test_text_that_gb2312_can_hold_is_never_converted() -> None:
    assert simplify("乾坤课堂") == "乾坤课堂"
    assert simplify("乾坤課堂") == "乾坤课堂"


@given(st.text(max_size=30))
def test_an_exact_key_is_its_own_exact_key(text: str) -> None:
    key = exact_key(text)
    assert exact_key(key) == exact_key(exact_key(key))


@given(st.text(alphabet="优化高分学生家长端版APPap（）()V1. “”小程序", max_size=16))
def test_keys_are_strings_for_any_text_and_the_same_each_time(text: str) -> None:
    assert keys_of(text) == keys_of.__wrapped__(text)
    assert all(isinstance(key, str) for key in keys_of(text))
