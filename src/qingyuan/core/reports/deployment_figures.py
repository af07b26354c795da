"""What the deployment report (工作部署情况报告, 四.3) says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from qingyuan.core.conveyance.coverage import Coverage

LEADER: Final = "组长"


class Children(StrEnum):
    """What stands after a number of the units below: 40所学校."""

    SCHOOLS = "所学校"
    UNITS = "个单位"

    @property
    def measure(self) -> str:
        """The measure word alone: 40所."""
        return self.value[0]

    @property
    def noun(self) -> str:
        """The noun alone: 学校."""
        return self.value[1:]


@dataclass(frozen=True, slots=True)
class FollowUpDocument:
    """A document that the unit issued to pass the notice on; `number` empty where it has none."""

    title: str
    number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that passed the notice on; `attended` None where nobody counted."""

    name: str
    held_on: date
    attended: int | None = None


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """How far the notice got in one unit below, with all below that one."""

    name: str
    coverage: Coverage

    def unsigned_words(self, measure: str) -> str:
        """The name; where several units stand behind it, with how many have not signed."""
        unsigned = self.coverage.units_unreached
        return self.name if self.coverage.units == 1 else f"{self.name}（{unsigned}{measure}）"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the task force; `contact` is unmasked in this paper and nowhere else."""

    name: str
    post: str
    role: str
    duty: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A published complaint channel: 电话, its number, where it can be read since when."""

    kind: str
    address: str
    published_at: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """How many of the units below have something that each should have, and which do not."""

    expected: int
    present: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentFigures:
    """Everything that the report prints; what is missing is None or empty.

    `document` is the notice's title without 《》, `campaign` the campaign's name.  `children` is
    None for a unit with nothing below it: then `coverage` is of the unit's own staff and the last
    three fields stay empty.  `led_by_head`: whether the 主要负责人 leads the unit's task force;
    `children_led_by_head` counts task forces led so, `not_led_by_head` names the others.
    """

    unit: str
    superior: str
    campaign: str
    document: str
    document_number: str
    made_on: date
    received_on: date | None
    sent_on: date | None
    documents: tuple[FollowUpDocument, ...]
    meetings: tuple[Meeting, ...]
    coverage: Coverage
    members: tuple[Member, ...]
    led_by_head: bool
    channels: tuple[Channel, ...]
    children: Children | None = None
    by_unit: tuple[UnitCoverage, ...] = ()
    task_forces: Expected | None = None
    children_led_by_head: int = 0
    not_led_by_head: tuple[str, ...] = ()
    child_channels: Expected | None = None

    @property
    def leader(self) -> Member | None:
        """The head of the task force (组长)."""
        return next((member for member in self.members if member.role == LEADER), None)
