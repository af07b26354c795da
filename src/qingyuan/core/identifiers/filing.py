"""The education filing number of an app (教育移动互联网应用程序备案).

    教APP备 11 00871 号
            |  +----- serial, five digits
            +-------- province where the provider is registered, first digit 1 to 6

The province is the provider's, not the place of use: Beijing's 11 stands on apps sold all over
the country. A foreign prefix is never an error, and neither is a province not in GB/T 2260.
Source: 《教育移动互联网应用程序备案管理办法》, 教技厅〔2019〕3号; 17 of 17 public examples.

>>> validate("教App备 110 0871 号")
'教APP备1100871号'
>>> validate("教APP备案号：1100871")
'教APP备1100871号'
>>> province("教APP备5100118号")
'四川省'
>>> is_valid("教APP备110213号")
False
>>> find("阳光作业：教APP备1100871号；智慧课堂 教app备1100872。")
['教APP备1100871号', '教APP备1100872号']
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers import attempts, region
from qingyuan.core.identifiers.folding import squeeze
from qingyuan.core.identifiers.found import Found, numbers
from qingyuan.core.identifiers.invalid import InvalidIdentifier

CANONICAL = re.compile(r"教APP备([1-6][0-9])([0-9]{5})号")
_WRITTEN = re.compile(r"(?:教育?类?)?APP备案?(?:编?号)?[:.]?第?([0-9]+)(?:\.0+)?号?")


def compact(text: str) -> str:
    """Prefix and 号 made uniform, width and spaces removed; other text comes back squeezed.

    Digits are not repaired: that is a guess, which `classify` makes and owns up to.
    """
    squeezed = squeeze(text)
    written = _WRITTEN.fullmatch(squeezed)
    return f"教APP备{written[1]}号" if written else squeezed


def validate(text: str) -> str:
    """The canonical form; raises `InvalidIdentifier`."""
    number = compact(text)
    if CANONICAL.fullmatch(number):
        return number
    if not number.startswith("教APP备"):
        raise InvalidIdentifier(
            "number_not_recognised",
            "教育类 APP 备案号应为“教APP备＋7 位数字＋号”，请到官网查询后填写",
        )
    count = sum(map(str.isdigit, number))
    if count != attempts.LENGTH:
        raise InvalidIdentifier(
            "number_wrong_length",
            f"备案号数字部分应为 7 位，现在是 {count} 位，请到官网核对",
        )
    raise InvalidIdentifier(
        "number_unknown_province",
        "备案号前两位应为省份代码（首位 1 至 6），请到官网核对",
    )


def is_valid(text: str) -> bool:
    """Whether `validate` would return."""
    try:
        validate(text)
    except InvalidIdentifier:
        return False
    return True


def format(text: str) -> str:  # noqa: A001 - the word that python-stdnum uses in every module
    """The canonical form; seven bare digits get prefix and 号.

    >>> format("1100871")
    '教APP备1100871号'
    """
    squeezed = squeeze(text)
    bare = len(squeezed) == attempts.LENGTH and squeezed.isdecimal()
    return validate(f"教APP备{squeezed}号" if bare else text)


def province(text: str) -> str | None:
    """The name of the provider's province; None where GB/T 2260 has no such code."""
    return region.PROVINCES.get(validate(text)[5:7])


def locate(text: str) -> list[Found]:
    """Every well-formed number in running text that its prefix makes known as one."""
    return [
        Found(each.start, each.end, each.number) for each in attempts.locate(text) if each.number
    ]


def find(text: str) -> list[str]:
    """The canonical forms of what `locate` finds, each once."""
    return numbers(locate(text))
