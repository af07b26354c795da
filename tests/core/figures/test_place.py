"""Which county a form comes from, and when two written names are one school."""

import pytest

from qingyuan.core.figures.place import county_in_name, county_in_path, county_of, unit_key


@pytest.mark.parametrize(
    ("path", "county"),
    [
        ("云溪县/第一小学.xlsx", "云溪县"),
        ("03光山县教体局报送/第一小学/附件2.xlsx", "光山县"),
        ("01_浉河区/附件2.xlsx", "浉河区"),
        ("光山县.zip!/第一小学/附件2.xlsx", "光山县"),
        ("材料/羊山新区/附件1.docx", "羊山新区"),
        ("云溪县第一小学/附件2.xlsx", None),
        ("东校区/附件2.xlsx", None),
        ("附件2.xlsx", None),
        ("光山县.xlsx", None),
    ],
)
def test_a_folder_or_an_archive_names_the_county(path: str, county: str | None) -> None:
    assert county_in_path(path) == county


@pytest.mark.parametrize(
    ("unit", "county"),
    [
        ("信阳市光山县第一小学", "光山县"),
        ("河南省信阳市光山县第一小学", "光山县"),
        ("光山县教育体育局", "光山县"),
        ("浉河区第三小学", "浉河区"),
        ("阳光社区幼儿园", None),
        ("第一小学", None),
        ("实验小学东校区", None),
    ],
)
def test_a_full_name_begins_with_the_county(unit: str, county: str | None) -> None:
    assert county_in_name(unit) == county


def test_the_forms_own_cell_comes_before_the_folder_and_the_folder_before_the_name() -> None:
    assert county_of("新县", "光山县/a.xlsx", "息县第一小学") == "新县"
    assert county_of(None, "光山县/a.xlsx", "息县第一小学") == "光山县"
    assert county_of(None, "a.xlsx", "息县第一小学") == "息县"
    assert county_of(None, "a.xlsx", None) is None


def test_one_school_under_its_short_and_its_full_name() -> None:
    full = {unit_key(name, "光山县") for name in (
        "信阳市光山县第一小学", "光山县第一小学", "第一小学", "河南省信阳市光山县第一小学",
        "光山县 第一小学",
    )}  # fmt: skip
    assert len(full) == 1


def test_two_schools_of_one_name_in_two_counties_stay_two() -> None:
    assert unit_key("第一小学", "光山县") != unit_key("第一小学", "新县")
    assert unit_key("第一小学", "光山县") != unit_key("第二小学", "光山县")
