import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyuan.core.identifiers import document_number
from qingyuan.core.identifiers.invalid import InvalidIdentifier

BRACKETS = ["()", "（）", "[]", "［］", "【】", "〔〕", "<>", "〈〉", "《》", "{}", "｛｝", "＜＞"]


@pytest.mark.parametrize("pair", BRACKETS)
def test_any_bracket_becomes_hexagonal(pair: str) -> None:
    text = f"教办科技{pair[0]}2023{pair[1]}203号"
    assert document_number.validate(text) == "教办科技〔2023〕203号"
    assert document_number.find(f"见附件（{text}）。") == ["教办科技〔2023〕203号"]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("教体办电教〔2023〕56", "教体办电教〔2023〕56号"),
        ("教体办电教〔2023〕056号", "教体办电教〔2023〕56号"),
        ("教体办电教〔2023〕第56号", "教体办电教〔2023〕56号"),
        ("教 体 办 电 教 〔 2023 〕 56 号", "教体办电教〔2023〕56号"),
        ("教体办电教〔２０２３〕５６号", "教体办电教〔2023〕56号"),
        ("教体办电教[2023〕56號", "教体办电教〔2023〕56号"),
        ("教体办电教2023〕56号", "教体办电教〔2023〕56号"),
        ("教体办电教〔2023 56号", "教体办电教〔2023〕56号"),
        ("教体办电教〔2023\u200b〕\n56号", "教体办电教〔2023〕56号"),
        ("信教体（基）〔2023〕5号", "信教体（基）〔2023〕5号"),
        ("和政办〔2023〕5号", "和政办〔2023〕5号"),
        ("国办发〔2023〕5号", "国办发〔2023〕5号"),
    ],
)
def test_written_carelessly_it_is_the_same_number(text: str, canonical: str) -> None:
    assert document_number.validate(text) == canonical
    assert document_number.format(canonical) == canonical
    assert document_number.find(text) == [canonical]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("根据教办科技〔2023〕203号文件要求", ["教办科技〔2023〕203号"]),
        ("转发信教体〔2023〕9号的通知", ["信教体〔2023〕9号"]),
        ("《关于排查的通知》（教办科技〔2023〕203号）", ["教办科技〔2023〕203号"]),
        ("豫教基〔2022〕1号、信教体〔2023〕9号", ["豫教基〔2022〕1号", "信教体〔2023〕9号"]),
        ("豫教基〔2022〕1号和信教体〔2023〕9号", ["豫教基〔2022〕1号", "信教体〔2023〕9号"]),
        ("文号：信教体〔2023〕9号", ["信教体〔2023〕9号"]),
        ("计划（2023）5个项目", []),
        ("时间（2023）12月", []),
        ("〔2023〕56号", []),
        ("无", []),
        ("", []),
        ("教APP备1100871号", []),
    ],
)
def test_numbers_in_running_text(text: str, numbers: list[str]) -> None:
    assert document_number.find(text) == numbers


def test_places_are_those_of_the_original_text() -> None:
    text = "依据 信 教体【２０２３】９ 号 执行"
    (found,) = document_number.locate(text)
    assert text[found.start : found.end] == "信 教体【２０２３】９ 号"


@pytest.mark.parametrize(
    "text", ["", "无", "56号", "〔2023〕56号", "教办科技203号", "教办〔23〕5号"]
)
def test_what_is_no_document_number(text: str) -> None:
    with pytest.raises(InvalidIdentifier, match="机关代字"):
        document_number.validate(text)
    assert not document_number.is_valid(text)


@given(
    st.tuples(
        st.text(alphabet="教体信基厅函办政电科技", min_size=1, max_size=8),
        st.integers(1990, 2039),
        st.integers(1, 9999),
    ),
    st.sampled_from(BRACKETS),
    st.sampled_from(["", " ", "\u3000"]),
    st.sampled_from(["", "第", "0"]),
    st.sampled_from(["", "号", "號"]),
)
def test_any_number_survives_any_keyboard(
    facts: tuple[str, int, int], pair: str, gap: str, before: str, hao: str
) -> None:
    issuer, year, serial = facts
    written = f"{issuer}{gap}{pair[0]}{year}{pair[1]}{gap}{before}{serial}{gap}{hao}"
    assert document_number.validate(written) == f"{issuer}〔{year}〕{serial}号"
