"""The first administrator enters an empty platform."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.person import Person
from tests.browser.second_factor import sets_up_the_second_factor
from tests.browser.sites import Site

PASSWORD = "qing-shan-lv-shui-2023"


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("empty", QINGYUAN_SECOND_FACTOR="1")


def test_the_link_from_the_terminal_leads_to_a_platform_with_an_administrator(
    person: Callable[..., Person], site: Site
) -> None:
    # Given the one-time link that the first start has printed
    first = person(site)
    first.opens(site.facts["set_up"])
    first.looks("开通")

    # When a bureau and its administrator are entered
    first.fills("单位名称", "云溪市教育体育局")
    first.fills("你的姓名", "艾立")
    first.fills("账号", "aili")
    first.fills("密码", PASSWORD)
    first.fills("再输一次密码", PASSWORD)
    first.presses("开通平台")

    # Then the way leads by the second factor to the three steps of a first campaign
    first.page.wait_for_url("**/account/**")
    if "login" in first.page.url:
        first.signs_in("aili", PASSWORD)
    sets_up_the_second_factor(first, PASSWORD)
    first.opens("/")
    first.sees("三步开始第一次行动")
    first.looks("工作台-刚开通")

    # And the link opens nothing any more
    other = person(site)
    other.opens(site.facts["set_up"])
    other.sees("没有这个页面")
