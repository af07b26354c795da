"""A meeting's record, with the sample that anybody can draw again."""

from __future__ import annotations

from dataclasses import dataclass

from qingyuan.server.campaigns.models import Meeting
from qingyuan.server.look.parts import Fact
from qingyuan.server.look.words import cn_date, cn_moment
from qingyuan.server.organisations.models import Person


@dataclass(frozen=True, slots=True)
class Drawn:
    """Somebody drawn to be asked later; the number is the one that was drawn from."""

    number: int
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """The record."""

    facts: tuple[Fact, ...]
    sample: tuple[Drawn, ...]
    seed: str


def meeting_page(meeting: Meeting) -> MeetingPage:
    """Two questions to the database: how many were fresh, and who was drawn."""
    fresh = meeting.acknowledgements.count()
    facts = (
        Fact("单位", meeting.unit.name),
        Fact("开会日期", cn_date(meeting.held_on)),
        Fact("地点", meeting.place or "（没有填）"),
        Fact("到会", f"{meeting.attended} 人，其中 {fresh} 人此前没有传达到，现在算已知晓"),
        Fact("登记", f"{cn_moment(meeting.recorded_at)} {meeting.recorded_by}"),
        Fact("签到表", meeting.file_name or "没有传，不影响这次登记"),
    )
    return MeetingPage(facts, _sample(meeting), meeting.sample_seed)


def _sample(meeting: Meeting) -> tuple[Drawn, ...]:
    """In the order in which they were drawn."""
    numbers = [int(number) for number in meeting.sample]
    people = Person.objects.in_bulk(numbers)
    return tuple(
        Drawn(number, str(people[number]), people[number].department)
        for number in numbers
        if number in people
    )
