"""A proposal from a rule pack: the same values as from a notice, with the pack as their source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from qingyuan.core.naming.kind import AppKind
from qingyuan.core.notices.gaps import missing
from qingyuan.core.notices.items import annex_numbers
from qingyuan.core.notices.proposal import (
    Deliverable,
    DeliverableKind,
    Form,
    Gap,
    NoticeProposal,
    Proposed,
    ProposedRule,
    RuleKind,
    Scope,
    Source,
    Stage,
)

if TYPE_CHECKING:
    from qingyuan.core.rules.pack import Deadline, Rule, RulePack

Value = TypeVar("Value")
_KINDS = {
    "deployment": DeliverableKind.DEPLOYMENT_REPORT,
    "report": DeliverableKind.SURVEY_REPORT,
    "summary": DeliverableKind.SUMMARY,
}
_STAGE_ENDS = frozenset({"cleanup"})  # deadlines of a pack on which no paper is due


def proposal_from_pack(pack: RulePack) -> NoticeProposal:
    """The pack's values as a proposal; what a pack does not hold is a gap as in any other."""
    told = _Told(pack)
    deliverables = tuple(
        told.deliverable(key, due) for key, due in pack.deadlines.items() if key not in _STAGE_ENDS
    )
    ends = [due for key, due in pack.deadlines.items() if key in _STAGE_ENDS]
    proposal = NoticeProposal(
        title=told.value(pack.document),
        document_number=told.value(pack.document_number),
        based_on=(),
        issuer=told.value(pack.issuer),
        issued_on=told.value(pack.issued_on),
        addressees=(),
        campaign_name=told.value(pack.title),
        stages=tuple(told.stage(order, due) for order, due in enumerate(ends, start=1)),
        deliverables=deliverables,
        forms=tuple(told.form(number, title) for number, title in pack.annex_titles.items()),
        look_back_to=told.value(pack.looks_back_to),
        scope=Scope(told.app_kinds(), ()),
        rules=tuple(told.rule(rule) for rule in pack.rules),
        requirements=(),
        channels=(),
        contacts_present=False,
        gaps=tuple(gap for each in deliverables for gap in _gaps(each)),
    )
    return replace(proposal, gaps=(*proposal.gaps, *missing(proposal)))


class _Told:
    """Values with the pack as their source."""

    def __init__(self, pack: RulePack) -> None:
        self._pack = pack

    def value(self, value: Value, clause: str = "", sentence: str = "") -> Proposed[Value]:
        where = f"规则包“{self._pack.name}”" + (f"，条款{clause}" if clause else "")
        return Proposed(value, Source(0, 0, 0, sentence or where, clause))

    def stage(self, order: int, due: Deadline) -> Stage:
        name = self.value(due.name, due.clause)
        return Stage(order, name, None, self.value(due.due_on, due.clause))

    def deliverable(self, key: str, due: Deadline) -> Deliverable:
        numbers = [n for n, _, _ in annex_numbers(due.name.replace(" ", ""), 0, len(due.name)) if n]
        return Deliverable(
            _KINDS.get(key, DeliverableKind.OTHER),
            self.value(due.name, due.clause),
            self.value(due.due_on.isoformat(), due.clause),
            self.value(due.due_on, due.clause),
            (),
            (),
            tuple(self.value(number, due.clause) for number in numbers),
        )

    def form(self, number: int, title: str) -> Form:
        return Form(self.value(number), self.value(title))

    def app_kinds(self) -> tuple[Proposed[AppKind], ...]:
        clause = self._pack.scope_clause
        return tuple(
            self.value(kind, clause) for kind in AppKind if kind in self._pack.kinds_in_scope
        )

    def rule(self, rule: Rule) -> ProposedRule:
        blanket = rule.title.startswith("凡")
        kind = RuleKind.BLANKET_RULE if blanket else RuleKind.CLEANUP_CLASS
        return ProposedRule(kind, rule.clause, self.value(rule.title, rule.clause, rule.label))


def _gaps(each: Deliverable) -> list[Gap]:
    name = each.name.value
    return [
        Gap("recipient", f"规则包没有写“{name}”报给谁，请补填", each.name.source),
        Gap("owed_by", f"规则包没有写“{name}”由谁报送，请补填", each.name.source),
    ]
