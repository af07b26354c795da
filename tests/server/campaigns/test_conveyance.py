from __future__ import annotations

import pytest
from tests.server.campaigns.conveying import issued, make_notice, receipt_of
from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns import coverage
from qingyuan.server.campaigns.actions.acknowledgements import (
    MeetingRecord,
    acknowledge,
    excuse,
    record_meeting,
)
from qingyuan.server.campaigns.actions.notices import (
    revise_notice,
)
from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.campaigns.jobs import fan_out
from qingyuan.server.campaigns.models import (
    Acknowledgement,
    NoticeVersion,
    Receipt,
    Way,
)
from qingyuan.server.organisations.actions.people import RosterEntry, add_people, remove_person
from qingyuan.server.organisations.actions.units import move_unit


@pytest.fixture
def version(cast: Cast) -> NoticeVersion:
    return make_notice(cast)


def test_every_expected_unit_and_every_member_of_staff_is_to_be_reached(
    version: NoticeVersion, cast: Cast
) -> None:
    top = receipt_of(version, cast.city)
    assert (top.units, top.staff, top.staff_reached) == (7, 21, 0)
    assert version.state == NoticeVersion.State.ISSUED
    assert not Receipt.objects.filter(version=version, unit=cast.central).exists()


def test_one_acknowledgement_counts_once_at_every_level(version: NoticeVersion, cast: Cast) -> None:
    one = Acknowledgement.objects.filter(version=version, unit=cast.primary)[0]
    assert acknowledge(acknowledgement=one, way=Way.LINK, at=NOW)
    assert not acknowledge(acknowledgement=one, way=Way.LINK, at=NOW)
    for unit in (cast.primary, cast.donghu, cast.city):
        assert receipt_of(version, unit).staff_reached == 1
    assert receipt_of(version, cast.xishan).staff_reached == 0
    assert list(coverage.disagreements(version)) == []


def test_a_meeting_covers_many_and_leaves_a_sample_to_ask(
    version: NoticeVersion, cast: Cast
) -> None:
    receipt = receipt_of(version, cast.primary)
    present = list(cast.primary.people.values_list("pk", flat=True))
    meeting = record_meeting(
        receipt=receipt,
        meeting=MeetingRecord(title="全体教职工会", held_on=TODAY),
        present=present,
        by=actor(cast.dora),
        at=NOW,
    )
    assert meeting.attended == 3
    assert set(map(int, meeting.sample)) <= set(present)
    assert receipt_of(version, cast.city).staff_reached == 3


def test_a_meeting_cannot_cover_people_of_another_unit(version: NoticeVersion, cast: Cast) -> None:
    stranger = cast.xishan_school.people.all()[0]
    with pytest.raises(Refused):
        record_meeting(
            receipt=receipt_of(version, cast.primary),
            meeting=MeetingRecord(title="会", held_on=TODAY),
            present=[stranger.pk],
            by=actor(cast.dora),
            at=NOW,
        )


def test_a_unit_is_without_gap_when_it_has_signed_and_all_know(
    version: NoticeVersion, cast: Cast
) -> None:
    for one in Acknowledgement.objects.filter(version=version, unit=cast.primary):
        acknowledge(acknowledgement=one, way=Way.CODE, at=NOW)
    assert receipt_of(version, cast.primary).has_gap
    sign_receipt(receipt=receipt_of(version, cast.primary), by=actor(cast.dora), at=NOW)
    assert not receipt_of(version, cast.primary).has_gap
    with pytest.raises(Refused):
        sign_receipt(receipt=receipt_of(version, cast.primary), by=actor(cast.dora), at=NOW)


def test_a_revised_notice_asks_everybody_again(version: NoticeVersion, cast: Cast) -> None:
    one = Acknowledgement.objects.filter(version=version)[0]
    acknowledge(acknowledgement=one, way=Way.LINK, at=NOW)
    revised = revise_notice(
        notice=version.notice, text="新的正文", changes="增加一条", by=actor(cast.alice), at=NOW
    )
    revised = issued(revised, cast.alice)
    assert receipt_of(revised, cast.city).staff_reached == 0
    assert Acknowledgement.objects.get(pk=one.pk).reached_at == NOW
    old = Acknowledgement.objects.filter(version=version, reached_at=None)[0]
    with pytest.raises(Refused):
        acknowledge(acknowledgement=old, way=Way.LINK, at=NOW)


def test_newcomers_are_to_be_reached_and_those_who_left_are_not(
    version: NoticeVersion, cast: Cast
) -> None:
    add_people(unit=cast.middle, entries=[RosterEntry(name="新来的")], by=SYSTEM, at=NOW)
    assert receipt_of(version, cast.city).staff == 22
    remove_person(person=cast.middle.people.all()[0], on=TODAY, by=SYSTEM, at=NOW)
    assert receipt_of(version, cast.city).staff == 21
    assert list(coverage.disagreements(version)) == []


def test_somebody_on_long_leave_is_excused_with_a_reason(
    version: NoticeVersion, cast: Cast
) -> None:
    one = Acknowledgement.objects.filter(version=version, unit=cast.middle)[0]
    with pytest.raises(Refused):
        excuse(acknowledgement=one, reason=" ", by=actor(cast.emma), at=NOW)
    excuse(acknowledgement=one, reason="长期病假", by=actor(cast.emma), at=NOW)
    assert receipt_of(version, cast.donghu).staff == 8
    assert list(coverage.disagreements(version)) == []


def test_counters_follow_a_school_that_moves_to_another_county(
    version: NoticeVersion, cast: Cast
) -> None:
    one = Acknowledgement.objects.filter(version=version, unit=cast.middle)[0]
    acknowledge(acknowledgement=one, way=Way.LINK, at=NOW)
    move_unit(unit=cast.middle, parent=cast.xishan, on=TODAY, by=SYSTEM, at=NOW)
    assert receipt_of(version, cast.xishan).staff_reached == 1
    assert receipt_of(version, cast.donghu).staff_reached == 0
    assert list(coverage.disagreements(version)) == []


def test_running_the_fan_out_again_changes_nothing(version: NoticeVersion) -> None:
    before = Receipt.objects.count(), Acknowledgement.objects.count()
    fan_out.call(version_id=version.pk)
    assert (Receipt.objects.count(), Acknowledgement.objects.count()) == before
