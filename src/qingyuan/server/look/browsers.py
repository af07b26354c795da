"""A browser's self-description in words that its owner recognises."""

from __future__ import annotations

import re

# Each pretends to be those below it, so the first that fits is the one.
_BROWSERS = (
    (r"MicroMessenger/(\d+)", "微信"),
    (r"DingTalk/(\d+)", "钉钉"),
    (r"QQBrowser/(\d+)", "QQ 浏览器"),
    (r"(?:QIHU|360SE|360EE)\D*(\d*)", "360 浏览器"),
    (r"Edg\w*/(\d+)", "Edge"),
    (r"Firefox/(\d+)", "火狐"),
    (r"Chrome/(\d+)", "Chrome 内核"),
    (r"Version/(\d+).*Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows"),
    ("Mac OS", "苹果电脑"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """The browser, its version and the system; what is not known is said to be so.

    >>> browser_words("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/108.0 Safari/537.36")
    'Chrome 内核 108（Windows）'
    >>> browser_words("curl/8.0")
    '其他浏览器'
    """
    system = next((word for mark, word in _SYSTEMS if mark in user_agent), "")
    name = next(filter(None, (_named(mark, word, user_agent) for mark, word in _BROWSERS)), "")
    return (name or "其他浏览器") + (f"（{system}）" if system else "")


def _named(mark: str, word: str, user_agent: str) -> str:
    found = re.search(mark, user_agent)
    return f"{word} {found[1]}".strip() if found else ""
