"""The city's office: from the text of the notice to the number that must become zero."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.browser.person import Person
from tests.browser.second_factor import enters_the_code, sets_up_the_second_factor
from tests.browser.sites import Site

NOTICE = Path(__file__).parents[2] / "samples" / "notices" / "open" / "00-seed.txt"


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("cast", QINGYUAN_SECOND_FACTOR="1")


def test_the_city_starts_a_campaign_and_sees_the_number_of_unreached_fall(
    person: Callable[..., Person], site: Site
) -> None:
    # Given an administrator of the city who signs in with a second factor
    alice = person(site)
    alice.signs_in("alice")
    secret = sets_up_the_second_factor(alice)
    alice.opens("/account/logout/")
    alice.presses("退出登录")
    alice.signs_in("alice")
    alice.looks("登录-验证码")
    enters_the_code(alice, secret)

    # When she pastes the text of the notice
    alice.opens("/campaigns/")
    alice.looks("行动-还没有")
    alice.presses("新建行动")
    alice.fills("粘贴通知全文", NOTICE.read_text("utf-8"))
    alice.looks("行动-粘贴通知")
    alice.presses("读取通知")

    # Then everything in it is proposed, each with its sentence, and nothing stands yet
    alice.sees("核对提议", "通知原文", "还没有生效")
    alice.looks("行动-核对提议")
    alice.presses("保存，去确认")
    alice.sees("确认行动")
    alice.looks("行动-确认")
    alice.presses("确认行动")

    # And she freezes the list of those who are expected, the central school left out with a reason
    alice.sees("已确认")
    alice.ticks("中心校")
    alice.looks("行动-冻结名单")
    alice.presses("冻结名单")
    alice.sees("已冻结")
    alice.looks("行动-应报单位")

    # When she drafts the notice and issues it
    alice.opens("/notices/")
    alice.presses("起草通知")
    alice.fills("标题", "关于开展教育 APP 排查整治活动的通知")
    alice.fills("文号", "云教办〔2023〕56号")
    alice.fills(
        "正文", "各县区教育局：\n现将有关事项通知如下。\n一、总体要求\n传达到每一名教职员工。"
    )
    alice.looks("通知-起草")
    alice.presses("保存并预览")
    alice.sees("这是草稿，别的单位还看不到")
    alice.looks("通知-草稿")
    alice.presses("去下发")
    alice.looks("通知-下发前")
    alice.presses("确认下发")

    # Then the page tells how far it has got, and by itself becomes the notice's own
    alice.page.wait_for_url("**/notices/*/")
    alice.sees("未传达的教职员工")
    alice.looks("通知-进度")
    before = _unreached(alice)
    assert before == 21

    # And the number falls when the first teacher of her own office has read it
    alice.presses("本单位传达")
    alice.looks("通知-本单位传达")
    alice.presses("个人链接")
    link = alice.link_in("ol input")
    teacher = person(site, 390)
    teacher.opens(link)
    teacher.presses("我已阅读并知晓")
    teacher.sees("已记录，谢谢")
    alice.opens("/notices/")
    alice.presses("关于开展教育 APP 排查整治活动的通知")
    assert _unreached(alice) == before - 1
    alice.opens("/")
    alice.sees("云溪市教育体育局", "东湖县教育体育局")
    alice.looks("工作台-市局")


def _unreached(alice: Person) -> int:
    card = alice.page.locator(".figure-card", has_text="未传达的教职员工").first
    return int("".join(filter(str.isdigit, card.locator(".figure-value").inner_text())))
