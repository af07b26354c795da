"""Forms of a name that are compared, never shown: each folds away more of how it was typed.

`exact_key` drops only what typing adds (width, case, spaces, quotation marks, punctuation,
traditional characters). `light_key` also drops words that name no product (APP, 小程序, 官方版,
V3.2.1). `loose_key` also drops the edition (家长端, 学生版) and notes in brackets.
`core_key` also drops a generic ending (平台, 中学版); it is evidence, not identity.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from qingyuan.core.naming.kind import ANY_KIND

if TYPE_CHECKING:
    from collections.abc import Callable

_ORDINARY = re.compile(r"[\u4e00-\u9fff0-9a-z]*")
_TYPED = re.compile(r"[^\w+]|_")
_BRACKETED = re.compile(r"[(（\[【〔<＜{][^()（）\[\]【】〔〕<>＜＞{}]*[)）\]】〕>＞}]")

_SYSTEM = r"(?:安卓|android|苹果|ios|鸿蒙|手机|移动|网页|pc|电脑|ipad|平板)"
_LIGHT = re.compile(
    rf"{ANY_KIND}|官方正?版|正式版|最新版|免费版|官方下载|{_SYSTEM}[版端]|手机客户端|客户端|软件"
    r"|(?<![a-z])(?:v|ver|version|版本号?)\d+$|\+$"
)
# Sought in the name as typed: keys have lost the dots, spaces and capitals that these need.
_AS_TYPED = re.compile(
    r"(?<![A-Za-z])[VvＶｖ]\s*\d+(?:[.．]\d+){0,3}|(?<=\D)\d+(?:\.\d+){1,3}版?$" rf"|{ANY_KIND}"
)
_EDITION = re.compile(r"(?:学生|教师|老师|家长|家校|校长|教职工|师生|管理)(?:端|版)")
# Every word above holds one of these: a name without any is its own key on every level.
_MARKED = re.compile(r"[端版号序件载\W0-9A-Za-z]")
_GENERIC = (
    r"(?:(?:智慧|综合|在线|网络|公共|服务|学习|教育|教学|管理|信息|云)?(?:服务|管理|学习|云)?(?:平台|系统)"
    r"|(?:中学|小学|初中|高中|中小学|幼儿园?|学校|校园|教育|智慧|专业|标准|普通|正版|新)版)"
)
_LAST_OF_GENERIC = frozenset("台统版")
_GENERIC_END = re.compile(rf"(?<=.{{3}}){_GENERIC}$")  # 名校学习平台 is 名校学习, not 名校
_SHORTEST = 2


@cache
def _to_simplified() -> Callable[[str], str]:
    # The dictionaries take a few milliseconds and megabytes; most runs meet no such name.
    from opencc import OpenCC  # noqa: PLC0415

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def simplify(text: str) -> str:
    """Traditional characters as simplified ones; text that GB2312 can hold is left alone.

    >>> simplify("優化高分"), simplify("瞭望课堂")
    ('优化高分', '瞭望课堂')
    """
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return _to_simplified()(text)
    return text


def exact_key(name: str) -> str:
    """The name without anything that typing adds.

    >>> exact_key(" “優化　高分”ＡＰＰ ")
    '优化高分app'
    """
    if not _ORDINARY.fullmatch(name):
        name = _TYPED.sub("", unicodedata.normalize("NFKC", name).casefold())
    return name if name.isascii() else simplify(name)


def light_key(name: str) -> str:
    """The exact key without words for the kind of software and its release.

    >>> light_key("优化高分APP官方版V3.2.1")
    '优化高分'
    """
    bare = exact_key(_AS_TYPED.sub("", name))
    return _without(_LIGHT, bare if len(bare) >= _SHORTEST else exact_key(name))


def loose_key(name: str) -> str:
    """The light key without edition and notes in brackets.

    >>> loose_key("优化高分（家长端）"), loose_key("优化高分学生版 APP")
    ('优化高分', '优化高分')
    """
    return keys_of(name)[2]


def identity_key(name: str) -> str:
    """The key under which every way of writing one product's name meets: the loosest one."""
    return loose_key(name)


def core_key(key: str) -> str:
    """A loose key without its generic ending, or the key itself where too little would remain.

    >>> core_key("湖北教育中学版"), core_key("学习平台")
    ('湖北教育', '学习平台')
    """
    if key[-1:] not in _LAST_OF_GENERIC:
        return key
    found = _GENERIC_END.search(key)
    return key[: found.start()] if found else key


@lru_cache(maxsize=32768)
def keys_of(name: str) -> tuple[str, str, str]:
    """Exact, light and loose key at once; equal keys are one object."""
    exact = exact_key(name)
    if _MARKED.search(exact) is None and len(exact) == len(name):
        return exact, exact, exact
    light = _without(_LIGHT, exact) if _AS_TYPED.search(name) is None else light_key(name)
    bare = _BRACKETED.sub("", name)
    base = light if bare == name or len(exact_key(bare)) < _SHORTEST else light_key(bare)
    return exact, light, _without(_EDITION, base)


def _without(words: re.Pattern[str], key: str) -> str:
    rest = words.sub("", key)
    return rest if len(rest) >= _SHORTEST else key
