"""What a cell without any number answers: yes, in progress, none, nothing, or something else.

The question is "what is the filing number?", so 是 and √ claim that there is one.
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers.folding import fold
from qingyuan.core.identifiers.kinds import Kind

# Longer text is a story in which "正在" or "没有" may be about anything.
LONGEST_ANSWER = 60

_SEPARATORS = re.compile(r"[,;:、。.!?…|/\\()\[\]{}<>《》〈〉【】〔〕「」『』“”\"'‘’·~*_+=#&-]+")
_STROKES = frozenset("/\\-—_~*.。·、…|一")
_CROSSES = frozenset("×✗✘✕✖╳❌❎ⅩХΧㄨ乂〤X∅ØΦ0○〇NＸ")
_TICKS = frozenset("√✓✔☑✅V对Y有是")
_LABEL = re.compile(
    r"^(?:(?:是否)?(?:有|取得|获得|具有|具备)?(?:教育部?|教)?(?:类|移动)?(?:应用)?(?:APP|软件|应用|小程序)?"
    r"(?:的)?(?:备案|备)(?:编?号码?|情况|信息|证明)?(?:是否)?[:=])+"
)
_IN_PROGRESS = re.compile(
    r"正在(?!使|用)|(?:办理|申请|审核|审批|备案|申报|受理|提交|公示|处理|核验|变更|登记|报备|备|进行|流程|上报"
    r"|填报|查询|联系)(?:之)?中|申请备案|(?<!未)(?<!没)待(?:审|批|备案|办理|申|下发|公示)|[拟将](?:于.{0,8})?(?:备案|办理|申请|申报)"
    r"|已(?:经)?(?:申请|申报|提交|上报|报送|受理|报教|递交|报备)|准备(?:备案|申请|办理|申报)|筹备|在办|补办"
    r"|未批复|[未没]下来|还没下|未下号|没下号|未出号|尚未下发|即将|计划(?:备案|申请|办理)|等待|等(?:审|批)|PENDING"
)
_NONE = re.compile(
    r"未(?:能|曾|进行|做|在|通过|取得|获得|获取|获|办|备|查|申|登记|注册|有|见|找到|提供|填|审批|上报|经|完成)"
    r"|没(?:办|查|申|备|填|做|取得|获得|通过|有(?:取得|获得|获取|通过|办|备|编?号|申|查|教|进行|此|该|相关|做|找|任何|APP))"
    r"|(?:无|没|无法|无任何)(?:教育?部?类?)?(?:移动|应用|APP|软件|小程序)*(?:备案|备|编?号|相关|此项|此号|需|须|信息)"
    r"|无法查|查询?不(?:到|出|着)|不(?:涉及|适用|需|用|必|属于|在|存在|具备|详)|暂无|尚无|均无|并无|还无|仍无|查无|免(?:于)?备|不是|否"
)
_NONE_WHOLE = re.compile(
    r"(?:此|该|本|我校|目前|现在|暂时?|尚|均|都|全部?|还|仍|确|实|APP|软件|小程序)*"
    r"(?:无|没有|没|否|空|缺|缺失|NONE|NIL|NULL|NA|NO|NOT|FALSE|假)(?:号|的|呢|了|此项)?"
)
_CLAIMED = re.compile(
    r"已(?:经)?(?:在.{0,12})?(?:通过|完成|取得|获得|获取|办|备|登记|审批|注册|有|批)|备案(?:成功|通过|完成|过|合格)"
    r"|有(?:教育部?|教)?(?:类)?(?:APP|软件|应用)?(?:备案|备|编?号)|(?:经|通过).{0,10}(?:备案|审批|批准|审核)"
    r"|(?:取得|获得|具备|具有).{0,8}备案"
)
_CLAIMED_WHOLE = re.compile(
    r"(?:此|该|本|均|都|全部?|确)*(?:是|有|对|真|具备|通过|合格|正规|YES|Y|TRUE|OK|√有|√是|有√|是√|属实"
    r"|(?:教育部?|教|国家|省|市|县|工信部|网信办|公安部?|ICP|网站|平台|小程序|软件|应用|移动|互联网|程序|类|的|厅|局"
    r"|APP|MIIT)*(?:备案|报备)(?:成功|了)?)"
)
# The template's own words, left as they were.
_UNCHOSEN = frozenset({"是否", "有无", "是或否", "有或无", "已备案未备案", "有没有", "是不是"})
_BOXES = re.compile(r"([☑✓✔√■☒✅]|R(?=[^A-Z]))|([□☐○◯£])")
_NO_BOXES = dict.fromkeys(map(ord, "□☐○◯£"))
_LABELS_FIRST = re.compile(r"[^☑✓✔√■☒✅□☐○◯£R]")


def read_answer(text: str) -> Kind:
    """The answer in a text that holds no number.

    >>> read_answer("正在办理，暂无").value
    'in_progress'
    >>> read_answer("□已备案 ☑未备案").value
    'none'
    """
    return read_answer_folded(fold(text))


def read_answer_folded(folded: str) -> Kind:
    """`read_answer` for text that went through `folding.fold`."""
    if len(folded) > 4 * LONGEST_ANSWER:
        folded = folded[: 4 * LONGEST_ANSWER + 1]
    squeezed = folded.replace(" ", "")
    if not squeezed:
        return Kind.EMPTY
    if len(squeezed) > LONGEST_ANSWER:
        return Kind.TEXT
    return _single_sign(squeezed) or _words(_ticked(squeezed))


def _single_sign(squeezed: str) -> Kind | None:
    signs = set(squeezed)
    if signs <= _CROSSES or signs <= _STROKES:
        return Kind.NONE
    if signs <= _TICKS:
        return Kind.CLAIMED
    if not any(map(str.isalnum, squeezed)):
        return _punctuation(signs)
    return None


def _punctuation(signs: set[str]) -> Kind:
    """Only punctuation: a stroke or cross among it means none, brackets alone are empty."""
    if signs & _TICKS:
        return Kind.CLAIMED
    if signs & _STROKES or signs & _CROSSES:
        return Kind.NONE
    return Kind.TEXT if signs & set("?□☐") else Kind.EMPTY


def _ticked(squeezed: str) -> str:
    """Of "☑是□否" or "是□否☑" only the label of the ticked box, other text unchanged."""
    boxes = list(_BOXES.finditer(squeezed))
    if not any(box[1] for box in boxes) or not any(box[2] for box in boxes):
        return squeezed
    edges = [0, *(position for box in boxes for position in box.span()), len(squeezed)]
    labels_first = _LABELS_FIRST.match(squeezed) is not None
    shift = 0 if labels_first else 2
    ticked = [
        squeezed[edges[2 * index + shift] : edges[2 * index + shift + 1]]
        for index, box in enumerate(boxes)
        if box[1]
    ]
    return "、".join(ticked) or squeezed


def _words(squeezed: str) -> Kind:
    squeezed = _LABEL.sub("", squeezed)
    segments = [segment for segment in _SEPARATORS.split(squeezed) if segment]
    if not segments:
        return Kind.TEXT
    plain = "".join(segments)
    if plain.translate(_NO_BOXES) in _UNCHOSEN:
        return Kind.EMPTY
    if _IN_PROGRESS.search(plain):
        return Kind.IN_PROGRESS
    if _NONE.search(plain) or _any_is(_NONE_WHOLE, [*segments, plain]):
        return Kind.NONE
    if _CLAIMED.search(plain) or _any_is(_CLAIMED_WHOLE, [*segments, plain]):
        return Kind.CLAIMED
    return _of_signs(segments)


def _any_is(pattern: re.Pattern[str], segments: list[str]) -> bool:
    return any(map(pattern.fullmatch, segments))


def _of_signs(segments: list[str]) -> Kind:
    """无（×) is read above; here a sign is left among brackets or strokes."""
    for segment in segments:
        if segment.isdecimal():  # the 00 of a time, the 0 of 110213.0
            continue
        sign = _single_sign(segment)
        if sign in {Kind.NONE, Kind.CLAIMED}:
            return sign
    return Kind.TEXT
