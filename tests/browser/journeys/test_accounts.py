"""Accounts: from the list in Excel to a person who is in, and what happens to posts later."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from tests.browser.looks import PHONE
from tests.browser.person import Person
from tests.browser.second_factor import sets_up_the_second_factor
from tests.browser.sites import Site

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEW_PASSWORD = "qing-shan-lv-shui-2023"


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("cast", QINGYUAN_SECOND_FACTOR="1")


@pytest.fixture(scope="module")
def alices_session() -> list[Any]:
    return []


@pytest.fixture
def alice(person: Callable[..., Person], site: Site, alices_session: list[Any]) -> Person:
    """Signed in, with a second factor, in the first of the journeys; still so in the others."""
    one = person(site)
    if alices_session:
        one.context.add_cookies(alices_session)
        return one
    one.signs_in("alice")
    sets_up_the_second_factor(one)
    alices_session += one.context.cookies()
    return one


def test_units_come_from_a_workbook_after_a_preview(alice: Person) -> None:
    # Given a list of schools, one of them with a county that does not exist
    alice.opens("/units/")
    alice.looks("单位-名录")
    alice.presses("导入")
    alice.looks("导入-上传")
    content = workbook(
        ("单位名称", "上级单位", "标识码", "类型", "区划代码"),
        ("东湖县第三小学", "东湖县教育体育局", "", "学校", ""),
        ("东湖县第四小学", "东湖县教育体育局", "", "学校", ""),
        ("南河县第一小学", "南河县教育体育局", "", "学校", ""),
    )

    # When it is uploaded
    alice.brings("Excel 或 CSV 文件", "单位名录.xlsx", content, XLSX)
    alice.presses("上传，看预览")
    alice.sees("新增")
    alice.page.get_by_text("要写入吗").wait_for()
    alice.looks("导入-预览")

    # Then the good rows go in when she says so, and the bad one is named
    alice.ticks("先跳过它们")
    alice.presses("导入 2 行")
    alice.page.get_by_text("去看看").wait_for()
    alice.looks("导入-结果")
    alice.opens("/units/?q=东湖县第三小学")
    alice.sees("东湖县第三小学")


def test_a_new_account_finds_its_way_in_with_the_slip(
    alice: Person, person: Callable[..., Person], site: Site
) -> None:
    # Given an account for the new administrator of a county
    alice.opens("/units/accounts/")
    alice.looks("账号-列表")
    alice.presses("新建账号")
    alice.fills("单位", "西山县教育体育局")
    alice.fills("姓名", "卫明")
    alice.chooses("角色", "管理员")
    alice.looks("账号-新建")
    alice.presses("建账号，出激活单")

    # Whose slip is printed at once, and never shown again
    alice.sees("只在这一页显示一次", "卫明")
    alice.looks("账号-激活单")
    code = alice.reads(".slip-code .code").strip()
    alice.opens("/units/accounts/?q=卫明")
    alice.presses("卫明")
    alice.sees("未激活")
    alice.looks("账号-岗位")

    # When he scans it on his phone and sets a password
    wei = person(site, PHONE)
    wei.opens(f"/activate/#{code}")
    assert wei.has_written("激活码") == code
    wei.fills("自己设一个密码", NEW_PASSWORD)
    wei.fills("再输一次", NEW_PASSWORD)
    wei.looks("激活-设密码")
    wei.presses("激活账号")
    wei.sees("密码已设好")
    wei.looks("激活-完成")
    username = wei.reads(".code").strip()

    # Then the first sign-in lets him check who he is, and asks for a second factor
    wei.signs_in(username, NEW_PASSWORD)
    wei.sees("西山县教育体育局", "核对无误")
    wei.looks("首次登录-核对")
    wei.presses("核对无误")
    sets_up_the_second_factor(wei, NEW_PASSWORD)
    wei.opens("/")
    wei.sees("西山县教育体育局", "工作台")
    wei.looks()


def test_wrong_passwords_lock_for_a_while(person: Callable[..., Person], site: Site) -> None:
    stranger = person(site, PHONE)
    stranger.signs_in("emma", "bu-dui-de-kouling")
    stranger.sees("还可以试")
    stranger.looks("登录-密码不对")
    for _ in range(4):
        stranger.fills("账号", "emma")
        stranger.fills("密码", "bu-dui-de-kouling")
        stranger.presses("登录")
    stranger.sees("暂时不能登录", "分钟后再试")
    stranger.looks("登录-锁定", status_is_error=True)


def test_a_post_is_handed_over_with_what_is_open(
    alice: Person, person: Callable[..., Person], site: Site
) -> None:
    # Given a reporter who leaves
    alice.opens("/units/accounts/?q=窦朵")
    alice.presses("窦朵")
    alice.presses("交接")
    alice.fills("接手人的姓名", "穆新")
    alice.looks("账号-交接")

    # When the post goes to somebody new
    alice.presses("交接")
    alice.sees("穆新", "激活码")
    alice.looks()

    # Then the old holder sees no more of it
    dora = person(site, PHONE)
    dora.signs_in("dora")
    dora.misses("现在要做")
    dora.looks()


def test_the_second_factor_can_be_looked_after(alice: Person) -> None:
    alice.opens("/account/2fa/")
    alice.looks("双因素-设置")
    alice.presses("查看恢复码")
    alice.looks()
    alice.presses("换一批")
    alice.looks("双因素-换恢复码")
    alice.opens("/account/2fa/totp/deactivate/")
    alice.looks("双因素-停用")
    alice.opens("/account/sessions/")
    alice.looks("登录-在用的设备")
    alice.opens("/account/logout/")
    alice.looks("登录-退出")


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
