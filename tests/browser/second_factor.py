"""The second factor, as the app on a phone does it."""

from __future__ import annotations

import time

from tests.browser.person import Person
from tests.server.cast import PASSWORD

from qingyuan.cli.site.totp import totp


def sets_up_the_second_factor(person: Person, password: str = PASSWORD) -> str:
    """From the page that asks for it to the recovery codes; gives the secret on the phone."""
    if person.page.get_by_label("密码").count():  # asks once more who it is
        person.looks("双因素-再确认")
        person.fills("密码", password)
        person.presses("确认")
    person.sees("用验证器扫码")
    person.looks("双因素-启用")
    secret = person.reads(".code").strip()
    person.fills("验证码", totp(secret, time.time()))
    person.presses("启用")
    person.sees("恢复码")
    person.looks("双因素-恢复码")
    return secret


def enters_the_code(person: Person, secret: str) -> None:
    """What the app shows next: a code opens the door once."""
    person.fills("验证码", totp(secret, time.time() + 30))
    person.presses("登录")
