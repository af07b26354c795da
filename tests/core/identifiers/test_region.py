import pytest

from qingyuan.core.identifiers import region
from qingyuan.core.identifiers.invalid import InvalidIdentifier


def test_every_province_has_one_sign_of_its_own() -> None:
    assert len(region.PROVINCES) == 34
    assert len(set(region.ABBREVIATIONS.values())) == 34
    assert region.ABBREVIATIONS["41"] == "豫"
    assert region.ABBREVIATIONS["51"] == "川"


@pytest.mark.parametrize(("code", "name"), [*region.XINYANG_COUNTIES.items(), ("411500", "信阳市")])
def test_the_counties_of_xinyang_are_known_by_name(code: str, name: str) -> None:
    assert region.name(code) == name
    assert region.split(code).city == "411500"
    assert region.split(code).province == "410000"


def test_a_county_that_is_not_listed_is_still_valid() -> None:
    assert region.is_valid("110108")
    assert region.name("110108") is None
    assert region.name("110000") == "北京市"


def test_functional_zones_have_no_code() -> None:
    assert "羊山新区" in region.XINYANG_ZONES
    assert not set(region.XINYANG_ZONES) & set(region.XINYANG_COUNTIES.values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "region_not_six_digits"),
        ("41152", "region_not_six_digits"),
        ("4115250", "region_not_six_digits"),
        ("固始县", "region_not_six_digits"),
        ("991525", "region_unknown_province"),
    ],
)
def test_the_reason_is_named_for_programs_and_people(text: str, code: str) -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        region.validate(text)
    assert caught.value.code == code
    assert "请" in caught.value.reason


@pytest.mark.parametrize("text", ["411525", " 411525 ", "４１１５２５", "411525.0", "411 525"])
def test_spreadsheet_forms_are_the_same_code(text: str) -> None:
    assert region.format(text) == "411525"
    assert region.split("410000") == region.RegionParts("410000", None, None)
