from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.server.campaigns.conveying import acknowledgement_at, make_notice, receipt_of
from tests.server.cast import NOW, SYSTEM, Cast, actor

from qingyuan.server.campaigns import coverage, links
from qingyuan.server.campaigns.actions.acknowledgements import acknowledge
from qingyuan.server.campaigns.actions.campaigns import change_expected_unit
from qingyuan.server.campaigns.actions.receipts import sign_receipt
from qingyuan.server.campaigns.models import NoticeVersion, Receipt, Way
from qingyuan.server.organisations.actions.people import RosterEntry, add_people
from qingyuan.server.organisations.actions.units import open_unit
from qingyuan.server.organisations.models import Message, Unit, UnitKind, User

SignIn = Callable[[User], Client]


@pytest.fixture
def version(cast: Cast) -> NoticeVersion:
    return make_notice(cast)


def _change(version: NoticeVersion, unit: Unit, *, is_expected: bool) -> None:
    change_expected_unit(
        campaign=version.notice.campaign,
        unit=unit,
        is_expected=is_expected,
        reason="学校撤并" if not is_expected else "新设",
        by=SYSTEM,
        at=NOW,
    )


def test_a_school_that_is_left_out_stands_in_nobodys_way(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    acknowledge(acknowledgement=acknowledgement_at(version, cast.middle), way=Way.LINK, at=NOW)
    receipt = receipt_of(version, cast.middle)
    _change(version, cast.middle, is_expected=False)
    top = receipt_of(version, cast.city)
    assert (top.units, top.staff, top.staff_reached) == (6, 18, 0)
    assert list(coverage.disagreements(version)) == []
    url = reverse("campaigns:notice_unreached", args=[version.notice_id])
    assert "东湖县第二初级中学" not in sign_in(cast.bob).get(url).content.decode()
    gone = reverse("campaigns:receipt", args=[receipt.pk])
    assert sign_in(cast.emma).get(gone).status_code == 404
    page = sign_in(cast.emma).get(reverse("campaigns:notice", args=[version.notice_id]))
    assert "签收这份通知" not in page.content.decode()


def test_a_late_press_at_a_school_left_out_spoils_no_number(
    version: NoticeVersion, cast: Cast
) -> None:
    one = acknowledgement_at(version, cast.middle)
    _change(version, cast.middle, is_expected=False)
    Client().post(reverse("campaigns:personal", args=[links.personal_token(one.pk)]))
    assert receipt_of(version, cast.city).staff_reached == 0
    assert list(coverage.disagreements(version)) == []


def test_what_it_had_signed_is_there_when_it_comes_back(version: NoticeVersion, cast: Cast) -> None:
    sign_receipt(receipt=receipt_of(version, cast.middle), by=actor(cast.emma), at=NOW)
    acknowledge(acknowledgement=acknowledgement_at(version, cast.middle), way=Way.LINK, at=NOW)
    _change(version, cast.middle, is_expected=False)
    add_people(unit=cast.middle, entries=[RosterEntry(name="新来的")], by=SYSTEM, at=NOW)
    _change(version, cast.middle, is_expected=True)
    receipt = receipt_of(version, cast.middle)
    assert (receipt.signed_by, receipt.own_staff, receipt.own_reached) == ("尹玛", 4, 1)
    top = receipt_of(version, cast.city)
    assert (top.units, top.staff, top.staff_reached) == (7, 22, 1)
    assert list(coverage.disagreements(version)) == []


def test_a_school_that_is_founded_later_gets_the_notice(version: NoticeVersion, cast: Cast) -> None:
    new = open_unit(
        name="东湖县新城小学", kind=UnitKind.SCHOOL, parent=cast.donghu, by=SYSTEM, at=NOW
    )
    add_people(unit=new, entries=[RosterEntry(name="首任教师")], by=SYSTEM, at=NOW)
    assert not Receipt.objects.filter(unit=new).exists()
    for _ in range(2):  # the second time changes nothing
        _change(version, new, is_expected=True)
        assert receipt_of(version, new).own_staff == 1
        assert receipt_of(version, cast.donghu).units == 4
        assert list(coverage.disagreements(version)) == []


def test_schools_hang_under_a_central_school_that_comes_onto_the_list(
    version: NoticeVersion, cast: Cast
) -> None:
    assert receipt_of(version, cast.primary).parent_path == cast.donghu.path
    _change(version, cast.central, is_expected=True)
    assert receipt_of(version, cast.primary).parent_path == cast.central.path
    assert receipt_of(version, cast.central).units == 2
    _change(version, cast.central, is_expected=False)
    assert receipt_of(version, cast.primary).parent_path == cast.donghu.path
    assert list(coverage.disagreements(version)) == []


def test_messages_follow_the_list(version: NoticeVersion, cast: Cast) -> None:
    asked = Message.objects.filter(
        post__unit=cast.middle, done_at=None, topic=f"notice:{version.pk}"
    )
    assert asked.count() == 1
    _change(version, cast.middle, is_expected=False)
    assert asked.count() == 0
    _change(version, cast.middle, is_expected=True)
    assert asked.count() == 1
