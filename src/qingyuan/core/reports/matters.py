"""How both reports say who has to clean up, and how often which problem was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qingyuan.core.reports.wording import verdict_words

if TYPE_CHECKING:
    from qingyuan.core.reports.figures import Annex3Figures, MatterCount

Parts = tuple[str | int, ...]

SEVERAL_MATTERS: Final = "同一条可能涉及几项，各项之和可大于总数。"


def cleaning_units(figures: Annex3Figures) -> Parts:
    """学校30所、教育行政部门1个: the notice's template asks for schools, bureaus stand apart."""
    schools: Parts = ("学校", figures.cleaning_schools, "所")
    if not figures.cleaning_bureaus:
        return schools
    return (*schools, "、教育行政部门", figures.cleaning_bureaus, "个")


def matter_words(matter: MatterCount) -> Parts:
    """The problem with all its clauses, and the number of its rows."""
    return f"{matter.name}（依据通知{'、'.join(matter.clauses)}）", matter.count, "条"


def matter_parts(matter: MatterCount) -> Parts:
    """（其中……） by verdict: what was only not found stays to be confirmed."""
    parts: list[str | int] = []
    for item in matter.by_verdict:
        before = "，" if parts else "（其中"
        parts += [f"{before}{_in_a_list(item.verdict)}的", item.count, "条"]
    return (*parts, "）") if parts else ()


def _in_a_list(verdict: str) -> str:
    """A verdict's words with no comma, which stands between the verdicts here."""
    return verdict_words(verdict).replace("，", "、")
