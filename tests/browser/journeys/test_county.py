"""A county's office: sign, pass on, see who is missing, chase, review."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.looks import PHONE
from tests.browser.person import Person
from tests.browser.sites import Site

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("filed", QINGYUAN_SECOND_FACTOR="0")


@pytest.fixture
def bob(person: Callable[..., Person], site: Site) -> Person:
    one = person(site)
    one.signs_in("bob")
    return one


def test_the_county_signs_and_passes_the_notice_on(bob: Person) -> None:
    # Given the notice of the city
    bob.sees("现在要做")
    bob.looks("工作台-县局")
    bob.presses("去签收")
    bob.presses("签收")
    bob.sees("已签收")

    # When it enters the document by which it passed the notice on
    bob.presses("本单位传达")
    bob.presses("登记文件部署")
    bob.ticks("印发文件")
    bob.fills("文件或会议名称", "东湖县关于转发排查整治通知的通知")
    bob.fills("印发或开会日期", "2023-06-13")
    bob.fills("文号", "东教体〔2023〕21号")
    bob.brings("文件、纪要或照片", "转发通知.pdf", PDF, "application/pdf")
    bob.looks("通知-登记部署")
    bob.presses("登记")

    # Then the document stands with the receipt
    bob.sees("东湖县关于转发排查整治通知的通知", "转发通知.pdf")
    bob.looks("通知-县局传达")


def test_who_is_missing_is_a_list_and_a_text_to_paste(bob: Person, site: Site) -> None:
    # Given the notice's units
    bob.opens(site.facts["notice"])
    bob.looks()
    bob.presses("下级单位")
    bob.sees("东湖县第二初级中学")
    bob.looks("通知-下级单位")

    # When the office asks who has not been reached
    bob.presses("未传达名单")
    bob.sees("东湖县第二初级中学")
    bob.looks("通知-未传达名单")

    # Then the text for the chat group names them, ready to be copied
    bob.presses("催办文字")
    bob.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    bob.looks("通知-催办文字")
    text = bob.reads("textarea")
    assert "东湖县第二初级中学" in text
    bob.touches("复制")
    bob.sees("已复制")
    assert bob.page.evaluate("navigator.clipboard.readText()") == text


def test_a_report_is_returned_with_its_reason_put_right_and_accepted(
    bob: Person, person: Callable[..., Person], site: Site
) -> None:
    # Given a school's report that waits
    bob.opens("/submissions/")
    bob.looks("报告-待审核")
    bob.presses("东湖县第二初级中学")
    bob.sees("待审核")
    bob.looks("报告-审核")

    # When it goes back with a stock reason and a word of the office's own
    bob.ticks("投诉受理渠道没有公布")
    bob.fills("补充说明", "公示栏照片补一张即可")
    bob.presses("退回")
    bob.sees("已退回")

    # Then the school reads the reason where it has to do something, and files again
    emma = person(site, PHONE)
    emma.signs_in("emma")
    emma.sees("上级退回了")
    emma.looks("工作台-学校-退回")
    emma.opens("/submissions/")
    emma.presses("工作部署情况报告")
    emma.sees("投诉受理渠道没有公布")
    emma.presses("改好后重新报送")
    emma.looks("报告-重新报送")
    emma.presses("报送给上级")
    emma.sees("第 2 版")

    # And the county accepts the second version
    bob.opens("/submissions/")
    bob.presses("东湖县第二初级中学")
    bob.presses("通过")
    bob.sees("已通过")
    bob.looks()


def test_messages_and_history_tell_what_happened(bob: Person, site: Site) -> None:
    # Given messages of what came in
    bob.opens("/messages/")
    bob.looks("消息-列表")
    bob.page.locator("a.task-title").first.click()
    bob.sees("全部消息")
    bob.looks("消息-一条")

    # And the record of who did what
    bob.opens("/units/")
    bob.presses("东湖县第二初级中学")
    bob.looks("单位-一个")
    bob.sees("操作记录")


def test_the_leader_reads_one_page(person: Callable[..., Person], site: Site) -> None:
    frank = person(site, PHONE)
    frank.signs_in("frank")
    frank.sees("最需要催的五个单位", "东湖县教育体育局")
    frank.looks("简报")
    frank.opens(site.facts["log"])
    frank.looks("记录-本级")
