from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.server.campaigns.conveying import (
    TITLE,
    acknowledgement_at,
    issued,
    make_notice,
    receipt_of,
)
from tests.server.cast import NOW, SYSTEM, TODAY, Cast, actor

from qingyuan.server.campaigns import coverage, guessing, links
from qingyuan.server.campaigns.actions.acknowledgements import acknowledge, excuse
from qingyuan.server.campaigns.actions.notices import revise_notice
from qingyuan.server.campaigns.models import Acknowledgement, NoticeVersion, QuizResult, Way
from qingyuan.server.evidence.models import Event
from qingyuan.server.organisations.actions.people import RosterEntry, add_people
from qingyuan.server.organisations.models import User

RIGHT = {"without_filing": "0", "without_decision": "2", "charging": "1"}


@pytest.fixture
def version(cast: Cast) -> NoticeVersion:
    return make_notice(cast)


@pytest.fixture(autouse=True)
def _no_misses_from_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def _link(one: Acknowledgement) -> str:
    return reverse("campaigns:personal", args=[links.personal_token(one.pk)])


def _code(version: NoticeVersion, cast: Cast) -> str:
    receipt = receipt_of(version, cast.primary)
    return reverse("campaigns:school_code", args=[links.school_token(receipt.pk)])


def test_a_teacher_reads_and_acknowledges_in_two_taps(version: NoticeVersion, cast: Cast) -> None:
    one = acknowledgement_at(version, cast.primary)
    phone = Client()
    page = phone.get(_link(one)).content.decode()
    assert TITLE in page
    assert "云溪市教育体育局" in page
    assert "我已阅读并知晓" in page
    done = phone.post(_link(one), follow=True)
    assert "已记录，谢谢" in done.content.decode()
    one.refresh_from_db()
    assert (one.way, one.reached_at is not None) == (Way.LINK, True)
    assert receipt_of(version, cast.city).staff_reached == 1


def test_looking_changes_nothing(version: NoticeVersion, cast: Cast) -> None:
    one = acknowledgement_at(version, cast.primary)
    events = Event.objects.count()
    for url in (_link(one), _code(version, cast)):
        Client().get(url)
        Client().head(url)
    one.refresh_from_db()
    assert one.reached_at is None
    assert Event.objects.count() == events


def test_a_press_without_the_forms_token_counts_for_nothing(
    version: NoticeVersion, cast: Cast
) -> None:
    one = acknowledgement_at(version, cast.primary)
    answer = Client(enforce_csrf_checks=True).post(_link(one))
    assert answer.status_code == 403
    one.refresh_from_db()
    assert one.reached_at is None


def test_pressing_twice_counts_once(version: NoticeVersion, cast: Cast) -> None:
    one = acknowledgement_at(version, cast.primary)
    for _ in range(2):
        Client().post(_link(one))
    assert receipt_of(version, cast.city).staff_reached == 1
    assert "你已知晓" in Client().get(_link(one)).content.decode()


@pytest.mark.parametrize("name", ["personal", "school_code", "done", "quiz"])
def test_a_made_up_token_is_a_page_that_is_not_there(
    name: str, version: NoticeVersion, cast: Cast
) -> None:
    one = acknowledgement_at(version, cast.primary)
    nowhere = Client().get("/nowhere/").content
    real = links.personal_token(one.pk)
    other = real[:-2] + ("B" if real[-2] == "A" else "A") + real[-1]  # the last holds two idle bits
    for token in ("x", "AAAAAAAAAAAAAAAAAAAAAAAA", other, "密", links.school_token(9)):
        answer = Client().get(reverse(f"campaigns:{name}", args=[token]))
        assert answer.status_code == 404
        assert answer.content == nowhere


def test_a_school_code_opens_nobodys_personal_page(version: NoticeVersion, cast: Cast) -> None:
    one = acknowledgement_at(version, cast.primary)
    tokens = (links.school_token(one.pk), links.done_token(one.pk))
    for token in tokens:
        assert Client().get(reverse("campaigns:personal", args=[token])).status_code == 404


def test_a_link_of_a_version_that_was_replaced_says_what_to_do(
    version: NoticeVersion, cast: Cast
) -> None:
    one = acknowledgement_at(version, cast.primary)
    code = _code(version, cast)
    second = revise_notice(
        notice=version.notice, text="新", changes="改", by=actor(cast.alice), at=NOW
    )
    issued(second, cast.alice)
    for url in (_link(one), code):
        for answer in (Client().get(url), Client().post(url, {"words": "柳河员工1"})):
            assert answer.status_code == 410
            assert "请向学校要新的链接或扫新的二维码" in answer.content.decode()
    one.refresh_from_db()
    assert one.reached_at is None


def test_somebody_excused_is_told_so(version: NoticeVersion, cast: Cast) -> None:
    one = acknowledgement_at(version, cast.primary)
    excuse(acknowledgement=one, reason="已调离", by=actor(cast.dora), at=NOW)
    assert "你已不在这个单位" in Client().get(_link(one)).content.decode()


def test_the_school_code_takes_a_name_and_the_button(version: NoticeVersion, cast: Cast) -> None:
    answer = Client().post(_code(version, cast), {"words": " 柳河员工１ "}, follow=True)
    page = answer.content.decode()
    assert "已记录，谢谢" in page
    assert "柳河员工1" not in page  # the page after names nobody
    one = Acknowledgement.objects.get(version=version, person__name="柳河员工1")
    assert one.way == Way.CODE


