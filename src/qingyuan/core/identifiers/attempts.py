"""Filing numbers as people write them: a lead such as 教App备案号：, then something like digits.

Works on folded text (see `folding`), so every position is one in the original text. All repeats
are possessive or bounded: time grows with the length of the text and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingyuan.core.identifiers.folding import fold
from qingyuan.core.identifiers.region import ALL_ABBREVIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 7

_MARKS = r"\"'“”‘’「」()\[\]{}<>《》〈〉【】〔〕._·:"
_LEAD = re.compile(
    rf"(?:教[{_MARKS} 育类部厅用型的移动互联网应用程序软件小平台AP*-]{{0,40}}?备"
    rf"|(?<![A-Z])A *+P++ *+P*+[{_MARKS} 的移动应用软件类程序-]*+备)(?![课考忘注用战份])"
    rf"[{_MARKS}案编字号码为是第证书登记类;=,…、/ -]*+(?:NO[.: ]*+)?"
)
# 教APP1100871号: the 备 is forgotten, the digits must be perfect.
_LEAD_WITHOUT_BEI = re.compile(r"教 *+(?:育 *+)?A *+P *+P[第:号. -]*+(?=\d{7}(?!\d))")

_D = r"[\dOIL〇○零一二三四五六七八九]"
_NO_DATE = r"(?! *+[年月])"
_SEVEN = re.compile(rf"\d{{7}}(?!\d){_NO_DATE}")
_SPACED = re.compile(rf"\d(?: *+\d){{6}}(?! *+\d)(?!\.){_NO_DATE}")
_LETTERED = re.compile(rf"{_D}(?: *+{_D}){{6}}(?! *+{_D})(?![A-Z])")
_POINTED = re.compile(r"\d\d[-.·_/]\d{5}(?!\d)|\d,\d{3},\d{3}(?!\d)")
_WRONG = re.compile(r"\d[\d OIL〇○]*+(?=号)|\d++(?! *+[年月])")
_END = re.compile(r"(?:\.0+(?!\d))?+(?:[)\]】〕”’」>》 -]*+号)?")
_CANONICAL_LEADS = frozenset({"教APP备", "教APP備"})

_SIGNS = {
    "number_fullwidth_digits": re.compile(r"[０-９]"),
    "number_inner_punctuation": re.compile(r"[-.·_/,－．／，]"),
    "number_chinese_digit": re.compile(r"[〇○零一二三四五六七八九]"),
    "number_letter_for_digit": re.compile(r"[OoIiLlＯｏＩｉＬｌ]"),
}
_DIGIT_LIKE = frozenset("0123456789OIL〇○零一二三四五六七八九")
_REPAIR = str.maketrans("OIL〇○零一二三四五六七八九", "011000123456789")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a filing number, at `start` to `end` of the text.

    `number` is canonical, or None where it cannot be one; `digits` is what was read of it;
    `codes` are problem codes (see `advice`).
    """

    start: int
    end: int
    number: str | None
    digits: str
    codes: tuple[str, ...] = ()


def canonical(digits: str) -> str | None:
    """The number that seven digits make, None where they cannot."""
    well_formed = len(digits) == LENGTH and "1" <= digits[0] <= "6"
    return f"教APP备{digits}号" if well_formed else None


def repair(written: str) -> str:
    """Digits from what looks like digits.

    >>> repair("11OO87l".upper())
    '1100871'
    """
    return written.replace(" ", "").translate(_REPAIR)


def length_code(digits: str) -> str:
    """The problem of a number that is not canonical."""
    if len(digits) == LENGTH:
        return "number_unknown_province"
    return "number_six_digits" if len(digits) == LENGTH - 1 else "number_wrong_length"


def look_codes(raw: str, digits_raw: str) -> list[str]:
    """Problems of width, spaces and characters in one written number and its digits."""
    codes = []
    if " " in fold(raw).strip():
        codes.append("number_inner_space")
    if not (digits_raw.isascii() and digits_raw.isdecimal()):
        codes += [code for code, sign in _SIGNS.items() if sign.search(digits_raw)]
    if "號" in raw:
        codes.append("number_traditional_hao")
    return codes


def locate(raw: str) -> list[Attempt]:
    """Every attempt in a text, well-formed or not."""
    return list(locate_folded(raw, fold(raw)))


def locate_folded(raw: str, folded: str) -> Iterator[Attempt]:
    """Attempts in folded text; `raw` is the same text as it was written.

    Of several leads without any digits only the first is given: one says all.
    """
    position = 0
    promised = False
    while lead := _next_lead(folded, position):
        attempt = _read(raw, folded, lead)
        if attempt is None and not promised and _announces_a_number(lead[0]):
            promised = True
            attempt = Attempt(*lead.span(), None, "", ("number_missing_digits",))
        if attempt:
            yield attempt
        position = attempt.end if attempt else lead.end()


def _next_lead(folded: str, position: int) -> re.Match[str] | None:
    lead = _LEAD.search(folded, position)
    if lead is None:
        return _LEAD_WITHOUT_BEI.search(folded, position)
    return _LEAD_WITHOUT_BEI.search(folded, position, lead.start()) or lead


def _read(raw: str, folded: str, lead: re.Match[str]) -> Attempt | None:
    at = lead.end()
    if folded[at : at + 1] in _DIGIT_LIKE:
        body = _seven(folded, at)
        if body:
            return _read_seven(raw, folded, lead, body)
        wrong = _WRONG.match(folded, at)
        if wrong:
            digits = repair(wrong[0])
            end = _end(folded, wrong.end())
            return Attempt(lead.start(), end, None, digits, (length_code(digits),))
    return None


def _seven(folded: str, at: int) -> re.Match[str] | None:
    return (
        _SEVEN.match(folded, at)
        or _SPACED.match(folded, at)
        or _LETTERED.match(folded, at)
        or _POINTED.match(folded, at)
    )


def _read_seven(raw: str, folded: str, lead: re.Match[str], body: re.Match[str]) -> Attempt:
    digits = re.sub(r"\D", "", repair(body[0]))
    end = _end(folded, body.end())
    start = lead.start()
    codes = look_codes(raw[start:end], raw[body.start() : body.end()])
    if not folded.endswith("号", start, end) and "号" not in lead[0]:
        codes.append("number_missing_hao")
    if not _is_canonical_lead(raw[start : lead.end()]):
        codes.append("number_prefix_written_otherwise")
    if folded.startswith(".0", body.end()):
        codes.append("number_inner_punctuation")
    if _province_before(folded, start):
        codes.append("number_province_before_prefix")
    number = canonical(digits)
    if number is None:
        codes.append(length_code(digits))
    return Attempt(start, end, number, digits, tuple(codes))


def _end(folded: str, at: int) -> int:
    closing = _END.match(folded, at)
    return closing.end() if closing else at


def _is_canonical_lead(lead: str) -> bool:
    if lead in _CANONICAL_LEADS:
        return True
    visible = "".join(character for character in lead if fold(character) != " ")
    return visible in _CANONICAL_LEADS


def _announces_a_number(lead: str) -> bool:
    """教APP备 promises digits; 教APP备案 without 号 or a colon may be a plain noun."""
    lead = lead.replace(" ", "")
    if not lead.startswith("教") or "AP" not in lead:
        return False
    tail = lead.partition("备")[2]
    return not tail.startswith("案") or "号" in tail or ":" in tail


def _province_before(folded: str, start: int) -> bool:
    """A province's sign directly before the lead, as in ICP numbers, and no longer word."""
    if start == 0 or folded[start - 1] not in ALL_ABBREVIATIONS:
        return False
    return start == 1 or not folded[start - 2].isalnum()
