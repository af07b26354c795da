"""The pictures of the manual: `make pictures` takes them anew, the tests see that all are there."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.browser.looks import DESKTOP, PHONE, open_context
from tests.browser.sites import Site

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
TAKES_THEM_ANEW = "QINGYUAN_MANUAL_PICTURES"


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen as somebody has it; `height` is where it is cut."""

    name: str
    page: str  # of the manual
    viewer: str
    screen: str
    width: int
    height: int


PICTURES = (
    Picture("激活账号", "第一次登录", "visitor", "organisations:activate", PHONE, 560),
    Picture("学校工作台", "签收和传达通知", "dora", "reporting:home", PHONE, 760),
    Picture("阅读并知晓", "签收和传达通知", "visitor", "campaigns:personal", PHONE, 700),
    Picture("登记会议签到", "签收和传达通知", "dora", "campaigns:meeting", DESKTOP, 1080),
    Picture("填写专班名单", "登记专班", "dora", "campaigns:own_task_force", DESKTOP, 900),
    Picture("登记渠道", "公布投诉渠道", "dora", "campaigns:own_channel", DESKTOP, 1000),
    Picture("部署报告", "报送部署报告", "alice", "campaigns:submission", DESKTOP, 900),
    Picture("单位名录", "管理单位和账号", "alice", "organisations:units", DESKTOP, 560),
    Picture("市局工作台", "管理单位和账号", "alice", "reporting:home", DESKTOP, 860),
)


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("world", QINGYUAN_SECOND_FACTOR="0")


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_the_manual_shows_the_screen(browser: Any, site: Site, picture: Picture) -> None:
    file = MANUAL / "images" / f"{picture.name}.png"
    taken = _take(browser, site, picture)
    if os.environ.get(TAKES_THEM_ANEW):
        file.write_bytes(taken)
    text = (MANUAL / f"{picture.page}.md").read_text("utf-8")
    assert f"](images/{file.name})" in text
    assert file.stat().st_size < 120_000


def _take(browser: Any, site: Site, picture: Picture) -> bytes:
    viewer = next(
        one
        for one in site.facts["viewers"]
        if one["name"] == picture.viewer and picture.screen in one["pages"]
    )
    context = open_context(browser, site.address, width=picture.width)
    if viewer["session"]:
        cookie: Any = {"name": "sessionid", "value": viewer["session"], "url": site.address}
        context.add_cookies([cookie])
    page = context.new_page()
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(site.url(viewer["pages"][picture.screen]))
    page.evaluate("window.stop()")
    taken: bytes = page.screenshot()
    context.close()
    return taken
