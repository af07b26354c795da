"""ICP numbers of the Ministry of Industry: sites, apps and mini-programs.

    京 ICP备 14035507 号 -25 A
    |  |     |           |   +-- A: app, X: mini-program, K: quick app; none: web site
    |  |     |           +------ service number, counted per holder; absent for the holder itself
    |  |     +------------------ 8 digits (year + serial) or 10 digits (four-digit year + serial)
    |  +------------------------ 备 filing, 证 licence (6 or 8 digits)
    +--------------------------- province of the holder; Sichuan is 蜀 here

A holder of a telecoms licence has the licence number in front instead: 粤B2-20090059-1626X.
Since 2023 apps must have one too, so "APP备案" alone does not say that the education filing exists.
Source: 《互联网信息服务管理办法》; 工信部信管〔2023〕105号 for apps.

>>> validate("蜀icp备17023824号－1")
'蜀ICP备17023824号-1'
>>> validate("粤B2-20090059-1626x")
'粤B2-20090059-1626X'
>>> kind("京ICP备14035507号-25A").value
'icp_app'
>>> find("站点：粤ICP备 2024341340 号，小程序 粤B2-20090059-1626X")
['粤ICP备2024341340号', '粤B2-20090059-1626X']
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers.folding import fold, squeeze
from qingyuan.core.identifiers.found import Found, numbers
from qingyuan.core.identifiers.invalid import InvalidIdentifier
from qingyuan.core.identifiers.kinds import Kind
from qingyuan.core.identifiers.region import ALL_ABBREVIATIONS

_LICENCE = r"[AB][12](?:[. 、/&]{0,3}+[AB][12]){0,3}+ *+-++ *+\d{8}(?!\d)"
# Eight or ten digits in a row come first: spaces inside are believed only where that makes 8 or 10.
_DIGITS = r"[\dOIL]{8}(?![\dOIL])|\d{10}(?!\d)|\d(?: ?\d){7}(?! ?\d)|\d(?: ?\d){9}(?! ?\d)|\d++"
_SUFFIX = (
    r"(?: *+-++ *+(?P<service>\d{1,4}) *+(?P<letter>[A-Z])?(?![\dA-Z])"
    r"| *+(?P<glued>\d{1,4}[AXK])(?![\dA-Z]))?"
)
_NUMBER = re.compile(
    rf"(?:(?P<province>[{ALL_ABBREVIATIONS}]|合字) *+)?"
    rf"(?:I *+C *+P *+(?P<title>[备证])?+[案号字第编码为是:#.()\[\]【】〔〕“”\"' -]*+"
    rf"(?P<main>{_LICENCE}|{_DIGITS})"
    rf"|(?<![A-Z\d])(?P<licence>{_LICENCE}))"
    rf"(?: *+号)?{_SUFFIX}"
)
_CANONICAL = re.compile(
    rf"[{ALL_ABBREVIATIONS}]ICP备(?:\d{{8}}|\d{{10}})号(?:-\d{{1,4}}[A-Z]?)?"
    rf"|[{ALL_ABBREVIATIONS}]ICP证(?:\d{{6}}|\d{{8}})号(?:-\d{{1,4}}[A-Z]?)?"
    rf"|(?:[{ALL_ABBREVIATIONS}]|合字)?[AB][12](?:\.[AB][12])*-\d{{8}}(?:-\d{{1,4}}[A-Z]?)?"
)
_AS_DIGITS = str.maketrans("OIL", "011")
_CLASSES = re.compile(r"[AB][12]")


def compact(text: str) -> str:
    """The number with uniform letters, hyphens and 号, or the squeezed text if it is none."""
    squeezed = squeeze(text)
    match = _NUMBER.fullmatch(squeezed)
    return _canonical(match) if match else squeezed


def validate(text: str) -> str:
    """The canonical form; raises `InvalidIdentifier`."""
    number = compact(text)
    if not _CANONICAL.fullmatch(number):
        raise InvalidIdentifier(
            "icp_malformed",
            "ICP 备案号应为“省份简称＋ICP备＋8 位或 10 位数字＋号”，请到工信部备案系统核对",
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


def kind(number: str) -> Kind:
    """Site, app or mini-program, by the last letter. Quick apps (K) count as apps."""
    match number[-1:]:
        case "A" | "K":
            return Kind.ICP_APP
        case "X":
            return Kind.ICP_MINI_PROGRAM
        case _:
            return Kind.ICP_SITE


def locate(text: str) -> list[Found]:
    """Every ICP number in the text, also those with a wrong count of digits or no province."""
    return locate_folded(fold(text))


def locate_folded(folded: str) -> list[Found]:
    """`locate` for text that went through `folding.fold`."""
    if "C" not in folded and "-" not in folded:  # neither ICP nor a licence: most cells
        return []
    return [
        Found(match.start(), match.end(), _canonical(match)) for match in _NUMBER.finditer(folded)
    ]


def find(text: str) -> list[str]:
    """The canonical forms of what `locate` finds, each once."""
    return numbers(locate(text))


def _canonical(match: re.Match[str]) -> str:
    province = match["province"] or ""
    main = (match["licence"] or match["main"]).replace(" ", "")
    if "-" in main:
        classes = ".".join(_CLASSES.findall(main))
        head = f"{province}{classes}-{main[-8:]}"
    else:
        digits = main.translate(_AS_DIGITS)
        head = f"{province}ICP{match['title'] or '备'}{digits}号"
    if match["glued"]:
        return f"{head}-{match['glued']}"
    return f"{head}-{match['service']}{match['letter'] or ''}" if match["service"] else head