def test_namesakes_are_told_apart_by_number_or_department(
    version: NoticeVersion, cast: Cast
) -> None:
    entries = [
        RosterEntry(name="张敏", number="07", department="语文组"),
        RosterEntry(name="张敏", number="12", department="数学组"),
    ]
    add_people(unit=cast.primary, entries=entries, by=SYSTEM, at=NOW)
    url = _code(version, cast)
    page = Client().post(url, {"words": "张敏"}).content.decode()
    assert "名单里不止一位，请再填工号或部门" in page
    assert "语文组" not in page
    assert 'name="detail"' in page
    answer = Client().post(url, {"words": "张敏", "detail": "数学组"})
    assert answer.status_code == 302
    reached = Acknowledgement.objects.get(version=version, reached_at__isnull=False)
    assert reached.person.number == "12"


def test_who_is_not_on_the_list_learns_what_to_do_and_nothing_else(
    version: NoticeVersion, cast: Cast
) -> None:
    for words in ("柳河", "查无此人", "%", "柳河员工", "西山员工1"):
        page = Client().post(_code(version, cast), {"words": words}).content.decode()
        assert "名单里没有找到" in page
        assert "柳河员工1" not in page
    assert not Acknowledgement.objects.filter(reached_at__isnull=False).exists()


def test_guessing_names_comes_to_an_end(version: NoticeVersion, cast: Cast) -> None:
    url = _code(version, cast)
    for number in range(guessing.MISSES_FROM_ONE_ADDRESS):
        assert Client().post(url, {"words": f"猜{number}"}).status_code == 200
    answer = Client().post(url, {"words": "柳河员工1"})
    assert answer.status_code == 429
    assert "10 分钟后再试" in answer.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.99")
    assert elsewhere.post(url, {"words": "柳河员工1"}).status_code == 302


def test_a_whole_school_behind_one_address_gets_through(version: NoticeVersion, cast: Cast) -> None:
    names = [RosterEntry(name=f"老师{number}") for number in range(60)]
    add_people(unit=cast.primary, entries=names, by=SYSTEM, at=NOW)
    url = _code(version, cast)
    for entry in names:
        assert Client().post(url, {"words": entry.name}).status_code == 302
    assert receipt_of(version, cast.city).staff_reached == 60


def test_three_questions_leave_tallies_and_no_answer(version: NoticeVersion, cast: Cast) -> None:
    one = acknowledgement_at(version, cast.primary)
    phone = Client()
    done = phone.post(_link(one), follow=True)
    assert "不记名" in done.content.decode()
    url = reverse("campaigns:quiz", args=[links.done_token(one.pk)])
    assert "不能，" not in phone.get(url).content.decode()
    page = phone.post(url, {**RIGHT, "charging": "-1"}).content.decode()
    assert "答对 2 题，共 3 题" in page
    assert "不得向学生及家长收取任何费用" in page
    assert phone.post(url, RIGHT).status_code == 409
    for unit in (cast.primary, cast.donghu, cast.city):
        tally = {
            row.question: (row.asked, row.right) for row in QuizResult.objects.filter(unit=unit)
        }
        assert tally == {"without_filing": (1, 1), "without_decision": (1, 1), "charging": (1, 0)}
    assert not QuizResult.objects.filter(unit=cast.xishan).exists()
    assert "答" not in Event.objects.get(deed="campaigns.quiz.taken").sentence


def test_who_has_not_acknowledged_takes_no_quiz(version: NoticeVersion, cast: Cast) -> None:
    one = acknowledgement_at(version, cast.primary)
    url = reverse("campaigns:quiz", args=[links.done_token(one.pk)])
    assert Client().get(url).status_code == 404
    assert (
        Client().get(reverse("campaigns:done", args=[links.done_token(one.pk)])).status_code == 404
    )


def test_a_few_answers_are_not_shown_to_the_bureau(
    version: NoticeVersion, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    def answer(place: int) -> None:
        unit = (cast.primary, cast.middle)[place % 2]
        one = acknowledgement_at(version, unit, place // 2)
        acknowledge(acknowledgement=one, way=Way.LINK, at=NOW)
        url = reverse("campaigns:quiz", args=[links.done_token(one.pk)])
        Client().post(url, RIGHT)

    bob = sign_in(cast.bob)
    url = reverse("campaigns:notice_quiz", args=[version.notice_id])
    for place in range(4):
        answer(place)
    assert "不足 5 人，不显示" in bob.get(url).content.decode()
    assert "100.0%" not in bob.get(url).content.decode()
    answer(4)
    page = bob.get(url).content.decode()
    assert "100.0%" in page
    assert "不足 5 人，不显示" in page  # each school alone still has too few


def test_phone_pages_ask_little_and_set_no_session(
    version: NoticeVersion, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = acknowledgement_at(version, cast.primary)
    with django_assert_max_num_queries(2):
        answer = Client().get(_link(one))
    assert "sessionid" not in answer.cookies
    assert "no-store" in answer.headers["Cache-Control"]


def test_counters_are_right_after_all_of_it(version: NoticeVersion, cast: Cast) -> None:
    for place in range(3):
        Client().post(_link(acknowledgement_at(version, cast.primary, place)))
    late = NOW + timedelta(days=1)
    excuse(
        acknowledgement=acknowledgement_at(version, cast.middle),
        reason="退休",
        by=actor(cast.emma),
        at=late,
    )
    assert list(coverage.disagreements(version)) == []
    assert late.date() >= TODAY
