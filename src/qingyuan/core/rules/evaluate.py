"""Judges facts by a rule pack."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

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


class Evaluator:
    """Judges facts by one rule pack.

    A hundred thousand usages differ in few of the facts that rules ask, so which rules a
    combination breaks is worked out once.
    """

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack
        self._asked = attrgetter("subject", "subject", *pack.facts_asked)
        self._known: dict[tuple[object, ...], tuple[Rule, ...]] = {}

    def evaluate(self, facts: Facts) -> list[Finding]:
        """All breaches, in the pack's order; none for a kind of app outside the scope."""
        if not self._pack.in_scope(facts.app_kind):
            return []
        broken = self._broken(facts)
        if not broken:
            return []
        responsible = responsible_unit(facts)
        places = _places(facts)
        return [
            Finding(
                rule.id,
                rule.clause,
                responsible,
                rule.sentence.format_map(places),
                rule.problem.format_map(places),
                rule.measure,
            )
            for rule in broken
        ]

    def _broken(self, facts: Facts) -> tuple[Rule, ...]:
        is_general = facts.app_name in self._pack.general_tools
        key = (is_general, *self._asked(facts))
        broken = self._known.get(key)
        if broken is None:
            broken = tuple(
                rule
                for rule in self._pack.rules
                if rule.applies(facts) and not (is_general and rule.education_apps_only)
            )
            self._known[key] = broken
        return broken


def _places(facts: Facts) -> dict[str, str]:
    promotes = facts.subject is Subject.PROMOTION
    return {
        "unit": facts.unit or "（单位不详）",
        "app_name": facts.app_name,
        "document_name": _quoted_document(facts) if promotes else "",
        "requirement": _REQUIREMENT.get(facts.requirement or "", "推广使用"),
        "explanation": facts.explanation,
        "act": "推广的" if promotes else "在用的",
    }


def _quoted_document(facts: Facts) -> str:
    name = facts.document_name
    if not name:
        return "文件（活动）中"
    return f"{name}中" if name.startswith("《") else f"《{name}》中"
