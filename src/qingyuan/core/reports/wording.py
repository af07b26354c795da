"""How the papers word what the machine-readable files keep as codes, and the papers' names.

The same words stand in the tables' cells and in the reports' directions for filtering,
so a direction always finds what it names.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANNEX1_FILE: Final = "附件1 涉及APP的文件及活动汇总表.xlsx"
ANNEX2_FILE: Final = "附件2 已推广使用的APP统计汇总表.xlsx"
ANNEX3_FILE: Final = "附件3 排查及清理情况报告.docx"
ANNEX4_FILE: Final = "附件4 排查整治活动总结.docx"
CLEANUP_FILE: Final = "清理清单.xlsx"
PROBLEMS_FILE: Final = "问题清单.xlsx"

REGISTRY_NAME: Final = "名录名称"
"""The column that shows which written names were counted as one app."""
NOT_FOUND: Final = "本地名录未查到，待官网核验"
TO_BE_CONFIRMED: Final = "待核实"
YES: Final = "是"
NO: Final = "否"

VERDICT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "verified": "已查到，名称与备案号一致",
        "withdrawn": "名录标注备案已撤销",
        "offline": "名录标注暂时下线",
        "number_of_another_app": "备案号属于另一APP，待核实",
        "number_not_in_registry": "所填备案号" + NOT_FOUND,
        "number_missing": "名录有备案，漏填备案号",
        "other_kind_of_number": "所填不是教育类APP备案号",
        "malformed_number": "备案号写法有误",
        "unregistered": NOT_FOUND,
    }
)
_REQUIREMENT_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"recommended": "推荐使用", "mandatory": "强制使用"}
)


def verdict_words(verdict: str | None) -> str:
    """Word a verdict; a code that is not ours is shown as it is.

    >>> verdict_words("unregistered")
    '本地名录未查到，待官网核验'
    """
    return VERDICT_WORDS.get(verdict, verdict) if verdict else ""


def requirement_words(requirement: str | None) -> str:
    """Word 推荐使用/强制使用.

    >>> requirement_words("mandatory"), requirement_words(None)
    ('强制使用', '待核实')
    """
    return _REQUIREMENT_WORDS.get(requirement or "", requirement or TO_BE_CONFIRMED)


def yes_no_words(answer: bool | None) -> str:
    """Word an answer; what nobody said is to be confirmed, not a no.

    >>> yes_no_words(True), yes_no_words(False), yes_no_words(None)
    ('是', '否', '待核实')
    """
    if answer is None:
        return TO_BE_CONFIRMED
    return YES if answer else NO


def clause_words(legend: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Word a legend: each clause, and where in the notice it stands.

    >>> clause_words([("二.2(1)", "深度清理第1类")])
    ('二.2(1)指深度清理第1类',)
    """
    return tuple(f"{clause}指{label}" for clause, label in legend)


def date_words(day: date) -> str:
    """Word a date as GB/T 9704 does: Arabic digits, no leading zeros.

    >>> date_words(date(2023, 7, 5))
    '2023年7月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def validity_words(valid_until: str | None) -> str:
    """Word 有效时限: an ISO date, `"none"`, or None; anything else is left as written.

    >>> validity_words("2023-07-05"), validity_words("none"), validity_words(None)
    ('2023年7月5日', '无有效期', '')
    """
    if valid_until is None:
        return ""
    if valid_until == "none":
        return "无有效期"
    try:
        return date_words(date.fromisoformat(valid_until))
    except ValueError:
        return valid_until
