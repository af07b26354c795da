"""Judges facts by a rule pack."""

from __future__ import annotations

from dataclasses import dataclass

from qingyuan.core.rules.facts import Facts, Subject
from qingyuan.core.rules.pack import Rule, RulePack
from qingyuan.core.rules.responsible import responsible_unit

_REQUIREMENT = {"recommended": "推荐使用", "mandatory": "强制使用"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: the rule with its clause, who cleans up, and a sentence that says why.

    `problem` is the sentence without who and what, for tables that have columns for these.
    """

    rule: str
    clause: str
    responsible: str
    sentence: str
    problem: str
    measure: str


def evaluate(facts: Facts, pack: RulePack) -> list[Finding]:
    """All breaches, in the pack's order; none for a kind of app outside the campaign's scope."""
    if not pack.in_scope(facts.app_kind):
        return []
    broken = [rule for rule in pack.rules if _is_breach(rule, facts, pack)]
    if not broken:
        return []
    responsible = responsible_unit(facts)
    return [
        Finding(
            rule.id,
            rule.clause,
            responsible,
            _worded(rule.sentence, facts),
            _worded(rule.problem, facts),
            rule.measure,
        )
        for rule in broken
    ]


def _is_breach(rule: Rule, facts: Facts, pack: RulePack) -> bool:
    if rule.education_apps_only and facts.app_name in pack.general_tools:
        return False
    return rule.applies(facts)


def _worded(template: str, facts: Facts) -> str:
    return template.format(
        unit=facts.unit or "（单位不详）",
        app_name=facts.app_name,
        document_name=_quoted_document(facts) if facts.subject is Subject.PROMOTION else "",
        requirement=_REQUIREMENT.get(facts.requirement or "", "推广使用"),
        explanation=facts.explanation,
        act="推广的" if facts.subject is Subject.PROMOTION else "在用的",
    )


def _quoted_document(facts: Facts) -> str:
    name = facts.document_name
    if not name:
        return "文件（活动）中"
    return f"{name}中" if name.startswith("《") else f"《{name}》中"
