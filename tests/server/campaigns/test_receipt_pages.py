from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.server.campaigns.conveying import acknowledgement_at, make_notice, receipt_of
from tests.server.cast import NOW, SYSTEM, Cast, make_user

from qingyuan.core.sampling.draw import sample_to_check
from qingyuan.server.campaigns import coverage, links
from qingyuan.server.campaigns.actions.acknowledgements import acknowledge
from qingyuan.server.campaigns.models import Acknowledgement, Meeting, NoticeVersion, Way
from qingyuan.server.organisations.actions.people import RosterEntry, add_people
from qingyuan.server.organisations.models import Role, User

SignIn = Callable[[User], Client]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@pytest.fixture
def version(cast: Cast) -> NoticeVersion:
    return make_notice(cast)


def _url(name: str, version: NoticeVersion, cast: Cast) -> str:
    return reverse(f"campaigns:{name}", args=[receipt_of(version, cast.primary).pk])


def _meeting(**changes: object) -> dict[str, object]:
    return {"title": "教职工会", "held_on": "2023-06-13", "mode": "all_but", **changes}


def test_all_but_the_absent_are_covered_by_one_record(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    absent = acknowledgement_at(version, cast.primary, 2)
    known = acknowledgement_at(version, cast.primary, 0)
    acknowledge(acknowledgement=known, way=Way.LINK, at=NOW)
    answer = sign_in(cast.dora).post(
        _url("meeting", version, cast),
        _meeting(people=[absent.person_id], file=SimpleUploadedFile("签到.png", PNG)),
        follow=True,
    )
    page = answer.content.decode()
    assert "2 人，其中 1 人此前没有传达到" in page
    meeting = Meeting.objects.get()
    assert meeting.file_name == "签到.png"
    absent.refresh_from_db()
    known.refresh_from_db()
    assert (absent.reached_at, known.way) == (None, Way.LINK)
    assert receipt_of(version, cast.city).staff_reached == 2


def test_only_those_ticked_can_be_covered_too(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    one = acknowledgement_at(version, cast.primary, 1)
    url = _url("meeting", version, cast)
    sign_in(cast.dora).post(url, _meeting(mode="only", people=[one.person_id]))
    assert Meeting.objects.get().attended == 1
    answer = sign_in(cast.dora).post(url, _meeting(mode="only"))
    assert "请选出到会的人" in answer.content.decode()


def test_a_stranger_on_the_list_is_refused(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    stranger = acknowledgement_at(version, cast.middle)
    answer = sign_in(cast.dora).post(
        _url("meeting", version, cast), _meeting(mode="only", people=[stranger.person_id])
    )
    assert "不在可选项里" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_school_of_two_thousand_records_its_meeting(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    names = [RosterEntry(name=f"老师{number}") for number in range(2_000)]
    add_people(unit=cast.primary, entries=names, by=SYSTEM, at=NOW)
    sign_in(cast.dora).post(_url("meeting", version, cast), _meeting())
    assert receipt_of(version, cast.city).staff_reached == 2_003


def test_anybody_in_scope_can_draw_the_sample_again(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(cast.dora).post(_url("meeting", version, cast), _meeting())
    meeting = Meeting.objects.get()
    present = [str(pk) for pk in cast.primary.people.values_list("pk", flat=True)]
    assert meeting.sample == list(sample_to_check(present, 5, meeting.sample_seed))
    url = reverse("campaigns:meeting_page", args=[meeting.pk])
    page = sign_in(cast.bob).get(url).content.decode()
    assert meeting.sample_seed in page
    assert "柳河员工1" in page
    assert sign_in(cast.charlie).get(url).status_code == 404


def test_an_excused_person_counts_no_more_and_the_reason_stays(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    one = acknowledgement_at(version, cast.primary)
    url = reverse("campaigns:excuse", args=[one.pk])
    dora = sign_in(cast.dora)
    assert "请填写这一项" in dora.post(url, {"reason": ""}).content.decode()
    dora.post(url, {"reason": "长期病假"})
    assert receipt_of(version, cast.city).staff == 20
    page = dora.get(_url("receipt", version, cast) + "?show=excused").content.decode()
    assert "长期病假" in page
    assert "已经传达到，或已登记过原因" in dora.post(url, {"reason": "又"}).content.decode()


@pytest.mark.parametrize("name", ["poster", "personal_links", "personal_slips", "meeting"])
def test_codes_and_links_are_for_the_unit_itself(
    name: str, version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    url = _url(name, version, cast)
    assert sign_in(cast.dora).get(url).status_code == 200
    for user in (cast.alice, cast.bob, cast.frank):
        assert sign_in(user).get(url).status_code == 409
    for user in (cast.charlie, cast.emma):
        assert sign_in(user).get(url).status_code == 404
    looker = make_user("hank", "韩克", cast.primary, Role.READ_ONLY)
    assert sign_in(looker).get(url).status_code == 409


def test_links_are_listed_until_they_are_not_needed(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    one = acknowledgement_at(version, cast.primary)
    dora = sign_in(cast.dora)
    page = dora.get(_url("personal_links", version, cast)).content.decode()
    assert f"/t/{links.personal_token(one.pk)}/" in page
    acknowledge(acknowledgement=one, way=Way.LINK, at=NOW)
    page = dora.get(_url("personal_links", version, cast)).content.decode()
    assert links.personal_token(one.pk) not in page


def test_the_poster_carries_the_schools_code(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    page = sign_in(cast.dora).get(_url("poster", version, cast)).content.decode()
    token = links.school_token(receipt_of(version, cast.primary).pk)
    assert f"/s/{token}/" in page
    assert "<svg" in page


def test_the_county_sees_the_people_but_does_nothing_for_them(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    page = sign_in(cast.bob).get(_url("receipt", version, cast)).content.decode()
    assert "柳河员工1" in page
    assert "登记会议签到" not in page
    assert "不需传达</a>" not in page
    one = acknowledgement_at(version, cast.primary)
    url = reverse("campaigns:excuse", args=[one.pk])
    assert sign_in(cast.bob).post(url, {"reason": "代办"}).status_code == 409
    assert sign_in(cast.charlie).post(url, {"reason": "代办"}).status_code == 404
    assert not Acknowledgement.objects.exclude(excused="").exists()


def test_the_history_is_seen_by_those_who_may(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(cast.dora).post(_url("sign", version, cast))
    url = _url("receipt_history", version, cast)
    assert "窦朵" in sign_in(cast.bob).get(url).content.decode()
    assert sign_in(cast.dora).get(url).status_code == 409  # a reporter's post does not see it
    assert sign_in(cast.charlie).get(url).status_code == 404


def test_a_page_of_people_asks_ten_questions_at_most(
    version: NoticeVersion,
    cast: Cast,
    sign_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    dora = sign_in(cast.dora)
    dora.post(_url("meeting", version, cast), _meeting())
    pages = [_url(name, version, cast) for name in ("receipt", "personal_links", "meeting")]
    pages.append(reverse("campaigns:meeting_page", args=[Meeting.objects.get().pk]))
    for url in pages:
        dora.get(url)
        with django_assert_max_num_queries(10):
            assert dora.get(url).status_code == 200


def test_nothing_is_recorded_on_a_version_that_is_still_going_out(
    version: NoticeVersion, cast: Cast, sign_in: SignIn
) -> None:
    NoticeVersion.objects.filter(pk=version.pk).update(state=NoticeVersion.State.ISSUING)
    answer = sign_in(cast.dora).post(_url("meeting", version, cast), _meeting())
    assert "通知正在下发" in answer.content.decode()
    assert not Meeting.objects.exists()
    assert list(coverage.disagreements(version)) == []
