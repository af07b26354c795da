import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.identifiers.cells import ONE, ONE_NUMBER, TWO, TWO_NUMBERS, WITHOUT

from qingyuan.core.identifiers import region
from qingyuan.core.identifiers.classify import classify, locate_filings
from qingyuan.core.identifiers.kinds import Classified, Kind

WITHOUT_NUMBER = [(text, kind) for kind, texts in WITHOUT.items() for text in texts]


@pytest.mark.parametrize("text", ONE_NUMBER)
def test_the_number_is_read_however_it_was_typed(text: str) -> None:
    classified = classify(text)
    assert classified.kind is Kind.EDUCATION_FILING
    assert classified.filing_numbers == (ONE,)


@pytest.mark.parametrize("text", TWO_NUMBERS)
def test_two_numbers_in_a_cell_are_both_read_in_order(text: str) -> None:
    classified = classify(text)
    assert classified.kind is Kind.EDUCATION_FILING
    assert classified.filing_numbers == (ONE, TWO)
    assert "several_numbers" in codes(text)


@pytest.mark.parametrize(("text", "kind"), WITHOUT_NUMBER)
def test_what_is_no_filing_number_is_called_by_its_name(text: str, kind: Kind) -> None:
    classified = classify(text)
    assert classified.kind is kind
    assert classified.filing_numbers == ()


