"""ICP, public security, copyright and the licences beside them."""

import pytest

from qingyuan.core.identifiers import copyright, icp, licences, police  # noqa: A004
from qingyuan.core.identifiers.invalid import InvalidIdentifier
from qingyuan.core.identifiers.kinds import Kind


@pytest.mark.parametrize(
    ("text", "canonical", "kind"),
    [
        ("蜀ICP备17023824号-1", "蜀ICP备17023824号-1", Kind.ICP_SITE),
        ("粤ICP备2024341340号", "粤ICP备2024341340号", Kind.ICP_SITE),
        ("京ICP备14035507号-25A", "京ICP备14035507号-25A", Kind.ICP_APP),
        ("粤B2-20090059-1626X", "粤B2-20090059-1626X", Kind.ICP_MINI_PROGRAM),
        ("粤B2-20090059", "粤B2-20090059", Kind.ICP_SITE),
        ("合字B2-20090059-3A", "合字B2-20090059-3A", Kind.ICP_APP),
        ("浙 B1、B2 - 20110446 - 5A", "浙B1.B2-20110446-5A", Kind.ICP_APP),
        ("京ICP证030173号", "京ICP证030173号", Kind.ICP_SITE),
        ("豫ＩＣＰ備２０２１０１２３４５號－２ｘ", "豫ICP备2021012345号-2X", Kind.ICP_MINI_PROGRAM),
        ("陇icp备 17023824", "陇ICP备17023824号", Kind.ICP_SITE),
        ("京ICP备14035507号25A", "京ICP备14035507号-25A", Kind.ICP_APP),
        ("京ICP备案号：14035507", "京ICP备14035507号", Kind.ICP_SITE),
        ("京ICP备14035507号-3K", "京ICP备14035507号-3K", Kind.ICP_APP),
    ],
)
def test_icp_numbers_of_every_service(text: str, canonical: str, kind: Kind) -> None:
    assert icp.validate(text) == canonical
    assert icp.validate(canonical) == canonical
    assert icp.format(text) == canonical
    assert icp.kind(canonical) is kind


@pytest.mark.parametrize(
    "text", ["", "ICP备案", "京ICP备1403550号", "教APP备1100871号", "17023824"]
)
def test_what_is_no_icp_number(text: str) -> None:
    assert not icp.is_valid(text)


def test_an_icp_number_without_its_province_is_found_but_not_valid() -> None:
    assert icp.find("ICP备17023824号") == ["ICP备17023824号"]
    with pytest.raises(InvalidIdentifier, match="工信部"):
        icp.validate("ICP备17023824号")


def test_an_icp_number_leaves_the_next_number_alone() -> None:
    assert icp.find("京ICP备14035507 1100871") == ["京ICP备14035507号"]
    assert icp.find("京ICP备14035507号-教APP备1100871号") == ["京ICP备14035507号"]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("京公网安备11010802035340号", "京公网安备11010802035340号"),
        ("京公网安备 110108 02035340", "京公网安备11010802035340号"),
        ("公安备案号：41150202000123", "豫公网安备41150202000123号"),
        ("川公网安備51010402000123號", "川公网安备51010402000123号"),
        ("１１０１０８０２０３５３４０", "京公网安备11010802035340号"),
    ],
)
def test_public_security_numbers(text: str, canonical: str) -> None:
    assert police.validate(text) == canonical
    assert police.format(canonical) == canonical


@pytest.mark.parametrize("text", ["", "公网安备", "京公网安备110108020353号", "1100871"])
def test_what_is_no_public_security_number(text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        police.validate(text)
    assert not police.is_valid(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("软著登字第1234567号", "软著登字第1234567号"),
        ("軟著登字第 10123456 號", "软著登字第10123456号"),
        ("软著登字第BJ12345号", "软著登字第BJ12345号"),
        ("2023sr1234567", "2023SR1234567"),
        ("2009 SR 012345", "2009SR012345"),
    ],
)
def test_copyright_numbers(text: str, canonical: str) -> None:
    assert copyright.validate(text) == canonical
    assert copyright.format(canonical) == canonical


@pytest.mark.parametrize("text", ["", "软著", "软著登字第号", "SR1234567", "1234567"])
def test_what_is_no_copyright_number(text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        copyright.validate(text)
    assert not copyright.is_valid(text)


def test_copyright_does_not_reach_over_to_a_filing_number() -> None:
    assert copyright.find("软著：无；教APP备1100871号") == []
    assert copyright.find("软著登字第7654321号(2023SR0123456)") == [
        "软著登字第7654321号",
        "2023SR0123456",
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("京网文〔2022〕1234-056号", "京网文〔2022〕1234-056号"),
        ("算法备案 网信算备110108823483901220019号", "网信算备110108823483901220019号"),
        ("41150013001-21001", "41150013001-21001"),
        ("91110108MA01ABCD2X", "91110108MA01ABCD2X"),
        ("新出网证（京）字第123号", "新出网证(京)字第123号"),
    ],
)
def test_licences_are_recognised(text: str, number: str) -> None:
    assert licences.find(text) == [number]
