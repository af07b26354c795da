"""Public-security filing numbers of sites and apps (公网安备).

    京 公网安备 110108 02 035340 号
    |          |      |  +-------- serial
    |          |      +----------- kind of filing
    |          +------------------ county of the police, as in GB/T 2260
    +----------------------------- province; Sichuan is 川 here, 蜀 in ICP numbers

Source: 《计算机信息网络国际联网安全保护管理办法》; the query site beian.mps.gov.cn.

>>> validate("京公网安备 11010802035340号")
'京公网安备11010802035340号'
>>> validate("11010802035340")
'京公网安备11010802035340号'
>>> find("公安备案：川公网安备51010402000123号。")
['川公网安备51010402000123号']
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers.folding import fold, squeeze
from qingyuan.core.identifiers.found import Found, numbers
from qingyuan.core.identifiers.invalid import InvalidIdentifier
from qingyuan.core.identifiers.region import ABBREVIATIONS, ALL_ABBREVIATIONS

_NUMBER = re.compile(
    rf"(?:(?P<province>[{ALL_ABBREVIATIONS}]) *+)?"
    r"公 *+(?:网 *+安|安 *+(?:机关|部|网)?+) *+(?:联网)?+备[案编字号码证为是第:.#()（）“”\"' -]*+"
    r"(?P<digits>\d{14}(?!\d)|\d(?: *+\d){13}(?! *+\d)|\d{9,18}(?!\d))(?: *+号)?"
)
_CANONICAL = re.compile(rf"[{ALL_ABBREVIATIONS}]公网安备\d{{14}}号")
_BARE = re.compile(r"\d{14}")


def compact(text: str) -> str:
    """The number with the province that its digits name where none was written."""
    squeezed = squeeze(text)
    if _BARE.fullmatch(squeezed):
        return _canonical(None, squeezed)
    match = _NUMBER.fullmatch(squeezed)
    return _canonical(match["province"], match["digits"]) if match else squeezed


def validate(text: str) -> str:
    """The canonical form; raises `InvalidIdentifier`."""
    number = compact(text)
    if not _CANONICAL.fullmatch(number):
        raise InvalidIdentifier(
            "police_malformed",
            "公安备案号应为“省份简称＋公网安备＋14 位数字＋号”，请到公安备案网站核对",
        )
    return number


def is_valid(text: str) -> bool:
    """Whether `validate` would return."""
    try:
        validate(text)
    except InvalidIdentifier:
        return False
    return True


def format(text: str) -> str:  # noqa: A001 - the word that python-stdnum uses in every module
    """The number as it is printed, which is its canonical form."""
    return validate(text)


def locate(text: str) -> list[Found]:
    """Every number in the text that follows 公网安备 or 公安备案, also of a wrong length."""
    return locate_folded(fold(text))


def locate_folded(folded: str) -> list[Found]:
    """`locate` for text that went through `folding.fold`."""
    if "公" not in folded:
        return []
    return [
        Found(match.start(), match.end(), _canonical(match["province"], match["digits"]))
        for match in _NUMBER.finditer(folded)
    ]


def find(text: str) -> list[str]:
    """The canonical forms of what `locate` finds, each once."""
    return numbers(locate(text))


def _canonical(province: str | None, digits: str) -> str:
    digits = digits.replace(" ", "")
    return f"{province or ABBREVIATIONS.get(digits[:2], '')}公网安备{digits}号"
