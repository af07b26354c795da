"""Bare digits in a cell of the filing-number column: seven are a number, others an attempt at one.

Only digits that stand alone count. Telephone numbers, dates, counts of users and parts of longer
codes are left alone, each by what stands beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qingyuan.core.identifiers.attempts import LENGTH, Attempt, canonical, length_code, look_codes
from qingyuan.core.identifiers.attempts import repair as repaired
from qingyuan.core.identifiers.region import PROVINCES

if TYPE_CHECKING:
    from collections.abc import Iterator

# Longer text is no cell but an essay, in which lone digits mean nothing.
LONGEST_CELL = 2_000
POLICE_LENGTH = 14

_RUN = re.compile(r"[\dOIL〇○]{5,}+")
_NUMERO = re.compile(r"N *+O *+(?=[.:]? *+\d)")
_OUTSIDE = r"[^\dA-Z一-鿿]*+"
_ONLY_DIGITS = re.compile(rf"{_OUTSIDE}(\d[\d OIL〇○]*\d){_OUTSIDE}号?{_OUTSIDE}")
_THOUSANDS = re.compile(r"(\d,\d{3},\d{3})(?:\.0+)?")
_SCIENTIFIC = re.compile(r"(\d)\.(\d{1,6})0*E\+?0?6")
_POINTED = re.compile(r"(\d\d[-.·_/]\d{5}) *+号?")
_BEFORE_FOREIGN = re.compile(
    r"(?:电话|手机|热线|联系|传真|QQ|群|微信|邮编|客服|咨询|密码|验证码|[账帐学工]号|[账帐]户|身份证|版本"
    r"|代码|标识码|执照|许可证|TEL|PHONE|ISBN|CODE|ID|[日时]期|[量数]|下载|安装|注册)"
    r"[号码为是:#./() -]{0,4}+$"
)
# A digit and a stroke in front: part of 0376-1234567. Behind seven digits it is a list.
_BEFORE_PART = re.compile(r"(?:(?<!\d{6})\d[-./:]|[A-OQ-Z@_]|[A-Z]/|(?<!AP)P)$")
_AFTER_FOREIGN = re.compile(r"[年月元次户个%万亿A-Z@_]|人(?!人)|[-./:](?!\d{7}(?!\d))\d")
_NUMBER_CELL = re.compile(r"\.0+(?!\d)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def locate_folded(raw: str, folded: str) -> Iterator[Attempt]:
    """Attempts among bare digits, police numbers (14 digits) included, with number None."""
    if len(folded) > LONGEST_CELL or not any("0" <= each <= "9" for each in folded):
        return
    folded = _NUMERO.sub(lambda numero: " " * len(numero[0]), folded)
    whole = _whole_cell(raw, folded)
    if whole:
        yield whole
        return
    alone = _ONLY_DIGITS.fullmatch(folded) is not None
    for run in _RUN.finditer(folded):
        if _is_candidate(folded, run, alone=alone):
            yield _attempt(raw, folded, run.start(), run.end(), run[0])


def is_police(attempt: Attempt) -> bool:
    """Fourteen bare digits that begin with a province."""
    return len(attempt.digits) == POLICE_LENGTH and attempt.digits[:2] in PROVINCES


def _whole_cell(raw: str, folded: str) -> Attempt | None:
    """A cell that is one number, broken up by spaces, commas or a spreadsheet's formats."""
    cell = folded.strip(" '\"“”‘’()")
    scientific = _SCIENTIFIC.fullmatch(cell)
    if scientific:
        digits = scientific[1] + scientific[2]
        exact = digits if len(digits) == LENGTH else ""
        return Attempt(0, len(raw), _known(exact), exact or digits, ("number_scientific",))
    match = _THOUSANDS.fullmatch(cell) or _POINTED.fullmatch(cell)
    digits = re.sub(r"\D", "", match[1]) if match else ""
    spaced = None if match else _ONLY_DIGITS.fullmatch(folded)
    if spaced and _is_one_number(spaced[1]):
        digits = repaired(spaced[1])
    return _attempt(raw, folded, 0, len(raw.rstrip()), digits) if digits else None


def _is_one_number(spaced: str) -> bool:
    """Whether digits with spaces between them are one number rather than several."""
    groups = [len(group) for group in spaced.split()]
    if len(groups) == 1:
        return False
    in_sum = sum(groups) in {LENGTH, POLICE_LENGTH} and LENGTH not in groups
    return in_sum or max(groups) < 5


def _is_candidate(folded: str, run: re.Match[str], *, alone: bool) -> bool:
    if sum("0" <= each <= "9" for each in run[0]) < 4:
        return False
    if alone:
        return True
    before = folded[max(0, run.start() - 12) : run.start()]
    if _BEFORE_FOREIGN.search(before) or _BEFORE_PART.search(before):
        return False
    if _AFTER_FOREIGN.match(folded, run.end()) and not _NUMBER_CELL.match(folded, run.end()):
        return False
    return _is_plausible(run[0])


def _is_plausible(digits: str) -> bool:
    """In company, mobile numbers, dates and very long codes are not attempts."""
    if _MOBILE.fullmatch(digits) or _DAY.fullmatch(digits):
        return False
    return len(digits) <= POLICE_LENGTH


def _attempt(raw: str, folded: str, start: int, end: int, written: str) -> Attempt:
    digits = repaired(written)
    number = _known(digits)
    codes = ["number_bare_digits"] if number else [length_code(digits)]
    codes += [
        code
        for code in look_codes(raw[start:end], raw[start:end])
        if code != "number_traditional_hao"
    ]
    after = _NUMBER_CELL.match(folded, end)
    end = after.end() if after else end
    if folded.startswith("号", end):
        end += 1
    return Attempt(start, end, number, digits, tuple(codes))


def _known(digits: str) -> str | None:
    """Bare digits count as a number only behind a province's real code."""
    return canonical(digits) if digits[:2] in PROVINCES else None
