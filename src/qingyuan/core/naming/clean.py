"""One written name: the name alone and its kind, without what surrounds it in a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from qingyuan.core.naming.kind import ANY_KIND, AppKind, find_kind
from qingyuan.core.naming.marks import without_quotes

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), None)
_WIDTH = {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
}
_FOLD = {**_INVISIBLE, **_WIDTH}
_PLAIN = re.compile(r"[\u4e00-\u9fff]*")

_STORE = r"(?:微信|支付宝|钉钉|QQ|抖音|百度|手机|安卓|苹果)?"
_SEPARATOR = r"[、，,/／和及与+＋&＆\s]"
_KIND_NOTE = re.compile(
    rf"[（(\[［【〔]\s*(?:{_SEPARATOR}*{_STORE}{ANY_KIND}{_SEPARATOR}*)+\s*[）)\]］】〕]"
)
_KIND_IN_NAME = re.compile(
    rf"{ANY_KIND}(?:{_SEPARATOR}+{_STORE}{ANY_KIND})+"
    rf"|(?<=[\u4e00-\u9fff）)])\s*[&＆/／、]\s*{ANY_KIND}"
    rf"|[、，,]\s*{ANY_KIND}(?=\s*[）)、，,])|{ANY_KIND}\s*[、，,]|{ANY_KIND}"
)
_NO_NUMBER_NOTE = re.compile(
    r"[（(\[［【]\s*(?:暂|尚|均|还)?[无未没已有]\w{0,4}备案\w{0,2}\s*[）)\]］】]"
)
# Once the quotes are gone, APP“e贝” would read as one Latin word.
_APP_BEFORE_QUOTE = re.compile(r"(?<![A-Za-z])[Aa][Pp][Pp]\s*([“‘\"'「『《【])")
_LABEL = re.compile(r"^\s*(?:(?:应用|软件|产品|APP|app|App)?名称)\s*[:：]\s*")
_KIND_PREFIX = re.compile(rf"^\s*[（(\[【]?\s*{ANY_KIND}\s*[）)\]】]?\s*[:：]\s*")
_NUMBERING = re.compile(
    r"^\s*(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]"
    r"|\d{1,2}\s*(?:[、)）]|[.．](?!\d))|[①-⑳⑴-⒇⒈-⒛]|第?[一二三四五六七八九十]{1,3}\s*、)\s*"
)
_LEFT_OVER = "-—–_·:： 、，,；;。.|｜/／\t"
_STRAY = "、，,；;。:： \t\r\n"
_SPACES = re.compile(r"\s+")


def visible(cell: str) -> str:
    """The cell with full-width letters and digits folded and invisible characters dropped."""
    return cell if _PLAIN.fullmatch(cell) else cell.translate(_FOLD).strip()


def without_numbering(text: str) -> str:
    """The text without the number of a list item before it.

    >>> [without_numbering(text) for text in ("（1）优化高分", "①优化高分", "100分")]
    ['优化高分', '优化高分', '100分']
    """
    return _NUMBERING.sub("", text, count=1)


def kind_prefix(text: str) -> tuple[AppKind | None, str]:
    """The kind before a colon ("小程序：优化高分"), and what follows it."""
    text = _LABEL.sub("", text)
    found = _KIND_PREFIX.match(text)
    return (find_kind(found.group()), text[found.end() :]) if found else (None, text)


@lru_cache(maxsize=32768)
def clean_name(text: str) -> tuple[str, AppKind | None]:
    """The name alone, and the kind that stands beside it if any; `text` holds one app.

    >>> clean_name("“优化高分” 微信小程序")
    ('优化高分', <AppKind.MINI_PROGRAM: 'mini_program'>)
    >>> clean_name("Happy英语（学生版）")
    ('Happy英语（学生版）', None)
    """
    text = without_numbering(visible(text))
    if _PLAIN.fullmatch(text) and "序" not in text and "号" not in text:
        return text, None
    prefix, text = kind_prefix(text)
    # A word in quotation marks is no less a word: 《优化高分》APP has its kind outside.
    bare = without_quotes(_APP_BEFORE_QUOTE.sub(r"\1", _NO_NUMBER_NOTE.sub("", text)))
    kind = prefix or find_kind(bare)
    if kind is not None:
        bare = _KIND_IN_NAME.sub("", _KIND_NOTE.sub("", bare)).strip(_LEFT_OVER)
    return _SPACES.sub("", bare.strip(_STRAY)), kind
