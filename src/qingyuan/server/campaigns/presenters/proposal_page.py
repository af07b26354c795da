"""核对提议: every proposed value beside the sentence that it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form

from qingyuan.server.campaigns.forms.set_up import CampaignForm
from qingyuan.server.campaigns.models import Campaign, Deliverable
from qingyuan.server.campaigns.presenters.marked_text import (
    MarkedText,
    Piece,
    marked_text,
    sources_of,
)
from qingyuan.server.campaigns.presenters.obligations import OBLIGATIONS
from qingyuan.server.campaigns.proposals import Day, ReadNotice, Source, Text, kept_proposal
from qingyuan.server.look.parts import Step, StepState
from qingyuan.server.organisations.models import UnitKind

_STEPS = ("粘贴通知", "核对提议", "确认行动", "冻结名单")
_KINDS = {"cleanup_class": "清理重点", "blanket_rule": "“凡是”", "prohibition": "“不得”"}


def steps_at(current: int) -> tuple[Step, ...]:
    """The way of a new campaign; `current` counts from 0."""
    states = (StepState.DONE, StepState.CURRENT, StepState.AHEAD)
    return tuple(
        Step(label, states[(place > current) - (place < current) + 1])
        for place, label in enumerate(_STEPS)
    )


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a value comes from, for the line below its field."""

    sentence: str
    anchor: str = ""
    clause: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourcedField:
    """A field and its source; without one nothing was found."""

    field: BoundField
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class SourcedRow:
    """A row of a stage or of what is owed."""

    form: Form
    source: SourceNote | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: a gap, two places that disagree."""

    sentence: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ReadOnlyValue:
    """What the notice says and nobody types here: a rule, a form, a requirement."""

    kind: str
    text: str
    source: SourceNote


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The page."""

    fields: tuple[SourcedField, ...]
    remarks: tuple[Remark, ...]
    values: tuple[ReadOnlyValue, ...]
    pieces: tuple[Piece, ...]
    has_contacts: bool


class ProposalPresenter:
    """Builds the page from what was kept; no question to the database."""

    def __init__(self, campaign: Campaign) -> None:
        self._read = kept_proposal(campaign.proposal)
        self._marked = marked_text(campaign.text, sources_of(self._read))

    def page(self, form: CampaignForm) -> ProposalPage:
        """Everything but the rows."""
        read = self._read
        found: dict[str, Text | Day | None] = {
            "name": read.campaign_name,
            "document_title": read.title,
            "document_number": read.document_number,
            "issued_on": read.issued_on,
            "looks_back_to": read.look_back_to,
        }
        return ProposalPage(
            fields=tuple(
                SourcedField(form[name], self._note(value)) for name, value in found.items()
            ),
            remarks=tuple(self._remarks()),
            values=tuple(self._values()),
            pieces=self._marked.pieces,
            has_contacts=read.contacts_present,
        )

    def rows(self, forms: Iterable[Form], remarks: Sequence[str] = ()) -> tuple[SourcedRow, ...]:
        """Rows with the sentence that each carries along."""
        return tuple(
            SourcedRow(form, self._of_sentence(form["sentence"].value()), remark)
            for form, remark in zip(forms, _padded(remarks), strict=False)
        )

    def _note(self, value: Text | Day | None) -> SourceNote | None:
        if value is None:
            return None
        return self._of_source(value.source, value.note)

    def _of_source(self, source: Source, note: str = "") -> SourceNote:
        anchor = self._marked.anchor_of(source)
        return SourceNote(source.sentence, anchor, source.clause, note)

    def _of_sentence(self, sentence: str | None) -> SourceNote | None:
        if not sentence:
            return None
        return SourceNote(sentence, self._marked.by_sentence.get(sentence, ""))

    def _remarks(self) -> Iterable[Remark]:
        for gap in self._read.gaps:
            yield Remark(gap.message, self._marked.anchor_of(gap.source) if gap.source else "")
        for each in self._read.discrepancies:
            source = each.sources[0] if each.sources else None
            yield Remark(each.message, self._marked.anchor_of(source) if source else "")

    def _values(self) -> Iterable[ReadOnlyValue]:
        for each in self._read.requirements:
            if label := OBLIGATIONS.get(each.value):
                yield ReadOnlyValue("要求", label, self._of_source(each.source))
        for form in self._read.forms:
            title = f"附件 {form.number.value} {form.title.value}"
            columns = "、".join(column.value for column in form.columns or form.headings)
            text = f"{title}：{columns}" if columns else title
            yield ReadOnlyValue("表格", text, self._of_source(form.title.source, form.remark))
        for rule in self._read.rules:
            yield ReadOnlyValue(
                _KINDS.get(rule.kind, "规定"), rule.text.value, self._of_source(rule.text.source)
            )


def _padded(remarks: Sequence[str]) -> Iterable[str]:
    yield from remarks
    while True:
        yield ""


def proposed_stages(read: ReadNotice) -> list[dict[str, Any]]:
    """The stages as rows of the form."""
    return [
        {
            "name": stage.name.value,
            "starts_on": stage.starts_on.value if stage.starts_on else None,
            "ends_on": stage.ends_on.value if stage.ends_on else None,
            "sentence": stage.name.source.sentence,
        }
        for stage in read.stages
    ]


def proposed_deliverables(read: ReadNotice) -> list[dict[str, Any]]:
    """What is owed as rows of the form."""
    kinds = set(Deliverable.Kind.values)
    return [
        {
            "name": owed.name.value,
            "kind": owed.kind if owed.kind in kinds else Deliverable.Kind.OTHER,
            "due_on": owed.due_on.value if owed.due_on else None,
            "unit_kinds": _owing([each.value for each in owed.owed_by]),
            "only_direct": True,
            "sentence": owed.name.source.sentence,
        }
        for owed in read.deliverables
    ]


def stage_remarks(read: ReadNotice) -> tuple[str, ...]:
    """What was worked out for each stage: 年份按成文日期推算."""
    return tuple(_notes(stage.starts_on, stage.ends_on) for stage in read.stages)


def owed_remarks(read: ReadNotice) -> tuple[str, ...]:
    """The words of each date, and what was worked out."""
    return tuple(
        "，".join(
            part
            for part in (f"原文写“{owed.due_as_written.value}”", _notes(owed.due_on, *owed.owed_by))
            if part
        )
        for owed in read.deliverables
    )


def _notes(*values: Text | Day | None) -> str:
    return "，".join(dict.fromkeys(value.note for value in values if value and value.note))


def _owing(words: Sequence[str]) -> list[str]:
    """各县区、局直学校 as kinds of units; a person looks at it anyway."""
    text = "".join(words)
    bureaus = [UnitKind.COUNTY, UnitKind.ZONE] if ("县" in text or "区" in text) else []
    schools = [UnitKind.SCHOOL, UnitKind.KINDERGARTEN] if "校" in text or "园" in text else []
    return [str(kind) for kind in (*bureaus, *schools)]


def marked_of(campaign: Campaign) -> MarkedText:
    """The text with its marks, for pages that show nothing else of the proposal."""
    return marked_text(campaign.text, sources_of(kept_proposal(campaign.proposal)))
