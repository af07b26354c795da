"""谁部署、谁清理；谁清理、谁负责 (notice, 二.2)."""

from __future__ import annotations

import re
from functools import lru_cache

from qingyuan.core.rules.facts import Facts, Subject

_BUREAU = re.compile(
    r"(?:教育?(?:体育?|科技|科体|文体)*(?:体育?|科技)*局|教体局|教育(?:行政)?(?:主管)?部门|教育厅|教委|教育部|电教馆|教研室|教育中心|政府|[县市区省]级|县局|市局|区局|上级|省厅)"
)
_SCHOOL = re.compile(r"(?:小学|中学|学校|幼儿园|高中|初中|[一二三四五六七八九十]中|附小|附中)$")
_CENTRAL_SCHOOL = re.compile(r"中心校|中心学校|学区|教办")


@lru_cache(maxsize=16384)
def is_bureau(unit: str) -> bool:
    """Whether a unit is an education authority rather than a school.

    >>> is_bureau("光山县教育体育局"), is_bureau("光山县第一小学")
    (True, False)
    >>> is_bureau("光山县教育局直属第一小学")
    False
    """
    return bool(_BUREAU.search(unit)) and not _SCHOOL.search(unit)


def responsible_unit(facts: Facts) -> str:
    """The unit that cleans up: the one that deployed the app, as far as the forms tell.

    What a form says of who deployed it comes first; then a bureau's own document that promotes
    an app which the school must use; else the school or the promoting unit itself.  A department,
    a teacher or a parents' committee acts for its school.
    """
    if facts.subject is Subject.PROMOTION:
        return facts.unit
    said = facts.deployed_by
    if said and (is_bureau(said) or _CENTRAL_SCHOOL.search(said)):
        return said
    if said is None and facts.ordered_by and facts.requirement == "mandatory":
        return facts.ordered_by
    return facts.unit
