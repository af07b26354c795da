"""A teacher with a phone and half a minute."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.looks import PHONE
from tests.browser.person import Person
from tests.browser.sites import Site


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("running")


def test_a_personal_link_takes_two_taps(person: Callable[..., Person], site: Site) -> None:
    # Given the link from the chat group
    teacher = person(site, PHONE)

    # When the teacher taps it, reads, and taps the only button
    teacher.opens(site.facts["personal"])
    teacher.sees("老师", "各单位要把本通知传达到")
    teacher.looks("教师-个人链接")
    teacher.presses("我已阅读并知晓")

    # Then nothing else is asked
    teacher.sees("已记录，谢谢")
    teacher.looks("教师-已记录")
    teacher.opens(site.facts["personal"])
    teacher.sees("你已知晓")
    teacher.looks()


def test_the_questions_are_a_choice(person: Callable[..., Person], site: Site) -> None:
    teacher = person(site, PHONE)
    teacher.opens(site.facts["personal"])
    if teacher.page.get_by_role("button", name="我已阅读并知晓").count():
        teacher.presses("我已阅读并知晓")
    else:
        teacher.presses("查看")
    teacher.presses("做小题")
    teacher.looks("教师-小题")
    for question in teacher.page.locator("fieldset").all():
        question.get_by_label("不清楚").check()
    teacher.page.locator("main button[type=submit]").click()
    teacher.sees("应是")
    teacher.looks("教师-小题答案")


def test_the_code_at_the_school_asks_for_a_name(person: Callable[..., Person], site: Site) -> None:
    # Given the poster in the staff room
    teacher = person(site, PHONE)
    teacher.opens(site.facts["school_code"])
    teacher.looks("教师-学校二维码")

    # When a name is not on the list
    teacher.fills("你的姓名或工号", "没有这个人")
    teacher.presses("我已阅读并知晓")

    # Then the page says so, keeps what was typed, and the right name opens
    teacher.looks("教师-名单里没有")
    assert teacher.has_written("你的姓名或工号") == "没有这个人"
    teacher.fills("你的姓名或工号", "柳河员工2")
    teacher.presses("我已阅读并知晓")
    teacher.sees("已记录，谢谢")
