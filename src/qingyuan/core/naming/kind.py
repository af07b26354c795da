"""Kind of an app: the words APP, 小程序 and 公众号, however they are written beside a name."""

from __future__ import annotations

import re
from enum import StrEnum


class AppKind(StrEnum):
    """What the thing is; all three are in scope of the notice (APP / 小程序 / 公众号)."""

    APP = "app"
    MINI_PROGRAM = "mini_program"
    OFFICIAL_ACCOUNT = "official_account"


# 企业微信 is a product, not the word 微信 before a kind; 小程序员 is a child who codes.
_WECHAT = r"(?:(?<!企业)微信)?"
_MINI = rf"{_WECHAT}小程序(?!员|设计|开发|编程)版?"
_OFFICIAL = rf"{_WECHAT}(?:公众号|公众[账帐]号|服务号|订阅号)"
# Letters around it make it part of a word (Happy, WhatsApp, Apple); 悦读eduAPP ends in the word.
_APP = (
    r"(?:手机)?(?<![A-Za-z])[Aa][Pp][Pp](?![A-Za-z])(?:版)?"
    r"|(?<=[a-z])(?<!hats)APP(?![A-Za-z])"
)

KIND_WORD = rf"(?:(?P<mini>{_MINI})|(?P<official>{_OFFICIAL})|(?P<app>{_APP}))"
ANY_KIND = rf"(?:{_MINI}|{_OFFICIAL}|{_APP})"

_KIND = re.compile(KIND_WORD)
_KINDS = {
    "mini": AppKind.MINI_PROGRAM,
    "official": AppKind.OFFICIAL_ACCOUNT,
    "app": AppKind.APP,
}


def find_kind(text: str) -> AppKind | None:
    """The kind that the text names first, or None where it names none.

    >>> find_kind("巧考微信小程序"), find_kind("Happy英语")
    (<AppKind.MINI_PROGRAM: 'mini_program'>, None)
    """
    found = _KIND.search(text)
    return _KINDS[found.lastgroup] if found and found.lastgroup else None
