"""Who filled in a form: the 填报单位 line, or the name of the file, folder or sheet.

`unit_in_line` reads a line of cells, `unit_in_title` a heading, `unit_in_path` a path.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qingyuan.core.tables.text import compact, one_line

_LABEL = re.compile(
    r"(?:填\s*[报表写]|报\s*送|上\s*报|申\s*报|报告|排查|使用)?\s*"
    r"(?:单\s*位\s*(?:（\s*学校\s*）|\(\s*学校\s*\)|/\s*学校)?|学\s*校|园\s*所|幼\s*儿\s*园|校\s*名)"
    r"\s*(?:名\s*称|全\s*称)?\s*"
    r"(?:[（(【\[]?\s*(?:盖\s*章|公\s*章|章|签章|加盖公章|盖章处)\s*[)）】\]]?)?\s*"
)
_LABELLED = re.compile(rf"^\W*{_LABEL.pattern}[:：]\s*(?P<value>.*)$", re.DOTALL)
_LABEL_ONLY = re.compile(
    r"^\W*(?:填[报表写]|报送|上报|申报)\s*(?:单\s*位|学\s*校)\s*(?:名\s*称)?\s*(?:[（(].{0,5}[)）])?\s*$"
)
_BARE_LABEL = re.compile(r"(?:(?:单\s*位|学\s*校)(?:\s*名\s*称)?|校名)\W{0,2}(?:盖章|公章)?\W?")
_NEXT_LABEL = re.compile(
    r"(?:\s+|[,，;；。]|(?<=[校园局心会学部室馆所院]))"
    r"(?:填[报表写]|日期|时间|联系|负责|电话|审核|制表|报送|上报|单位负责|校长|园长|报表|学校类型|年)"
    r".{0,10}[:：]?.*$",
    re.DOTALL,
)
_STAMP = re.compile(
    r"[（(【\[]\s*(?:盖\s*章|公\s*章|章|签章|盖章处|加盖公章|签字盖章)\s*[)）】\]]|(?:盖章|公章)$"
)
_FILLER = re.compile(r"[_＿]+")
_CODE_BEFORE = re.compile(r"^\s*[(（\[【]?\d{6,}[)）\]】]?[\s\-_—:：、]*(?=[\u4e00-\u9fff])")
_UPRIGHT = re.compile(r"(?:\S\s+){3,}\S")  # one character a line, or spaced out
_ORDINAL = re.compile(
    r"^(?:[(（](?:[一二三四五六七八九十]{1,3}|\d{1,3})[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,3})[、.．\s])\s*"
)
_BLANKS = re.compile(r"[_＿]+|^[\s:：—\-]+|[\s:：—\-]+$")
_DATE_TAIL = re.compile(r"\s*(?:20\d\d\s*[年.\-/].*)$")

_UNIT_END = (
    r"(?:小学|中学|学校|幼儿园|幼稚园|高中|初中|完小|教学点|附小|附中|实小|实中|外国语|职高|职专|技校|中专|中心校"
    r"|[一二三四五六七八九十\d]+[小中高](?![学中级校])(?:校区|分校|部)?|学院|书院|教育集团|校区|分校|分园|托育园|托儿所|进修学校|少年宫"
    r"|教育?体育?局|教体局|教育局|教育体育局|教科体局|教育办公室|教办|教育中心|学区|教育总支|教研室|电教馆|考试中心|招生办)"
)
_UNIT = re.compile(
    rf"[\u4e00-\u9fff\dA-Za-z（）()·〇]*?{_UNIT_END}(?:[（(][\u4e00-\u9fff]+?(?:校区|分校|部|园|分园)[）)])?"
)
_UNIT_AT_START = re.compile(rf"^[\u4e00-\u9fff\dA-Za-z（）()·〇\s]{{0,40}}{_UNIT_END}$")
_FORM_WORDS = re.compile(
    r"附件?\s*[12一二１２]?|附表|关于|涉及|已?推广使用的?|APP|移动应用|应用程序|小程序|公众号|文件[（(]?及?活动[)）]?|活动"
    r"|(?:统计)?汇总表|统计表|登记表|排查表|情况表|明细表|排查整治?|专项|整治|报送|上报|填报|表格?|最终版|最终稿?|定稿|修改版|新版|终版|终稿|副本"
    r"|\d{6,8}|20\d\d年?|\d+月|\d+日|第?[一二三]?版|[vV]\d+|[-_—－–+＋.。、,，()（）\[\]【】\s]|^\d+",
    re.IGNORECASE,
)

_PRINTED_TITLE = re.compile(r"学\s*校(?=\s*已推广使用)")


@lru_cache(maxsize=65536)
def clean_unit(text: str) -> str:
    """A unit's name without stamp marks, underscores, codes before it and labels behind it.

    >>> clean_unit("光山县 第一小学（盖章）      填报时间：2023年7月")
    '光山县第一小学'
    >>> clean_unit("2141100280 光山县第一小学")
    '光山县第一小学'
    >>> clean_unit("________"), clean_unit("九 年 制 学 校")
    ('', '九年制学校')
    """
    if _UPRIGHT.fullmatch(text):
        text = re.sub(r"\s+", "", text)
    text = _CODE_BEFORE.sub("", text)
    text = _NEXT_LABEL.sub("", _FILLER.sub("  ", text.strip()))
    text = _STAMP.sub("", text)
    text = _BLANKS.sub("", _BLANKS.sub("", text))
    return _DATE_TAIL.sub("", re.sub(r"\s+", "", one_line(text)))


def unit_in_line(cells: Sequence[str]) -> str | None:
    """The unit that a line of cells names after 填报单位 or the like, else None.

    The name can stand in the label's own cell or in the next one that holds anything.
    """
    filled = [text for text in cells if text]
    for index, text in enumerate(filled):
        if len(text) > 120:
            continue
        labelled = _LABELLED.match(text) or _label_inside(text)
        if labelled:
            unit = clean_unit(labelled["value"])
            if not unit and index + 1 < len(filled) and not is_label(filled[index + 1]):
                unit = clean_unit(filled[index + 1])
            if unit:
                return unit
        elif _LABEL_ONLY.match(text) and index + 1 < len(filled):
            unit = clean_unit(filled[index + 1])
            if unit and not is_label(filled[index + 1]):
                return unit
    if len(filled) == 2 and _BARE_LABEL.fullmatch(filled[0]) and looks_like_unit(filled[1]):
        return clean_unit(filled[1])
    return None


_INSIDE = re.compile(
    r"(?:填[报表写]|报送|上报|申报)\s*(?:单\s*位|学\s*校)[^:：]{0,8}[:：]\s*(?P<value>.*)$",
    re.DOTALL,
)


def _label_inside(text: str) -> re.Match[str] | None:
    """填报时间：… 填报单位：… in one cell: the label need not come first."""
    return _INSIDE.search(text)


def is_unit_label(text: str) -> bool:
    """Whether a cell is or begins with 填报单位： or the like."""
    if len(text) > 120 or not _UNIT_WORD.search(text):
        return False
    return bool(_LABELLED.match(text) or _LABEL_ONLY.match(text))


_UNIT_WORD = re.compile(r"单\s*位|学\s*校|园|校\s*名")
_OTHER_LABEL = re.compile(r"^\W*[\u4e00-\u9fff（）()\s]{2,10}[:：]")


def is_label(text: str) -> bool:
    """Whether a cell begins with a label of its own (填报时间：…)."""
    return bool(_OTHER_LABEL.match(text))


@lru_cache(maxsize=16384)
def looks_like_unit(text: str) -> bool:
    """Whether a text reads as the name of a school or bureau.

    >>> looks_like_unit("光山县第一小学"), looks_like_unit("Sheet1")
    (True, False)
    """
    return bool(_UNIT_AT_START.match(text.strip()))


@lru_cache(maxsize=16384)
def unit_at_start(text: str) -> str | None:
    """The unit that a sentence begins with, else None.

    >>> unit_at_start("光山县第一小学未使用任何APP")
    '光山县第一小学'
    """
    found = _UNIT.match(text)
    return found[0] if found else None


@lru_cache(maxsize=16384)
def unit_in_band(text: str) -> str | None:
    """The school that a line across a table names for the rows below it, else None.

    >>> unit_in_band("一、光山县第一小学"), unit_in_band("以上情况属实")
    ('光山县第一小学', None)
    """
    name = _ORDINAL.sub("", text.strip())
    return clean_unit(name) if looks_like_unit(name) else None


@lru_cache(maxsize=16384)
def unit_in_title(text: str) -> str | None:
    """The unit named in a heading such as 光山县第一小学已推广使用的APP统计汇总表.

    >>> unit_in_title("附件2 光山县第一小学已推广使用的APP统计汇总表")
    '光山县第一小学'

    The printed title begins with 学校, which some leave standing behind their own name.

    >>> unit_in_title("文殊乡幼儿园学校已推广使用的APP统计汇总表")
    '文殊乡幼儿园'
    """
    if len(text) > 80 or re.search(r"各级|各类|各县|各校|中小学校|全[县市区]", compact(text)):
        return None
    own = _unit_among(_FORM_WORDS.sub(" ", _PRINTED_TITLE.sub(" ", text)))
    return own or _unit_among(_FORM_WORDS.sub(" ", text))


def _unit_among(text: str) -> str | None:
    for part in text.split():
        found = _UNIT.match(part)
        if found and len(found[0]) >= 3:
            longest = part if _UNIT_AT_START.match(part) else found[0]
            return clean_unit(longest)
    return None


@lru_cache(maxsize=16384)
def unit_in_path(path: str) -> str | None:
    """The school that a file's name or else its nearest folder names.

    >>> unit_in_path("光山县/第一小学/附件2.xlsx")
    '第一小学'
    >>> unit_in_path("a.zip!/03_光山县文殊乡中心小学_附件1（最终版）.docx")
    '光山县文殊乡中心小学'
    """
    parts = path.replace("!/", "/").split("/")
    stem = parts[-1].rsplit(".", 1)[0]
    for part in [stem, *reversed(parts[:-1])]:
        name = part.removesuffix(".zip").removesuffix(".ZIP")
        unit = _unit_among(_FORM_WORDS.sub(" ", name))
        if unit:
            return unit
    return None
