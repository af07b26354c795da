"""What a row below a header is: an entry, a nil return, or text that belongs to the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qingyuan.core.tables.cells import is_ditto
from qingyuan.core.tables.nil import is_nil_statement, is_nil_word
from qingyuan.core.tables.text import compact, is_dash

_SERIAL = re.compile(r"[(（【\[]?(?:\d{1,5}|[一二三四五六七八九十]{1,3}|[①-⑳])[)）】\].、．,，]*")
_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|累计|总数|汇总|本页合计|全[校园]合计|本[校园]合计|小结|共)(?:[:：(]?\d*[个款项条种所]?(?:APP|应用|学校)?[)]?)?"
)
_COUNTED = re.compile(
    r"^(?:合计|总计|小计|共计|总共|以上共|本校共|全校共|共有?)[:：]?\d+[个款项条种所]"
)
_EXAMPLE = re.compile(
    r"[(（【\[《]?(?:填[写报表])?(?:示例|样例|范例|样表|举例|例子|例)\d*[)）】\]》]?[:：]?"
)
_EXAMPLE_START = re.compile(
    r"^[(（【\[]?(?:填[写报表])?(?:例如|(?:例|示例|样例|范例|举例|如|参考|模板)[:：]|例\d|[(（【](?:例|示例|样例|范例)[)）】:：])"
)
_CROSSES = re.compile(
    r"(?:[X×＊*]{2,}|某某?|[○〇]{2,})(?:县|市|区|乡|镇)?(?:[X×＊*某○〇]*)(?:小学|中学|学校|幼儿园|单位|APP|软件|科室|科|股|文件|通知|平台)*(?:的通知)?"
)
_NOTE = re.compile(
    r"^[(（【\[]?(?:注|备注|说明|填[表报写](?:说明|要求|须知)|温馨提示|提示|注意(?:事项)?|要求)[)）】\]]?(?:\d|[一二三]|[:：.、．\s(（]|$)|^[★※*＊]"
)
_NUMBERED_NOTE = re.compile(r"^[(（]?\d[)）.、．].{12,}")
_SIGNATURE = re.compile(
    r"^\W*(?:填[表报写](?:人|者|时间|日期)|审核|审批|联系(?:人|电话|方式)|(?:单位|部门|学校|主要|分管)?(?:负责人|领导|责任人)"
    r"|(?:校长|园长|分管|主管|经办)(?=签|审|意|[:：(（_人者]|$|\w{0,4}[:：])"
    r"|制表|复核|报送(?:人|日期|时间)|上报(?:人|日期|时间)|签[字名章]|公章|盖章|(?:日期|时间|电话|手机)(?=[:：\d_]|$)|[(（]盖章|[(（]公章|学校[(（]?(?:公章|盖章)|单位[(（]?(?:公章|盖章)|年月日)"
)
_DATE_LINE = re.compile(
    r"(?:20\d\d|[二〇零一三四五六七八九○]{4})年(?:\d{1,2}|[一二三四五六七八九十]+)?月(?:(?:\d{1,2}|[一二三四五六七八九十]+)?日)?|20\d\d[-./]\d{1,2}[-./]\d{1,2}"
)
_CLOSING = re.compile(
    r"(?:以上)?(?:即|为|就是|是)?(?:全部|所有)(?:了|APP|应用)?$|(?:其[余他它]|再|另外|此外|别的)(?:均|都|皆|全)?(?:无|没有)(?:其[他它])?$|(?:无|没有|再无)其[他它余](?:的|APP|应用|情况)?(?:了)?$|以下空白|以下无(?:内容|正文)?|此处空白|以上.{0,10}(?:属实|真实|无误)|(?:本|我)(?:校|园|单位)承诺|特此.{0,6}|[(（]?以下为空[)）]?|本表一式.{1,6}|[(（]?(?:此|本)?表?可(?:续|加)行?[页表]?.*|[(（]?(?:如|若)?不够可.*|可另附.*"
    r"|[如若]?(?:没有|无)的?(?:情况)?[,，]?[请也均应须需要].{0,8}(?:零报告|填|报送|上报|写明)"
)
_CLAUSES = re.compile(r"[，,、；;。.]")
_HINT = re.compile(
    r"^[(（]?(?:填写|请填|填(?=[“\"'‘全学单是否无具本]|$)|如实|选填|必填|请?选择|请按|写明|注明"
    r"|没有(?:的|则)?填|无则|下拉)"
)
_ATTACHED = re.compile(r"^附(?:件|表)[:：]?[0-9一二三四]?")


@lru_cache(maxsize=16384)
def is_serial(text: str) -> bool:
    """A row number, such as 1, （3） or 十二."""
    return bool(_SERIAL.fullmatch(compact(text)))


@lru_cache(maxsize=16384)
def is_total(text: str) -> bool:
    """The first words of a row of totals (合计, 共计 5 个)."""
    words = compact(text).strip("()（）:：")
    return bool(_TOTAL.fullmatch(words) or _COUNTED.match(words))


@lru_cache(maxsize=16384)
def is_example_mark(text: str) -> bool:
    """A cell that says nothing but that its row is an example (示例, （例）)."""
    return bool(_EXAMPLE.fullmatch(compact(text)))


@lru_cache(maxsize=16384)
def begins_example(text: str) -> bool:
    """A name with the word before it: 例：晨星作业, 如：××学校."""
    return bool(_EXAMPLE_START.match(compact(text)))


@lru_cache(maxsize=16384)
def is_crossed_out(text: str) -> bool:
    """A stand-in for a name: XX小学, ×××APP, 某某平台."""
    return len(text) <= 16 and bool(_CROSSES.fullmatch(compact(text)))


@lru_cache(maxsize=16384)
def is_form_text(text: str) -> bool:
    """A line that belongs to the form: note, signature, date, closing words, heading."""
    words = compact(text)
    return bool(
        _NOTE.match(words)
        or _SIGNATURE.match(words)
        or _DATE_LINE.fullmatch(words)
        or _CLOSING.match(words)
        or _ATTACHED.match(words)
    )


@lru_cache(maxsize=16384)
def is_closing(text: str) -> bool:
    """Words that end a table: 以下空白, 以上为全部, 其他无."""
    parts = [part for part in _CLAUSES.split(compact(text).strip("()（）")) if part]
    return bool(parts) and all(_CLOSING.match(part) for part in parts)


@lru_cache(maxsize=16384)
def is_signature(text: str) -> bool:
    """填表人、联系电话、负责人 and their like, with or without what follows."""
    return bool(_SIGNATURE.match(compact(text)))


@lru_cache(maxsize=16384)
def is_long_note(text: str) -> bool:
    """A numbered sentence below a table, such as 1. 本表由各校填报并盖章后报送."""
    return bool(_NUMBERED_NOTE.match(compact(text)))


@lru_cache(maxsize=16384)
def is_hint(text: str) -> bool:
    """A cell that tells how to fill in its column (填写全称, 必填)."""
    return bool(_HINT.match(compact(text)))


def is_hint_row(texts: Sequence[str]) -> bool:
    """A row under the header that tells how to fill in most of the columns."""
    hints = sum(map(is_hint, texts))
    return hints >= 2 and 2 * hints >= len(texts)


# Without a stroke, a figure, or one of the words that every wording in `nil` has: most names.
_DENIES_NOTHING = re.compile(r"(?:(?![无無没沒未不零空木])[\u4e00-\u9fff])+")


@lru_cache(maxsize=16384)
def is_nil(text: str) -> bool:
    """A cell that says "none", as a word or as a sentence."""
    if _DENIES_NOTHING.fullmatch(text):
        return False
    return is_nil_word(text) or is_nil_statement(text)


def is_all_dots(texts: Sequence[str]) -> bool:
    """A row of …… that stands for "and so on" in the printed form."""
    return all("…" in text or "..." in text for text in texts) and all(map(is_dash, texts))


FIRST_OF_FORM_TEXT = frozenset(
    "合总小共累汇本全结"  # totals
    "例示样范举填参模如(（[［【{《〈<"  # examples, brackets
    "XxＸｘ×＊*某○〇"  # stand-ins
    "注备说温提要★※註備說"  # notes
    "审联单部学主负校园分经制复报上签公盖日时电手年責審聯單學負經製複報簽蓋時電"  # sign-offs
    "以此我特附其再另无没别即为就是所无再無沒別為"  # closings
    "请选必写下請選必寫"  # hints
    "同如〃″′”\"＂↑々'’,，"  # ditto marks
    "-/\\_—–－─·.…。、~～"  # strokes
    "0123456789０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩〔"
    "總計累彙結圖實實範舉 　"
)


@lru_cache(maxsize=65536)
def may_be_form_text(text: str) -> bool:
    """Whether a cell could make its row anything but a plain entry.

    Most cells are plain; a row of them needs no closer look.  All these wordings are known by
    their first character, so most are told by that alone.
    """
    if text[0] not in FIRST_OF_FORM_TEXT:
        return False
    return (
        is_total(text)
        or is_example_mark(text)
        or begins_example(text)
        or is_crossed_out(text)
        or is_form_text(text)
        or is_long_note(text)
        or is_hint(text)
        or is_ditto(text)
        or is_dash(text)
    )
