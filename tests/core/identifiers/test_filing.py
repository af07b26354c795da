import pytest

from qingyuan.core.identifiers import filing
from qingyuan.core.identifiers.invalid import InvalidIdentifier

# Seventeen numbers of apps released under many names, nearly all with Beijing's prefix.
PUBLIC = [
    *("1100871", "1100857", "1100827", "1100819", "1100837", "1100835", "1100829", "1100831"),
    *("1101585", "1101587", "1101583", "1101581", "1101733", "1101731", "1101996", "1102132"),
    "5100118",
]


@pytest.mark.parametrize("digits", PUBLIC)
def test_every_public_example_is_valid(digits: str) -> None:
    number = f"教APP备{digits}号"
    assert filing.validate(number) == number
    assert filing.format(digits) == number


def test_the_prefix_is_the_providers_province_and_never_an_error() -> None:
    assert filing.province("教APP备1100829号") == "北京市"
    assert filing.province("教APP备5100118号") == "四川省"
    assert filing.is_valid("教APP备6600001号")
    assert filing.province("教APP备6600001号") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("教APP备110213号", "number_wrong_length"),
        ("教APP备11021311号", "number_wrong_length"),
        ("教APP备0100871号", "number_unknown_province"),
        ("教APP备7100871号", "number_unknown_province"),
        ("京ICP备14035507号-25A", "number_not_recognised"),
        ("1100871", "number_not_recognised"),
        ("", "number_not_recognised"),
    ],
)
def test_a_wrong_number_says_what_and_what_next(text: str, code: str) -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        filing.validate(text)
    assert caught.value.code == code
    assert "请" in caught.value.reason
    assert not filing.is_valid(text)


def test_numbers_in_running_text_come_with_their_places() -> None:
    text = "推广“巧考”（教App备 1100871）和渝快学（教APP备1101733号），不含京ICP备14035507号"
    found = filing.locate(text)
    assert [text[each.start : each.end] for each in found] == [
        "教App备 1100871",
        "教APP备1101733号",
    ]
    assert filing.find(text) == ["教APP备1100871号", "教APP备1101733号"]


def test_lone_digits_in_running_text_are_not_numbers() -> None:
    assert filing.find("下载量 1100871，电话 3612345") == []
