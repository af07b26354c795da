"""Reading and submitting where no script runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser.looks import PHONE
from tests.browser.person import Person
from tests.browser.sites import Site


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("running")


def test_a_school_reads_signs_fills_in_and_submits(
    person: Callable[..., Person], site: Site
) -> None:
    # Given a browser in which scripts are switched off
    dora = person(site, PHONE, java_script_enabled=False)
    dora.signs_in("dora")

    # Then the notice is read and signed
    dora.presses("去签收")
    dora.sees("各单位要把本通知传达到")
    dora.presses("签收")
    dora.sees("已签收")

    # And a list of names pasted
    dora.opens(site.facts["roster"])
    dora.presses("粘贴名单")
    dora.fills("粘贴名单", "林一\n林二")
    dora.presses("看会新增谁")
    dora.presses("新增 2 人")
    dora.sees("在岗 5 人")

    # And the task force, with a row more
    dora.opens(site.facts["task_force"])
    dora.fills("姓名", "方校长")
    dora.presses("再加一行")
    assert dora.has_written("姓名") == "方校长"
    rows = dora.page.locator("fieldset.row-card")
    rows.nth(1).get_by_label("专班职务").select_option(label="成员")
    rows.nth(1).get_by_label("姓名").fill("林一")
    dora.presses("保存名单")
    dora.sees("方校长", "林一")

    # And the channel
    dora.opens(site.facts["channel"])
    dora.fills("投诉电话", "0000-7654321")
    dora.fills("公布在哪里", "学校门口公示栏")
    dora.fills("公布日期", "2023-06-13")
    dora.presses("保存渠道")
    dora.sees("学校门口公示栏")

    # And the report
    dora.opens(site.facts["report"])
    dora.presses("报送给上级")
    dora.sees("回执号", "待审核")


def test_a_teacher_acknowledges(person: Callable[..., Person], site: Site) -> None:
    teacher = person(site, PHONE, java_script_enabled=False)
    teacher.opens(site.facts["personal"])
    teacher.presses("我已阅读并知晓")
    teacher.sees("已记录，谢谢")


def test_theme_and_type_size_are_set(person: Callable[..., Person], site: Site) -> None:
    reader = person(site, PHONE, java_script_enabled=False)
    reader.context.clear_cookies()
    reader.opens("/account/login/")
    reader.presses("深色")
    assert reader.page.locator("html").get_attribute("data-bs-theme") == "dark"
    reader.presses("大字版")
    assert "large" in (reader.page.locator("html").get_attribute("class") or "")
