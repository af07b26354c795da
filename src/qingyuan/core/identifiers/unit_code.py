"""Ten-digit codes of schools and other educational bodies (学校（机构）标识码).

    2 1 4 1 0 1 2 3 4 5
    | | | | +-+-+-+-+-+-- serial within the province (of universities: 0 + their old five digits)
    | | +-+-------------- province as in GB/T 2260; 66 is the 新疆生产建设兵团
    +-+------------------ class of the body

There is no county in it and no class for 九年一贯制学校, so both are fields of their own.
Source: 《学校（机构）代码管理办法》 and its coding rules, Ministry of Education, 2011.

>>> validate("21 41 012345")
'2141012345'
>>> class_name("2141012345")
'小学'
>>> province("2141012345")
'河南省'
>>> is_valid("214101234")
False
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers import region
from qingyuan.core.identifiers.folding import squeeze
from qingyuan.core.identifiers.invalid import InvalidIdentifier

CLASSES: dict[str, str] = {
    "11": "幼儿园",
    "21": "小学",
    "22": "成人小学",
    "31": "初中",
    "32": "职业初中",
    "33": "成人初中",
    "34": "高中",
    "35": "成人高中",
    "36": "中等职业学校",
    "37": "工读学校",
    "41": "普通高等学校",
    "42": "成人高等学校",
    "51": "特殊教育学校",
    "91": "培养研究生的科研机构",
    "92": "民办的其他高等教育机构",
    "93": "中等职业培训机构",
}
# The corps files its schools by itself although it is no province of GB/T 2260.
_CORPS = "66"

_TEN = re.compile(r"\d{10}")
_NUMBER_CELL = re.compile(r"(\d+)\.0+")


def compact(text: str) -> str:
    """Half width, without spaces, hyphens, or the ".0" of a number cell."""
    squeezed = squeeze(text).replace("-", "")
    cell = _NUMBER_CELL.fullmatch(squeezed)
    return cell[1] if cell else squeezed


def validate(text: str) -> str:
    """The ten digits; raises `InvalidIdentifier`. A class not in `CLASSES` passes."""
    code = compact(text)
    if not _TEN.fullmatch(code):
        count = sum(map(str.isdigit, code))
        raise InvalidIdentifier(
            "unit_code_not_ten_digits",
            f"学校（机构）标识码应为 10 位数字，现在是 {count} 位。请对照教育统计系统核对",
        )
    if code[2:4] not in region.PROVINCES and code[2:4] != _CORPS:
        raise InvalidIdentifier(
            "unit_code_unknown_province",
            f"标识码第 3、4 位“{code[2:4]}”不是省份代码。请对照教育统计系统核对",
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


def class_name(text: str) -> str | None:
    """The Chinese name of the body's class, None for a class added after the rules of 2011."""
    return CLASSES.get(validate(text)[:2])


def province(text: str) -> str:
    """The name of the province that gave the code."""
    code = validate(text)[2:4]
    return "新疆生产建设兵团" if code == _CORPS else region.PROVINCES[code]


def serial(text: str) -> str:
    """The six digits that count within the province."""
    return validate(text)[4:]