def test_a_canonical_cell_has_no_problems() -> None:
    assert classify(ONE) == Classified(Kind.EDUCATION_FILING, (ONE,))
    assert classify("教APP备6912345号").filing_numbers == ("教APP备6912345号",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("教App备1100871号", ["number_prefix_written_otherwise"]),
        ("教APP备１１００８７１号", ["number_fullwidth_digits"]),
        ("教APP备110 0871号", ["number_inner_space"]),
        ("教APP备11-00871号", ["number_inner_punctuation"]),
        ("教APP备1100871", ["number_missing_hao"]),
        ("教APP备1100871號", ["number_traditional_hao"]),
        ("教APP备11OO87l号", ["number_letter_for_digit"]),
        ("教APP备11〇〇871号", ["number_chinese_digit"]),
        ("豫教APP备1100871号", ["number_province_before_prefix"]),
        ("1100871", ["number_bare_digits"]),
        ("1.100871E+06", ["number_scientific"]),
        ("教APP备110213号", ["number_six_digits"]),
        ("教APP备11021311号", ["number_wrong_length"]),
        ("教APP备0100871号", ["number_unknown_province"]),
        ("教APP备号", ["number_missing_digits"]),
        ("教APP备1100871号、教APP备1100872号", ["several_numbers"]),
        ("已备案", ["number_claimed_only"]),
        ("正在办理", ["number_in_progress"]),
        ("京ICP备14035507号-25A", ["number_is_icp_app"]),
        ("京公网安备11010802035340号", ["number_is_police"]),
        ("阳光作业", ["number_not_recognised"]),
        ("“教APP备1100871号”（已核验）", []),
        ("无", []),
        ("", []),
    ],
)
def test_each_oddity_has_a_code_of_its_own(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", [*ONE_NUMBER, *TWO_NUMBERS, *(text for text, _ in WITHOUT_NUMBER)])
def test_every_problem_is_a_sentence_that_says_what_next(text: str) -> None:
    for problem in classify(text).problems:
        assert "请" in problem.message
        assert "{" not in problem.message
        assert problem.cell == ""


def test_the_message_counts_the_digits_that_were_written() -> None:
    (problem,) = classify("教APP备110213号").problems
    assert problem.message == "备案号数字部分应为 7 位，现在是 6 位。请到备案查询官网核对"


def test_numbers_of_other_kinds_are_kept_beside_the_filing_number() -> None:
    classified = classify("教APP备1100871号；京ICP备14035507号-25A；京公网安备11010802035340号")
    assert classified.others == (
        (Kind.ICP_APP, "京ICP备14035507号-25A"),
        (Kind.POLICE, "京公网安备11010802035340号"),
    )
    assert classified.problems == ()


def test_another_kind_comes_before_a_malformed_number() -> None:
    classified = classify("教APP备110213号 京ICP备14035507号-25A")
    assert classified.kind is Kind.ICP_APP
    assert codes("教APP备110213号 京ICP备14035507号-25A") == [
        "number_is_icp_app",
        "number_six_digits",
    ]


def test_a_second_number_that_is_malformed_is_reported() -> None:
    assert classify("教APP备1100871号，教APP备110213号").filing_numbers == (ONE,)
    assert codes("教APP备1100871号，教APP备110213号") == ["number_six_digits"]


def test_the_places_of_the_numbers_pair_them_with_names() -> None:
    text = "阳光作业：教App备 1100871号；智慧课堂1100872"
    assert [text[each.start : each.end] for each in locate_filings(text)] == [
        "教App备 1100871号",
        "1100872",
    ]
    assert [each.number for each in locate_filings(ONE)] == [ONE]


@pytest.mark.parametrize(
    "text",
    [
        "京ICP备2211008711号",
        "京公网安备11008711008711号",
        "软著登字第1100871号",
        "2023SR1100871",
        "教办〔2023〕11008号",
        "0376-1100871",
        "联系电话：1100871",
        "13811008711",
        "41110087100-11008",
        "（京）字第1100871号",
        "911100871008711008",
        "教APP备11008710号",
    ],
)
def test_digits_of_other_numbers_never_pass_for_a_filing_number(text: str) -> None:
    assert classify(text).filing_numbers == ()


SPACES = st.sampled_from(["", "", "", "", " ", "\u00a0", "\u3000", "\u200b", "\n", "\ufeff"])
LEADS = [
    "教APP备",
    "教App备",
    "教app备",
    "教育APP备",
    "教APP备案",
    "教APP備",
    "教APP备案号",
    "教APP备第",
]
AROUND = st.sampled_from(
    [
        ("", ""),
        ("“", "”"),
        ("（", "）"),
        ("【", "】"),
        ("备案号：", ""),
        ("", "（已核验）"),
        ("巧考，", "。"),
    ]
)
NUMBERS = st.from_regex(r"[1-6][0-9]{6}", fullmatch=True)
FULL_WIDTH = {ord("0") + digit: chr(ord("０") + digit) for digit in range(10)}
LETTERS = st.sampled_from([{}, FULL_WIDTH, {48: "O"}, {48: "o"}, {49: "l"}, {49: "I"}, {48: "〇"}])


@st.composite
def sloppy(draw: st.DrawFn) -> tuple[str, str]:
    """A canonical number and the same, typed carelessly."""
    digits = draw(NUMBERS)
    lead = draw(st.sampled_from(LEADS))
    colon = draw(st.sampled_from(["", "：", ":"])) if "案" in lead else ""
    written = (
        lead + colon + digits.translate(draw(LETTERS)) + draw(st.sampled_from(["号", "號", ""]))
    )
    before, after = draw(AROUND)
    spaced = "".join(character + draw(SPACES) for character in written)
    return f"教APP备{digits}号", f"{before}{spaced}{after}"


@given(sloppy())
def test_any_canonical_number_survives_careless_typing(pair: tuple[str, str]) -> None:
    number, written = pair
    assert classify(written).filing_numbers == (number,)
    assert classify(written).kind is Kind.EDUCATION_FILING


@given(
    st.lists(sloppy(), min_size=2, max_size=4),
    st.sampled_from(["；", "、", "\n", "/", "，阳光作业："]),
)
def test_so_do_several_in_one_cell(pairs: list[tuple[str, str]], between: str) -> None:
    written = between.join(text for _, text in pairs)
    expected = tuple(dict.fromkeys(number for number, _ in pairs))
    assert classify(written).filing_numbers == expected


@given(st.sampled_from(sorted(region.PROVINCES)[:-3]), st.from_regex(r"[0-9]{5}", fullmatch=True))
def test_seven_bare_digits_behind_a_real_province_are_a_number(province: str, serial: str) -> None:
    for written in (f"{province}{serial}", f"{province}{serial}.0", f"{province} {serial}"):
        assert classify(written).filing_numbers == (f"教APP备{province}{serial}号",)


@given(st.text(max_size=60))
def test_no_text_whatever_raises_and_all_numbers_are_canonical(text: str) -> None:
    classified = classify(text)
    assert all(len(number) == 13 for number in classified.filing_numbers)
    assert (classified.kind is Kind.EDUCATION_FILING) == bool(classified.filing_numbers)
    assert classify(text) == classified


@given(st.text(alphabet="教育APP备案号10 871ICP京公网安软著SR〔〕2023-B.，无", max_size=40))
def test_nor_does_a_text_of_the_very_characters_that_matter(text: str) -> None:
    classified = classify(text)
    for found in locate_filings(text):
        assert 0 <= found.start < found.end <= len(text)
    assert (classified.kind is Kind.EDUCATION_FILING) == bool(classified.filing_numbers)


PIECES = [
    *(
        "教",
        "教 ",
        "教APP备",
        "教APP备 1",
        "A P ",
        "APP ",
        "ICP ",
        "京 ",
        "京ICP备",
        "公网安备 1 ",
        "公安 ",
    ),
    *(
        "软件著 ",
        "2023 SR ",
        "〔2023〕1号",
        "信教体〔2023〕1号",
        " 信 教〔2023",
        "(京)字第123号",
        "B2 . ",
    ),
    *(
        "许可证",
        "1 ",
        "1100871 ",
        "OIL",
        "12345 ",
        "-",
        " ",
        "\u200b",
        "□☑",
        "无",
        "正在",
        "N ",
        "2 0 2 3〕",
    ),
]


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_length_and_nothing_else(piece: str) -> None:
    # Ten times the promised 100 ms: a shared machine is slow, a catastrophic pattern takes minutes.
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    started = time.perf_counter()
    classify(text)
    assert time.perf_counter() - started < 1.0


def codes(text: str) -> list[str]:
    return [problem.code for problem in classify(text).problems]
