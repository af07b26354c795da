"""A school's reporter with nothing but a phone: from 现在要做 to the receipt of the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.looks import PHONE
from tests.browser.person import Person
from tests.browser.sites import Site


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("running")


@pytest.fixture
def dora(person: Callable[..., Person], site: Site) -> Person:
    one = person(site, PHONE)
    one.signs_in("dora")
    return one


def test_the_first_page_says_what_to_do_now_and_the_notice_is_signed(dora: Person) -> None:
    # Given the first page after sign-in
    dora.sees("现在要做", "签收通知")
    dora.looks("工作台-学校")

    # When she does what it says
    dora.presses("去签收")
    dora.sees("各单位要把本通知传达到")
    dora.looks("通知-签收前")
    dora.presses("签收")

    # Then the next thing takes its place
    dora.sees("已签收")
    dora.looks()
    dora.opens("/")
    dora.sees("现在要做")
    dora.looks()


def test_the_roster_is_pasted_and_new_colleagues_are_asked_too(dora: Person, site: Site) -> None:
    # Given a list of names in the clipboard
    dora.opens(site.facts["roster"])
    dora.looks("名单-教职员工")
    dora.presses("粘贴名单")
    dora.fills("粘贴名单", "林一\t1001\t语文组\n林二\t1002\t数学组\n林三")
    dora.looks("名单-粘贴")

    # When she looks who would be added, and adds them
    dora.presses("看会新增谁")
    dora.sees("林一", "林三")
    dora.looks("名单-粘贴预览")
    dora.presses("新增 3 人")

    # Then the three stand among those who still have to be reached
    dora.sees("在岗 6 人")
    dora.opens(site.facts["receipt"])
    dora.sees("林一")
    dora.looks("通知-传达到人")


def test_poster_and_links_are_ready_to_hand_out(dora: Person, site: Site) -> None:
    dora.opens(site.facts["receipt"])
    dora.presses("二维码海报")
    dora.sees("请全体教职员工阅读通知并确认")
    dora.looks("通知-海报")

    dora.opens(site.facts["receipt"])
    dora.presses("个人链接")
    assert dora.link_in("ol input").startswith(site.address)
    dora.looks("通知-个人链接")
    dora.presses("打印确认条")
    dora.looks("通知-确认条")


def test_one_meeting_reaches_everybody_but_those_who_were_away(dora: Person, site: Site) -> None:
    # Given a staff meeting
    dora.opens(site.facts["receipt"])
    dora.presses("登记会议签到")
    dora.fills("会议名称", "全体教职工会")
    dora.fills("地点", "会议室")

    # When she ticks the one who was away
    dora.ticks("林三")
    dora.looks("通知-会议签到")
    dora.presses("登记")

    # Then all others know, and some are drawn to be asked later
    dora.sees("到会")
    dora.looks("通知-会议")
    dora.opens(site.facts["receipt"])
    dora.sees("林三")
    dora.misses("林一")


def test_task_force_and_channel_are_entered(dora: Person, site: Site) -> None:
    # Given no task force yet; the first row is that of the leader
    dora.opens(site.facts["task_force"])
    dora.fills("姓名", "方校长")
    dora.fills("单位职务", "校长")
    dora.fills("联系电话", "0000-1234567")
    dora.looks("专班-填写")

    # When she saves it
    dora.presses("保存名单")
    dora.sees("方校长")
    dora.looks("专班-名单")

    # And enters the channel that hangs at the gate
    dora.opens(site.facts["channel"])
    dora.fills("投诉电话", "0000-7654321")
    dora.fills("公布在哪里", "学校门口公示栏")
    dora.fills("公布日期", "2023-06-13")
    dora.looks("渠道-登记")
    dora.presses("保存渠道")
    dora.sees("学校门口公示栏")
    dora.looks("渠道-已公布")


def test_the_report_writes_itself_and_comes_back_with_a_receipt(dora: Person, site: Site) -> None:
    # Given everything that the report tells has been entered
    dora.opens(site.facts["report"])
    dora.sees("工作部署情况")
    dora.looks("报告-报送前")

    # When she hands it in
    dora.presses("报送给上级")

    # Then it has a number, and waits for the county
    dora.sees("回执号", "待审核")
    dora.looks("报告-已报送")
    dora.presses("打印回执")
    dora.sees("报送回执")
    dora.looks("报告-回执")
    dora.opens("/")
    dora.looks("工作台-学校-报送后")
