"""What stands on the page before a notice goes out: to how many, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from qingyuan.server.campaigns.actions.notices import expected_units
from qingyuan.server.campaigns.models import NoticeVersion
from qingyuan.server.look.parts import Fact
from qingyuan.server.look.words import thousands


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """To whom it goes."""

    units: int
    people: int
    facts: tuple[Fact, ...]


def issue_plan(version: NoticeVersion) -> IssuePlan:
    """Counts once, before the deed; the head counts stand on the units."""
    expected = expected_units(version.notice)
    units = expected.count()
    people = expected.aggregate(people=Sum("unit__staff_count"))["people"] or 0
    notice = version.notice
    facts = [
        Fact("标题", notice.title),
        Fact("文号", notice.document_number or "（没有）"),
        Fact("下发单位", notice.issuer.name),
        Fact("下发到", f"{thousands(units)} 个单位、名册上的 {thousands(people)} 名教职员工"),
        Fact("附件", version.file_name or "（没有）"),
        Fact("知晓小测", "附三道题，不记名" if version.with_quiz else "不附"),
    ]
    if version.number > 1:
        facts.insert(1, Fact("版本", f"第 {version.number} 版：{version.changes}"))
    return IssuePlan(units, people, tuple(facts))
