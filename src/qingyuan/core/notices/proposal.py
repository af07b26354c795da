"""What a notice is taken to say: values for a person to confirm, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from qingyuan.core.naming.kind import AppKind

Value_co = TypeVar("Value_co", covariant=True)


class Confidence(StrEnum):
    """Whether the notice says it, or it was worked out from what the notice says."""

    STATED = "stated"
    INFERRED = "inferred"


class DeliverableKind(StrEnum):
    """部署情况、排查清理报告、总结、统计表、其他."""

    DEPLOYMENT_REPORT = "deployment_report"
    SURVEY_REPORT = "survey_report"
    SUMMARY = "summary"
    FORM = "form"
    OTHER = "other"


class RuleKind(StrEnum):
    """清理重点的一类、一个“凡是”、一句“不得”."""

    CLEANUP_CLASS = "cleanup_class"
    BLANKET_RULE = "blanket_rule"
    PROHIBITION = "prohibition"


class SchoolLevel(StrEnum):
    """Which schools a notice names."""

    KINDERGARTEN = "kindergarten"
    PRIMARY_AND_SECONDARY = "primary_and_secondary"
    VOCATIONAL = "vocational"
    SPECIAL = "special"
    TRAINING_INSTITUTION = "training_institution"


class Channel(StrEnum):
    """How papers are to be sent; never the address."""

    PAPER = "paper"
    EMAIL = "email"
    PLATFORM = "platform"


class Requirement(StrEnum):
    """What units must do beside handing in papers, as far as it can be checked."""

    TASK_FORCE = "task_force"
    LED_BY_HEAD = "led_by_head"
    EVERY_SCHOOL = "every_school"
    EVERY_STAFF_MEMBER = "every_staff_member"
    ISSUE_DOCUMENTS = "issue_documents"
    HOLD_MEETINGS = "hold_meetings"
    COMPLAINT_CHANNEL = "complaint_channel"
    INSPECT = "inspect"
    INTERVIEW = "interview"
    LEDGER = "ledger"
    SELECTION_RULES = "selection_rules"
    CLEARANCE = "clearance"
    NIL_RETURN = "nil_return"
    CRITICISM = "criticism"
    VETO = "veto"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from.

    `text[start:end]` of the text as pasted holds the value; `sentence` is the sentence around it
    without spaces and line breaks, addresses and telephone numbers masked.  `paragraph` counts
    from 1; it is 0, and the place empty, for what comes from a rule pack.
    """

    paragraph: int
    start: int
    end: int
    sentence: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Proposed(Generic[Value_co]):
    """A value, where it stands, and how sure that is; `note` says in Chinese what was inferred."""

    value: Value_co
    source: Source
    confidence: Confidence = Confidence.STATED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """阶段: a window of the campaign; either end may be open. `ordinal` counts from 1."""

    ordinal: int
    name: Proposed[str]
    starts_on: Proposed[date] | None
    ends_on: Proposed[date] | None
    tasks: tuple[Proposed[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Deliverable:
    """报送材料: what is owed by whom, to whom.

    `due_on` is the last day that is in time, None where the words (`due_as_written`) name no day:
    通知印发后5个工作日内.
    """

    kind: DeliverableKind
    name: Proposed[str]
    due_as_written: Proposed[str]
    due_on: Proposed[date] | None
    recipients: tuple[Proposed[str], ...]
    owed_by: tuple[Proposed[str], ...]
    annexes: tuple[Proposed[int], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """附件: a table with its columns as written, or a template with its headings.

    `is_stamped` is whether a line for the reporting unit and its seal stands above the table,
    `has_unit_column` whether a column names the school or unit of each row; `remark` says in
    Chinese what follows where a table has only one of the two.
    """

    number: Proposed[int]
    title: Proposed[str]
    columns: tuple[Proposed[str], ...] = ()
    headings: tuple[Proposed[str], ...] = ()
    notes: tuple[Proposed[str], ...] = ()
    is_stamped: bool = False
    has_unit_column: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """范围: the kinds of apps and the levels of schools."""

    app_kinds: tuple[Proposed[AppKind], ...]
    school_levels: tuple[Proposed[SchoolLevel], ...]


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """A class to clean up, or something that must not be; its clause is in the source."""

    kind: RuleKind
    clause: str
    text: Proposed[str]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two places of one notice that say different things, by what they are about."""

    code: str
    message: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What was not found or cannot be settled, by its code, and what to do about it."""

    code: str
    message: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class NoticeProposal:
    """All that a notice is taken to say. What is None or empty has an entry in `gaps`.

    `based_on` are the superior's documents that the notice cites; `contacts_present` says that
    the text names contacts, which are never copied.
    """

    title: Proposed[str] | None
    document_number: Proposed[str] | None
    based_on: tuple[Proposed[str], ...]
    issuer: Proposed[str] | None
    issued_on: Proposed[date] | None
    addressees: tuple[Proposed[str], ...]
    campaign_name: Proposed[str] | None
    stages: tuple[Stage, ...]
    deliverables: tuple[Deliverable, ...]
    forms: tuple[Form, ...]
    look_back_to: Proposed[date] | None
    scope: Scope
    rules: tuple[ProposedRule, ...]
    requirements: tuple[Proposed[Requirement], ...]
    channels: tuple[Proposed[Channel], ...]
    contacts_present: bool
    discrepancies: tuple[Discrepancy, ...] = ()
    gaps: tuple[Gap, ...] = ()
