"""What was read from a notice, as it is kept beside the campaign: JSON in, plain values out.

`core.notices` reads; here its proposal is kept so that later one sees what was proposed then, each
value with the sentence that it came from.  Unknown fields of later versions are passed over.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from qingyuan.core.notices import NoticeProposal


class Source(msgspec.Struct, frozen=True):
    """Where a value comes from; `start` and `end` are places in the text as pasted."""

    paragraph: int = 0
    start: int = 0
    end: int = 0
    sentence: str = ""
    clause: str = ""


class Text(msgspec.Struct, frozen=True):
    """A proposed text, or a member of a closed set by its English name."""

    value: str
    source: Source
    confidence: str = "stated"
    note: str = ""


class Day(msgspec.Struct, frozen=True):
    """A proposed date."""

    value: date
    source: Source
    confidence: str = "stated"
    note: str = ""


class Number(msgspec.Struct, frozen=True):
    """A proposed number."""

    value: int
    source: Source


class ReadStage(msgspec.Struct, frozen=True):
    """阶段."""

    ordinal: int
    name: Text
    starts_on: Day | None = None
    ends_on: Day | None = None
    tasks: tuple[Text, ...] = ()


class ReadDeliverable(msgspec.Struct, frozen=True):
    """报送材料."""

    kind: str
    name: Text
    due_as_written: Text
    due_on: Day | None = None
    recipients: tuple[Text, ...] = ()
    owed_by: tuple[Text, ...] = ()
    annexes: tuple[Number, ...] = ()


class ReadForm(msgspec.Struct, frozen=True):
    """附件: the form as this version of the notice has it."""

    number: Number
    title: Text
    columns: tuple[Text, ...] = ()
    headings: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    remark: str = ""


class ReadRule(msgspec.Struct, frozen=True):
    """清理重点、“凡是”、“不得”."""

    kind: str
    clause: str
    text: Text


class ReadGap(msgspec.Struct, frozen=True):
    """What was not found."""

    code: str
    message: str
    source: Source | None = None


class ReadDiscrepancy(msgspec.Struct, frozen=True):
    """Two places that say different things."""

    code: str
    message: str
    sources: tuple[Source, ...] = ()


class ReadNotice(msgspec.Struct, frozen=True):
    """All of it."""

    title: Text | None = None
    document_number: Text | None = None
    issuer: Text | None = None
    issued_on: Day | None = None
    campaign_name: Text | None = None
    look_back_to: Day | None = None
    addressees: tuple[Text, ...] = ()
    stages: tuple[ReadStage, ...] = ()
    deliverables: tuple[ReadDeliverable, ...] = ()
    forms: tuple[ReadForm, ...] = ()
    rules: tuple[ReadRule, ...] = ()
    requirements: tuple[Text, ...] = ()
    contacts_present: bool = False
    discrepancies: tuple[ReadDiscrepancy, ...] = ()
    gaps: tuple[ReadGap, ...] = ()


def to_keep(proposal: NoticeProposal) -> dict[str, Any]:
    """The proposal as JSON values."""
    kept: dict[str, Any] = msgspec.to_builtins(proposal)
    return kept


def kept_proposal(kept: dict[str, Any]) -> ReadNotice:
    """What was kept; empty where the campaign was written by hand."""
    return msgspec.convert(kept, ReadNotice)
