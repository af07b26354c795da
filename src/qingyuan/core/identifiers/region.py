"""County codes of GB/T 2260: six digits, two each for province, city and county.

    4 1 1 5 2 5
    | | | | +-+-- county 25 (01-20 districts, 21-80 counties, 81-99 county-level cities)
    | | +-+------ city 15 (90 stands for counties that the province runs itself)
    +-+---------- province 41

Functional zones (羊山新区 and the like) have no code of their own, and codes move when counties
are renamed: show this code, never use it as a key.
Source: GB/T 2260-2007 and the yearly list of the Ministry of Civil Affairs.

>>> validate(" ４１１５２５ ")
'411525'
>>> name("411525")
'固始县'
>>> split("411525").city
'411500'
>>> is_valid("991525")
False
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingyuan.core.identifiers.folding import squeeze
from qingyuan.core.identifiers.invalid import InvalidIdentifier

PROVINCES: dict[str, str] = {
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}
# One character for each province, in the order of PROVINCES.
ABBREVIATIONS: dict[str, str] = dict(
    zip(
        PROVINCES,
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新台港澳",
        strict=True,
    )
)
# ICP numbers have 蜀, 黔, 滇 and 陇 where public-security ones have 川, 贵, 云 and 甘.
ALL_ABBREVIATIONS = "".join(ABBREVIATIONS.values()) + "蜀黔滇陇"

XINYANG = "411500"
XINYANG_COUNTIES: dict[str, str] = {
    "411502": "浉河区",
    "411503": "平桥区",
    "411521": "罗山县",
    "411522": "光山县",
    "411523": "新县",
    "411524": "商城县",
    "411525": "固始县",
    "411526": "潢川县",
    "411527": "淮滨县",
    "411528": "息县",
}
# 411571 for 高新区 occurs in statistics only and is no code of the standard.
XINYANG_ZONES: tuple[str, ...] = (
    "羊山新区",
    "南湾湖风景区",
    "上天梯管理区",
    "鸡公山管理区",
    "高新区",
)

_SIX = re.compile(r"\d{6}")
_NUMBER_CELL = re.compile(r"(\d+)\.0+")


@dataclass(frozen=True, slots=True)
class RegionParts:
    """Six-digit codes of the levels above and at a place; None below its own level."""

    province: str
    city: str | None
    county: str | None


def compact(text: str) -> str:
    """Half width, no spaces, no ".0" as spreadsheets leave it.

    >>> compact("411525.0")
    '411525'
    """
    squeezed = squeeze(text)
    cell = _NUMBER_CELL.fullmatch(squeezed)
    return cell[1] if cell else squeezed


def validate(text: str) -> str:
    """The six digits; raises `InvalidIdentifier`. Counties beyond the known ones pass."""
    code = compact(text)
    if not _SIX.fullmatch(code):
        raise InvalidIdentifier("region_not_six_digits", "行政区划代码应为 6 位数字，请核对后重填")
    if code[:2] not in PROVINCES:
        raise InvalidIdentifier(
            "region_unknown_province", f"行政区划代码前两位“{code[:2]}”不是省份代码，请核对后重填"
        )
    return code


def is_valid(text: str) -> bool:
    """Whether `validate` would return."""
    try:
        validate(text)
    except InvalidIdentifier:
        return False
    return True


def format(text: str) -> str:  # noqa: A001 - the word that python-stdnum uses in every module
    """The code as it is printed, which is its canonical form."""
    return validate(text)


def split(text: str) -> RegionParts:
    """The codes of province, city and county that a code names; raises `InvalidIdentifier`.

    >>> split("411500")
    RegionParts(province='410000', city='411500', county=None)
    """
    code = validate(text)
    city = None if code[2:4] == "00" else f"{code[:4]}00"
    county = None if code[4:] == "00" else code
    return RegionParts(province=f"{code[:2]}0000", city=city, county=county)


def name(text: str) -> str | None:
    """The place's name where this module knows it: every province, and 信阳 with its counties."""
    code = validate(text)
    if code.endswith("0000"):
        return PROVINCES[code[:2]]
    if code == XINYANG:
        return "信阳市"
    return XINYANG_COUNTIES.get(code)
