"""The school's way from sign-in to the signed notice with Tab, Enter and Space alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.person import Person
from tests.browser.sites import Site
from tests.server.cast import PASSWORD

MOST_STEPS = 80
# What is focused, what it is called, whether it is on the screen, and whether a ring shows it.
_FOCUSED = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const box = each.getBoundingClientRect();
  const style = getComputedStyle(each);
  const isRinged = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    words: (each.getAttribute("aria-label") || each.innerText || each.value || "").trim(),
    label: each.labels && each.labels[0] ? each.labels[0].innerText.trim() : "",
    isRinged: isRinged || style.boxShadow !== "none",
    isSeen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.fixture(scope="module")
def site(site_with: Callable[..., Site]) -> Site:
    return site_with("running")


def test_from_sign_in_to_the_signed_notice_without_a_mouse(
    person: Callable[..., Person], site: Site
) -> None:
    # Given somebody who has only a keyboard
    dora = person(site)
    dora.opens("/account/login/")

    # When she signs in
    goes_to(dora, "账号")
    dora.page.keyboard.type("dora")
    goes_to(dora, "密码")
    dora.page.keyboard.type(PASSWORD)
    enters(dora, "登录")
    dora.sees("现在要做")

    # Then the first stop on each page leads past the navigation
    dora.page.keyboard.press("Tab")
    assert focused(dora)["words"] == "跳到正文"
    dora.page.keyboard.press("Enter")
    assert dora.page.evaluate("document.activeElement.id") == "main"

    # And what is due is the first thing after it
    enters(dora, "去签收", at_most=3)
    dora.sees("各单位要把本通知传达到")
    enters(dora, "签收", key="Space")
    dora.sees("已签收")


def test_what_is_wrong_takes_the_focus(person: Callable[..., Person], site: Site) -> None:
    # Given a form that is sent off empty
    dora = person(site)
    dora.signs_in("dora")
    dora.opens(site.facts["channel"])
    dora.page.locator("form[method=post]").last.evaluate("form => { form.noValidate = true; }")
    enters(dora, "保存渠道")

    # Then the summary of what is wrong is where the keyboard is, and leads to the field
    summary = dora.page.locator(".error-summary")
    summary.wait_for()
    assert summary.evaluate("each => each === document.activeElement")
    goes_to(dora, "公布在哪里", at_most=3)
    dora.page.keyboard.press("Enter")
    assert focused(dora)["label"].startswith("公布在哪里")
    dora.looks()


def goes_to(person: Person, words: str, *, at_most: int = MOST_STEPS) -> None:
    """Presses Tab until it is there; on the way the focus can always be seen."""
    for _ in range(at_most):
        person.page.keyboard.press("Tab")
        now = focused(person)
        assert now["isSeen"], now
        assert now["isRinged"], now
        if now["words"].startswith(words) or now["label"].startswith(words):
            return
    raise AssertionError(f"{words} cannot be reached within {at_most} steps")


def enters(person: Person, words: str, *, at_most: int = MOST_STEPS, key: str = "Enter") -> None:
    """Goes to a button or link and presses it by key; another page comes."""
    goes_to(person, words, at_most=at_most)
    with person.page.expect_navigation():
        person.page.keyboard.press(key)


def focused(person: Person) -> dict[str, Any]:
    """What the keyboard would act on."""
    found: dict[str, Any] | None = person.page.evaluate(_FOCUSED)
    assert found is not None, "nothing is focused"
    return found
