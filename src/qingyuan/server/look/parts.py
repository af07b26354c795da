"""What components show, as plain values; presenters build these, templates lay them out.

Each class belongs to one template in templates/components (or to the frame in base.html).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qingyuan.server.look.tones import Tone


@dataclass(frozen=True, slots=True)
class Platform:
    """What is the same on every page (`platform`; allauth has a `site` of its own)."""

    name: str = "教育移动应用排查整治平台"
    host: str = ""  # 主办单位
    phone: str = ""  # 技术支持电话
    version: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who reads the page, for the band (`reader`); absent before sign-in."""

    unit_name: str
    name: str
    role_name: str = ""
    unread_count: int = 0


@dataclass(frozen=True, slots=True)
class Tab:
    """One of at most seven tabs below the band (`tabs`)."""

    label: str
    url: str
    is_active: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to this page (`crumbs`); the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class CampaignBar:
    """Where the campaign stands (`campaign_bar`); days_left is negative when overdue."""

    stage: str
    due_on: date
    days_left: int
    reported_count: int = 0
    expected_count: int = 0
    url: str = ""

    @property
    def days_over(self) -> int:
        """Days since the deadline."""
        return max(-self.days_left, 0)


class ActionKind(StrEnum):
    """How much a button weighs; a page has one primary action."""

    PRIMARY = "primary"
    OUTLINE = "outline"
    DANGER = "danger"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Action:
    """A link that looks like a button; what changes data is a form, not one of these."""

    label: str
    url: str
    icon: str = ""
    kind: ActionKind = ActionKind.OUTLINE


@dataclass(frozen=True, slots=True)
class NowCard:
    """现在要做: the one thing that is due, with one action."""

    title: str
    text: str
    action: Action
    kind: str = "现在要做"


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the 填报清单; without an address it cannot be started yet, and hint says why."""

    title: str
    hint: str
    status: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A number that is a link to the rows behind it; with part and whole, a bar below it."""

    label: str
    value: str
    note: str = ""
    url: str = ""
    tone: Tone = Tone.PLAIN
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Who did what, when and why, for the history of a record."""

    at: datetime
    by: str
    deed: str
    reason: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A unit and the units below it."""

    label: str
    url: str = ""
    note: str = ""
    status: str = ""
    children: tuple[TreeNode, ...] = ()
    is_open: bool = False


class StepState(StrEnum):
    """How far a step is."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a wizard."""

    label: str
    state: StepState = StepState.AHEAD


@dataclass(frozen=True, slots=True)
class Gap:
    """What is still missing before something can be handed in, and where to add it."""

    text: str
    url: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, with a way to change it."""

    label: str
    value: str
    url: str = ""
    change_word: str = "修改"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a document."""

    name: str
    url: str
    size: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document; level 1 is a heading (一、二、)."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class NoticeText:
    """An official document on the screen."""

    issuer: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    number: str = ""
    addressees: str = ""
    signed_by: str = ""
    issued_on: date | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column; sort_url makes its head a link, sorted is `ascending` or `descending`."""

    title: str
    is_numeric: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text, perhaps as a link, a status tag, or with what is wrong in it."""

    text: str
    url: str = ""
    status: str = ""
    wrong: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows become cards on a phone; the first cell of a row names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    is_tall: bool = False
    hides_caption: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """An activation slip, eight to a sheet; qr_svg comes from the code's own writer."""

    unit_name: str
    person_name: str
    account: str
    code: str
    address: str
    valid_until: date
    qr_svg: str = ""
