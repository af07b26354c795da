"""A campaign's rules as values: scope, windows, deadlines and the classes to clean up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from qingyuan.core.conveyance.quiz import Question
from qingyuan.core.rules.facts import Facts, Subject

FactValue = str | bool | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact (a field of `Facts`) and the values that it may have for the rule to apply."""

    fact: str
    values: frozenset[FactValue]

    def holds(self, facts: Facts) -> bool:
        """Whether the fact is known and has one of the values."""
        return getattr(facts, self.fact) in self.values


@dataclass(frozen=True, slots=True)
class Rule:
    """A class of breaches.

    It applies where every condition of one of its `cases` holds.  `sentence` and the shorter
    `problem` are templates with the names of facts in braces.  `education_apps_only` leaves
    general tools out.  `short` names the problem in reports: rules of one short name are broken
    by the same rows and count as one problem.  `label` says where in the document the clause is.
    """

    id: str
    clause: str
    title: str
    subjects: frozenset[Subject]
    cases: tuple[tuple[Condition, ...], ...]
    sentence: str
    problem: str
    measure: str
    education_apps_only: bool = False
    short: str = ""
    label: str = ""

    @property
    def rests_on_verdict(self) -> bool:
        """Whether the registry's verdict alone decides, so that a breach is as sure as that is."""
        return all(condition.fact == "verdict" for case in self.cases for condition in case)

    def applies(self, facts: Facts) -> bool:
        """Whether the facts are a breach of this rule."""
        if facts.subject not in self.subjects:
            return False
        return any(all(condition.holds(facts) for condition in case) for case in self.cases)


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due when: 第二阶段 clean-up, the report with annexes 1 and 2, the final summary."""

    name: str
    due_on: date
    clause: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """A campaign's rules, with the document that they come from."""

    name: str
    title: str
    document: str
    document_number: str
    issuer: str
    issued_on: date
    looks_back_to: date
    kinds_in_scope: frozenset[str]
    scope_clause: str
    general_tools: frozenset[str]
    rules: tuple[Rule, ...]
    deadlines: dict[str, Deadline] = field(default_factory=dict)
    annex_titles: dict[int, str] = field(default_factory=dict)
    quiz: tuple[Question, ...] = ()

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        """Each clause with the words that say where it stands, for those who read the papers."""
        return tuple({rule.clause: rule.label for rule in self.rules}.items())

    @property
    def facts_asked(self) -> tuple[str, ...]:
        """The facts that any rule's condition looks at: equal ones break equal rules."""
        cases = (case for rule in self.rules for case in rule.cases)
        return tuple(sorted({condition.fact for case in cases for condition in case}))

    def in_scope(self, app_kind: str) -> bool:
        """Whether the campaign deals with this kind of app at all."""
        return app_kind in self.kinds_in_scope
