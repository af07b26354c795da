"""Numbers of official documents (发文字号).

    教办科技 〔2023〕 203 号
    |        |        +------ running number of the year, Arabic, no 第, no leading zero
    |        +--------------- year, four digits, in hexagonal brackets
    +------------------------ short name of the issuing body (机关代字), kept as written

Offices type whatever bracket the keyboard has, forget one of the two or the 号, write 第 or 056.
Source: GB/T 9704-2012, 7.2.5.

>>> validate("教办科技[2023]第 056号")
'教办科技〔2023〕56号'
>>> find("根据《关于开展排查的通知》（教办科技（２０２３）203 号）和信教体【2023】9号")
['教办科技〔2023〕203号', '信教体〔2023〕9号']
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers.folding import fold
from qingyuan.core.identifiers.found import Found, numbers
from qingyuan.core.identifiers.invalid import InvalidIdentifier

_OPEN = r"[〔\[【〖(<〈《{「『]"
_CLOSE = r"[〕\]】〗)>〉》}」』]"
_YEAR = r"(?P<{0}>(?:1 *+9|2 *+0) *+\d *+\d)"
_TAIL = re.compile(
    rf"(?:{_OPEN} *+{_YEAR.format('year')} *+(?:年 *+)?{_CLOSE}?|{_YEAR.format('half')} *+{_CLOSE})"
    r" *+(?:第 *+)?(?P<serial>\d(?: ?\d){0,5}) *+(?P<hao>号)?"
)
# Without 号 a number is believed only where the text breaks off: "计划（2023）5个" is none.
_BREAK = re.compile(r" *+(?:$|[,;、。:)\]】〕》|的\"”/])")
_ISSUER = re.compile(r"[一-鿿A-Z](?:[一-鿿A-Z ]|\([一-鿿 ]{1,6}\)){0,23} *$")
# Words before the short name in running text. Characters that county names begin with (和政办,
# 将政办) are left out, and two characters must remain for the name itself.
_BEFORE_ISSUER = re.compile(
    r".*(?:根据|依据|按照|遵照|依照|参照|转发|印发|下发|贯彻|落实|执行|文件|文号|编号|字号|通知|意见"
    r"|方案|办法|关于|以及|[及与的见据按是为以由对并在至])(?=(?: *[一-鿿A-Z]){2})"
)
_CANONICAL = re.compile(r"[一-鿿A-Za-zＡ-Ｚａ-ｚ（）()]{1,24}〔(?:19|20)\d\d〕[1-9]\d{0,5}号")


def compact(text: str) -> str:
    """Uniform brackets and 号, no spaces, no leading zeros; text that is no number stays itself."""
    stripped = text.strip()
    for found in locate(stripped, in_text=False):
        if found.start == 0 and found.end == len(stripped):
            return found.number
    return "".join(stripped.split())


def validate(text: str) -> str:
    """The canonical form; raises `InvalidIdentifier`."""
    number = compact(text)
    if not _CANONICAL.fullmatch(number):
        raise InvalidIdentifier(
            "document_number_malformed",
            "文件编号应为“机关代字〔年份〕序号号”，如“教办科技〔2023〕203号”，请对照原文件核对",
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


def find(text: str) -> list[str]:
    """Every document number in running text, canonical, each once."""
    return numbers(locate(text))


def locate(text: str, *, in_text: bool = True) -> list[Found]:
    """Every document number with its position.

    With `in_text` the words of the sentence before the short name (根据, 转发 …) are cut off.
    """
    return locate_folded(text, fold(text), in_text=in_text)


def locate_folded(raw: str, folded: str, *, in_text: bool = True) -> list[Found]:
    """`locate` for text that went through `folding.fold`; `raw` is the same text as written."""
    found = []
    floor = 0
    for tail in _TAIL.finditer(folded):
        if not tail["hao"] and not _BREAK.match(folded, tail.end()):
            continue
        start = _issuer_start(folded, floor, tail.start(), in_text=in_text)
        if start is not None:
            end = tail.end() if tail["hao"] else tail.end("serial")
            issuer = _visible(raw[start : tail.start()])
            found.append(Found(start, end, f"{issuer}{_year_and_serial(tail)}"))
        floor = tail.end()
    return found


def _issuer_start(folded: str, floor: int, end: int, *, in_text: bool) -> int | None:
    floor = max(floor, end - 24)
    before = folded[floor:end]
    # The first match is the longest short name that reaches up to the bracket.
    issuer = _ISSUER.search(before)
    if issuer is None:
        return None
    start = issuer.start()
    lead = _BEFORE_ISSUER.match(before, start) if in_text else None
    if lead:
        start = lead.end()
    elif floor and before[start] in "和、":  # second number of a list
        start += 1
    start += len(before[start:]) - len(before[start:].lstrip())
    return floor + start if before[start:].strip() else None


def _year_and_serial(tail: re.Match[str]) -> str:
    year = (tail["year"] or tail["half"]).replace(" ", "")
    serial = tail["serial"].replace(" ", "").lstrip("0") or "0"
    return f"〔{year}〕{serial}号"


def _visible(text: str) -> str:
    return "".join(character for character in text if fold(character) != " ")
