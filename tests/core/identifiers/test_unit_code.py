import pytest

from qingyuan.core.identifiers import unit_code
from qingyuan.core.identifiers.invalid import InvalidIdentifier


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1141000501", "幼儿园"),
        ("2141012345", "小学"),
        ("3141012345", "初中"),
        ("3441012345", "高中"),
        ("3641012345", "中等职业学校"),
        ("5141012345", "特殊教育学校"),
        ("4111010001", "普通高等学校"),
    ],
)
def test_the_class_is_read_from_the_first_two_digits(code: str, name: str) -> None:
    assert unit_code.validate(code) == code
    assert unit_code.class_name(code) == name


def test_a_class_added_later_is_not_called_invalid() -> None:
    assert unit_code.is_valid("3841012345")
    assert unit_code.class_name("3841012345") is None


def test_the_corps_is_a_province_here() -> None:
    assert unit_code.province("2166000123") == "新疆生产建设兵团"
    assert unit_code.serial("2166000123") == "000123"


@pytest.mark.parametrize(
    "text", ["2141012345.0", "２１４１０１２３４５", "21-41-012345", " 2141 012345"]
)
def test_sloppy_forms_are_the_same_code(text: str) -> None:
    assert unit_code.format(text) == "2141012345"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unit_code_not_ten_digits"),
        ("214101234", "unit_code_not_ten_digits"),
        ("21410123456", "unit_code_not_ten_digits"),
        ("2199012345", "unit_code_unknown_province"),
    ],
)
def test_a_wrong_code_says_why(text: str, code: str) -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        unit_code.validate(text)
    assert caught.value.code == code
    assert not unit_code.is_valid(text)
