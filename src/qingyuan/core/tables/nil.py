"""Nil returns (零报告), however they are worded.

A nil return is explicit: an empty table is none, and neither is a sentence that denies something
narrower ("未使用其他APP", "不存在强制使用").
"""

from __future__ import annotations

import re
from functools import lru_cache

from qingyuan.core.tables.text import compact, is_dash

_WORD = re.compile(
    r"(?:本?[校园局]|我[校园局]|本?单位|学校|幼儿园)?(?:均|皆|都|全|暂|暂时|目前|现|确)?"
    r"(?:无|没有|暂无|未有|没|木有|NIL|NONE|NO|N/?A|空|零|0|O|零报告|零上报|零填报|零使用|0报告|无报告|无上报"
    r"|无填报|无内容|无数据|无记录|无使用|无涉及|无推广|未使用|未涉及|未推广|未安装|没使用|没用|没有用|不使用|不涉及|不用"
    r"|没有使用|没有涉及|没有推广|没有安装|无APP|没有APP|未用APP|不用APP|无软件|没有软件|无应用"
    r"|此项无|本项无|本表无|以上无|经排查无|经自查无|自查无|无任何APP|没有任何APP|无任何|无使用APP|无推广APP)[!！。.,，;；]*"
)
_ITEM = (
    r"(?:情况|情形|现象|事项|内容|项|行为|问题|文件|活动|事宜"
    r"|APP|应用|软件|小程序|公众号|平台|程序)"
)
_PHRASE = re.compile(
    rf"(?:本?[校园局]|我[校园局]|本?单位|学校|幼儿园)?(?:均|皆|都|暂|目前|确)?"
    rf"(?:无|没有|未有|不存在|未发现|未涉及|不涉及)"
    rf"(?:此|该|这|相关|有关|上述|以上|任何|使用|推广|涉及|在用|或|及|和|的|类|种|等|方面|、)*{_ITEM}+(?:[(（].{{0,12}}[)）])?[!！。.,，;；]*"
)
_STATEMENT = re.compile(
    r"零报告|零上报|零使用|零推广|(?:使用|推广|涉及|在用|填报|数据|数量).{0,12}(?:为零|为0(?!\d)|数为零|0个|0款|零个|零款)"
    r"|(?:未|没有|没|无|不|从未|尚未|暂未|未曾|并未|未有|不曾)"
    r"(?:曾|再|有|在|向.{0,10}?|以任何(?:方式|形式|名义)|通过任何\w{0,6}|组织|要求(?:.{0,10}?)|任何|下载|下发过?|开展过?|举办过?|印发过?|发布过?)*"
    r"(?:使用|推广|推荐|涉及|安装|选用|引入|引进|应用|启用|用到|用过|接触|在用)"
    r"|(?:未|没有|没|无|不曾|从未|未曾)"
    r"(?:下发|开展|举办|印发|组织|发布|发现|存在|登记|转发|制发|出台|制定|发|印|办|搞)过?"
    r".{0,16}?(?:APP|文件|通知|活动|情况|现象|应用|软件)"
    r"|(?:不存在|未发现|(?:无|没有)(?=任何|已|要求|开展|使用|推广|涉及|在用|相关|有关|安装|选用|强制|推荐|APP|需|须|可|此|该|违)).{0,24}?(?:APP|小程序|公众号|软件|应用)(?:的)?.{0,10}(?:情况|现象|行为|活动|文件|问题|使用|推广)?"
    r"|无此[类项]?(?:情况|情形|现象|事项|内容|活动|文件)|无(?:相关|上述|以上|该类|任何)(?:情况|内容|文件|活动|现象|APP)"
    r"|(?:情况|事项|内容|统计|填报|登记|APP|文件|活动|以上|上述)[:：](?:均|皆|都)?(?:为)?(?:无|没有|零)$"
    r"|(?:无|没有)(?:需要?|可)?(?:填报|上报|报送|登记)(?:的)?(?:内容|事项|情况|项目)"
)
_NARROWER = re.compile(
    r"其他|其它|另外|除.{0,20}外|再无|违规|强制|收费|收取|擅自|未备案|未经|未取得|未获得|绑定|乱|负担|统一|除此|以外|之外"
    r"|不良|安全问题|投诉|自行|私自|个人"
)
_EITHER_WAY = re.compile(
    r"(?:推荐|推广)(?:使用)?(?:或|和|、|及|与|/)(?:者)?强制|强制(?:使用)?(?:或|和|、|及|与|/)(?:者)?(?:推荐|推广)"
)
_NOTE_MARK = re.compile(r"^(?:注|备注|说明)[:：]")
_INSTRUCTION = re.compile(
    r"填写|如无|若无|没有的|没有请|无则|无的|无APP的|如没有|若没有|请填|填[“\"'‘]?无|可填|应填|须填|不涉及的|不明的|零报告制度|也要|也须|也需|须.{0,4}零报告|通知"
)
_MAX_STATEMENT = 160


@lru_cache(maxsize=16384)
def is_nil_word(text: str) -> bool:
    """Whether a cell says "none" and nothing else (无, 零报告, 无此情况, /).

    >>> is_nil_word("无此情况。"), is_nil_word("/"), is_nil_word("无忧英语")
    (True, True, False)
    """
    word = compact(text).strip("()（）“”\"'‘’【】[]")
    if not word or len(word) > 40:
        return False
    return is_dash(word) or bool(_WORD.fullmatch(word) or _PHRASE.fullmatch(word))


@lru_cache(maxsize=16384)
def is_nil_statement(text: str) -> bool:
    """Whether a sentence reports that there is nothing to report.

    >>> is_nil_statement("经排查，我校未使用任何APP（含小程序、公众号）。")
    True
    >>> is_nil_statement("我校未使用其他APP"), is_nil_statement("没有的请填“无”")
    (False, False)
    """
    sentence = _NOTE_MARK.sub("", compact(text))
    if not sentence or len(sentence) > _MAX_STATEMENT or _INSTRUCTION.search(sentence):
        return False
    if is_nil_word(sentence):
        return not is_dash(sentence)
    sentence = _EITHER_WAY.sub("推荐", sentence)
    found = _STATEMENT.search(sentence)
    if not found:
        return False
    return not _NARROWER.search(sentence[max(0, found.start() - 8) : found.end() + 8])
