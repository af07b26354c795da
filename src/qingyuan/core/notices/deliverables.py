"""Deliverables: the clauses and the table rows that ask for papers, as values with sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qingyuan.core.notices.clauses import Clause, read_clauses, shared_recipients
from qingyuan.core.notices.deadline_rows import read_rows
from qingyuan.core.notices.items import annex_numbers, kind_of
from qingyuan.core.notices.parts import title_key
from qingyuan.core.notices.passage import flatten
from qingyuan.core.notices.proposal import (
    Confidence,
    Deliverable,
    DeliverableKind,
    Form,
    Gap,
    Proposed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingyuan.core.notices.dates import Calendar
    from qingyuan.core.notices.passage import Passage

_NEAR = {
    "recipients": "本句没有写明报送对象，按相邻的句子推定",
    "owed_by": "本句没有写明报送单位，按上文推定",
    "item": "本句没有写明材料名称，按上文推定",
}
_BY_ADDRESSEE = "没有写明由谁报送，按主送单位推定"
_BY_TITLE = "按附件标题与材料名称相合推定"
_ONLY_ANNEX = "只有一个附件，按该附件推定"
_COPY = re.compile(r"(?:(?:纸质|电子|盖章)[版稿件].*|一式.份)$")
_INCLUSIVE = "“前”含当日"


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the notice says, for clauses that leave it out."""

    addressees: tuple[Proposed[str], ...]
    forms: tuple[Form, ...]
    calendar: Calendar


def read_deliverables(
    body: Sequence[Passage], context: Context
) -> tuple[tuple[Deliverable, ...], tuple[Gap, ...]]:
    """What is owed, in the order of the text, and what about it has to be filled in."""
    clauses = [*read_clauses(body, context.calendar), *read_rows(body, context.calendar)]
    shared = _shared(body)
    owed: list[Deliverable] = []
    for passage, clause in sorted(clauses, key=lambda each: (each[0].number, each[1].due.start)):
        deliverable = _deliverable(passage, clause, context, shared)
        if deliverable is not None:
            owed.append(deliverable)
    deliverables = _with_templates(owed, context.forms)
    return deliverables, tuple(gap for each in deliverables for gap in _gaps(each))


def _shared(body: Sequence[Passage]) -> tuple[Proposed[str], ...]:
    for passage in body:
        spans = shared_recipients(passage)
        if spans:
            return tuple(passage.quoted(*span, note=_NEAR["recipients"]) for span in spans)
    return ()


def _deliverable(
    passage: Passage, clause: Clause, context: Context, shared: tuple[Proposed[str], ...]
) -> Deliverable | None:
    name = _name(passage, clause)
    if name is None:
        return None
    recipients = _quoted(passage, clause.recipients, clause, "recipients") or shared
    owed_by = _quoted(passage, clause.owed_by, clause, "owed_by")
    return Deliverable(
        kind_of(flatten(name.value)),
        name,
        passage.quoted(clause.due.start, clause.due.end),
        _due_on(passage, clause),
        recipients,
        owed_by or _inferred_owners(context.addressees),
        _annexes(passage, clause, context.forms),
    )


def _name(passage: Passage, clause: Clause) -> Proposed[str] | None:
    if clause.item is None:
        return None
    return passage.quoted(*clause.item, note=_NEAR["item"] if "item" in clause.notes else "")


def _due_on(passage: Passage, clause: Clause) -> Proposed[date] | None:
    due = clause.due
    if due.day is None:
        return None
    words = passage.flat[due.start : due.end]
    note = "；".join(filter(None, [due.note, _INCLUSIVE if words.endswith("前") else ""]))
    return Proposed(
        due.day,
        passage.source(due.start, due.end),
        Confidence.INFERRED if due.note else Confidence.STATED,
        note,
    )


def _quoted(
    passage: Passage, spans: Sequence[tuple[int, int]], clause: Clause, what: str
) -> tuple[Proposed[str], ...]:
    note = _NEAR[what] if what in clause.notes else ""
    return tuple(passage.quoted(*span, note=note) for span in spans)


def _inferred_owners(addressees: tuple[Proposed[str], ...]) -> tuple[Proposed[str], ...]:
    return tuple(
        Proposed(unit.value, unit.source, Confidence.INFERRED, _BY_ADDRESSEE) for unit in addressees
    )


def _annexes(
    passage: Passage, clause: Clause, forms: tuple[Form, ...]
) -> tuple[Proposed[int], ...]:
    """Annexes that the clause names by number, or by the title of one."""
    spans = [
        (max(clause.due.end, clause.start), clause.end),
        *([clause.item] if clause.item else []),
    ]
    named: dict[int, Proposed[int]] = {}
    for number, start, end in (n for span in spans for n in annex_numbers(passage.flat, *span)):
        single = forms[0].number.value if len(forms) == 1 else 0
        if number or single:
            note = "" if number else _ONLY_ANNEX
            named.setdefault(number or single, passage.proposed(number or single, start, end, note))
    if not named and clause.item:
        item = title_key(passage.flat[slice(*clause.item)])
        for form in forms:
            title = title_key(flatten(form.title.value))
            if title and (title in item or _is_short_for(item, title)):
                named[form.number.value] = passage.proposed(
                    form.number.value, *clause.item, note=_BY_TITLE
                )
    return tuple(named[number] for number in sorted(named))


def _is_short_for(item: str, title: str) -> bool:
    """自查表 for 学习类APP自查表; 登记表 for any 登记表."""
    short = _COPY.sub("", item)
    return 3 <= len(short) <= len(title) and short[-1] in "表单账" and title.endswith(short)


def _with_templates(
    owed: Sequence[Deliverable], forms: tuple[Form, ...]
) -> tuple[Deliverable, ...]:
    """A report's template that no clause names belongs to the report of its kind and name."""
    used = {annex.value for each in owed for annex in each.annexes}
    result = list(owed)
    for form in forms:
        if form.number.value in used or form.columns:
            continue
        kind = kind_of(flatten(form.title.value))
        fitting = [i for i, each in enumerate(result) if each.kind is kind]
        if kind in {DeliverableKind.SUMMARY, DeliverableKind.SURVEY_REPORT} and len(fitting) == 1:
            at = fitting[0]
            result[at] = _with_annex(result[at], form)
    return tuple(result)


def _with_annex(each: Deliverable, form: Form) -> Deliverable:
    annex = Proposed(form.number.value, form.title.source, Confidence.INFERRED, _BY_TITLE)
    annexes = sorted((*each.annexes, annex), key=lambda annex: annex.value)
    return replace(each, annexes=tuple(annexes))


def _gaps(each: Deliverable) -> list[Gap]:
    name = each.name.value
    gaps = []
    if each.due_on is None:
        words = each.due_as_written
        message = f"“{words.value}”不是确定的日期，请补填“{name}”的报送日期"
        gaps.append(Gap("due_on", message, words.source))
    if not each.recipients:
        gaps.append(Gap("recipient", f"没有找到“{name}”报给谁，请补填", each.name.source))
    if not each.owed_by:
        gaps.append(Gap("owed_by", f"没有找到“{name}”由谁报送，请补填", each.name.source))
    return gaps
