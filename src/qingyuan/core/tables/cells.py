"""What one cell answers: yes or no, recommended or required, charged or free, a ticked box.

Each reader takes the cell's text and returns a `Reading`; `None` in it means that the cell does
not say.  The lists of wordings are ordered: what denies is looked for before what affirms,
because 非强制 contains 强制 and 不收费 contains 收费.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from qingyuan.core.reading import Problem, Reading
from qingyuan.core.tables.text import compact, is_dash

MISSING = "answer_missing"
_LONGEST_DITTO = 9
_STROKES = "-—－–─_ 　"  # --〃--
_DITTO = re.compile(
    r"(?:[同如][上前]+(?:[述行面])?|[〃″′”\"＂↑々]+|'{2}|’{2}|,,|,,|〃〃|同)(?:[。.])?"
)


@lru_cache(maxsize=16384)
def is_ditto(text: str) -> bool:
    """Whether a cell repeats the one above it.

    >>> [is_ditto(text) for text in ("同上", "〃", "同济课堂")]
    [True, True, False]
    """
    if not text or len(text) > _LONGEST_DITTO:
        return False
    return bool(_DITTO.fullmatch(compact(text).strip(_STROKES)))


class Requirement(StrEnum):
    """推荐使用 or 强制使用."""

    RECOMMENDED = "recommended"
    MANDATORY = "mandatory"


_CHECKED = "☑☒✔✓√■●◉◆✅🗹☛Ö"
_UNCHECKED = "□☐○◯◇▢❏❑"
_BRACKETED = re.compile(r"[（(\[【]\s*([√✓✔xX×☑■●vV]?)\s*[)）\]】]")
_WINGDINGS = re.compile(r"(?:[RþQ](?=[^A-Za-z]|$)|(?<![A-Za-z])[RþQ])")
_MARKS = re.compile(f"[{_CHECKED}{_UNCHECKED}]")
_SLASHED = re.compile(r"[\s/、,，;；|｜]+")


@lru_cache(maxsize=8192)
def ticked(text: str) -> str | None:
    """The option whose box is ticked; None where the text has no boxes, "" where none is ticked.

    Wingdings left without their font read as R (ticked) and £ (empty).

    >>> ticked("☑是 □否"), ticked("是（  ） 否（√）"), ticked("R推荐使用 £强制使用")
    ('是', '否', '推荐使用')
    >>> ticked("□是 □否"), ticked("是") is None
    ('', True)
    """
    marked = _plain_marks(text)
    marks = list(_MARKS.finditer(marked))
    if not marks:
        return None
    pieces = _SLASHED.sub(" ", marked).strip()
    mark_first = bool(_MARKS.match(pieces))
    options = _pairs(pieces, mark_first=mark_first)
    if options is None:
        return None
    chosen = [name for name, mark in options if mark and mark in _CHECKED]
    return chosen[0] if len(chosen) == 1 else ""


def _plain_marks(text: str) -> str:
    """Boxes drawn with brackets or Wingdings letters, as the usual signs."""
    marked = _BRACKETED.sub(lambda found: "√" if found[1] else "□", text)
    if "£" in marked or "¨" in marked or "o" in marked:
        marked = marked.replace("£", "□").replace("¨", "□")
        if "□" in marked:
            marked = _WINGDINGS.sub("√", marked)
    if "□" not in marked and re.search(r"(?:^|\s)R(?=[\u4e00-\u9fff])", marked):
        marked = re.sub(r"(?:^|(?<=\s))R(?=[\u4e00-\u9fff])", "√", marked)
    return marked


def _pairs(text: str, *, mark_first: bool) -> list[tuple[str, str]] | None:
    """(option, mark) in order; an option without a mark of its own has ""."""
    tokens = [t for t in re.split(f"([{_CHECKED}{_UNCHECKED}])|\\s+", text) if t and t.strip()]
    if not any(not _MARKS.fullmatch(token) for token in tokens):
        return None  # a lone tick: the column's question decides
    options: list[tuple[str, str]] = []
    pending = ""
    for token in tokens:
        if _MARKS.fullmatch(token):
            if mark_first:
                pending = token
            elif options and not options[-1][1]:
                options[-1] = (options[-1][0], token)
        else:
            options.append((token, pending))
            pending = ""
    return options


_YES_MARK = re.compile(r"[√✓✔☑■●✅ÖVY]|YES|TRUE|对|1")
_NO_MARK = re.compile(r"[×✗✘❌☒XNF]|NO|FALSE|错|0|╳|х")
_QUESTION = re.compile(r"^是否[^:：]{1,14}[:：]")

_UNDECIDED = re.compile(
    r"^(?:否|无|没|未|不|非|尚未|暂未|仍未)|未经|未集体|未研究|未开会|未召开|未上会|未走|未履行|没有|没开会|没上会|没研究|没经"
    r"|自行(?:决定|选用|使用|推荐)|个人(?:推荐|决定|使用|行为)|自己(?:决定|选)|老师(?:推荐|决定|自选)|教师(?:推荐|个人)|班主任(?:推荐|决定|自)"
    r"|校长(?:一人|个人|直接)?(?:决定|指定|同意)$|口头|待研究|拟研究|拟上会|准备研究|尚待|补开|正在补"
)
_DECIDED = re.compile(
    r"是|有|已|经|通过|研究|会议|会上|集体|决定|决策|同意|班子|校委会|校务会|行政会|党组|党委|支委|表决|讨论|√|审议|审批"
)


@lru_cache(maxsize=8192)
def read_decision(text: str) -> Reading[bool | None]:
    """是否集体决策.

    >>> read_decision("经校务会研究通过").value, read_decision("未上会，班主任自行推荐").value
    (True, False)
    """
    answer = _answer(text)
    if answer is not None:
        return Reading(answer)
    words = _option_words(text)
    if words is None:
        return _untold(text)
    if _UNDECIDED.search(words):
        return Reading(value=False)
    if _DECIDED.search(words):
        return Reading(value=True)
    return _untold(text, "decision_unclear", "看不出是否经集体决策，请填“是”或“否”")


_FREE = re.compile(
    r"(?:不|未|没有?|无|非|均不|从不|暂不|绝不|不需要?|无需|无须|不用|不必|不向(?:学生|家长).{0,8}|未向.{0,8}|没有?向.{0,8})(?:要|再|曾|涉及|产生|存在)?(?:任何)?"
    r"(?:另外|额外|变相)?(?:的)?(?:收费|收取|收|付费|缴费|交费|付钱|交钱|花钱|费用|缴纳|充值|购买|有偿)(?:任何)?(?:的)?(?:费用?|现象|情况|项目|行为)?"
    r"|(?<!试用)(?<!试用期)(?<!体验)(?:完全|全部|全程|永久|全|均|都)?免费|全免|免收.{0,4}费|零收费|零费用|零元|(?<![\d.])0元|公益|免交"
)
_NOT_FREE = re.compile(r"试用期?(?:内)?免费|(?:不|非|并非|不是|不完全|不全)(?:完全|全部?)?免费")
_CHARGED = re.compile(
    r"收费|付费|缴费|交费|缴纳|收取|有偿|变相|会员|VIP|充值|购买|订阅|套餐|增值|流量费|年费|月费|包月|包年"
    r"|自愿(?:付|购|缴|交|收|订|开通|充|选购|消费)|(?:家长|学生)(?:自愿)?(?:付|承担|出资|自费|缴|交)|自费|[1-9]\d*(?:\.\d+)?元|[¥￥]\d|费用由(?:家长|学生)"
)
_SCHOOL_PAYS = re.compile(
    r"(?:由|为)?(?:学校|财政|政府|教育局|教体局|县局|市局|上级|公用经费|平台|企业|公司|幼儿园|园方|运营商)"
    r"(?:统一|全额|经费|专项|资金|负责|财政)*(?:付费|出资|承担|支付|购买|采购|买单|缴费|付|出钱|列支|补贴|支出)"
)
_CHARGE_WORDS = frozenset({"自愿", "部分", "变相", "收"})
_AMOUNT = re.compile(r"\d+(?:\.\d+)?")
_YES_START = re.compile(r"^(?:是|有|收(?:$|[^费取]|费)|部分)")
_NO_START = re.compile(r"^(?:否|无|没|未|不)")


@lru_cache(maxsize=8192)
def read_charges(text: str, question: str = "") -> Reading[bool | None]:
    """是否收费: partial, voluntary and covert charges (变相收费) are charges.

    What the school itself pays is none: 变相收费 is a fee that pupils or parents bear.
    `question` is the column's title: a form may ask 是否免费 instead.

    >>> [read_charges(t).value for t in ("基础功能免费，增值服务收费", "不收费", "自愿付费", "/")]
    [True, False, True, None]
    >>> read_charges("是", "是否免费").value
    False
    """
    answer = _answer(text)
    if answer is None:
        ticked_answer = ticked(text)
        answer = _answer(ticked_answer) if ticked_answer else None
    if answer is not None:
        return Reading(answer is not _asks_if_free(question))
    words = _option_words(text)
    charged = _charged(words) if words is not None else None
    if charged is None:
        sentence = "看不出是否收费，请填“是”或“否”（变相收费、部分收费填“是”）"
        return _untold(text, "charges_unclear", sentence) if words else _untold(text)
    return Reading(charged)


def _charged(words: str) -> bool | None:
    """Whether the words speak of a charge that pupils or parents bear; None where of neither."""
    if words in _CHARGE_WORDS or _NOT_FREE.search(words):
        return True
    denied = bool(_FREE.search(words)) or bool(_NO_START.match(words))
    rest = _SCHOOL_PAYS.sub("", _FREE.sub("", words))
    if _CHARGED.search(rest) or _YES_START.match(rest):
        return True
    if denied or _SCHOOL_PAYS.search(words):
        return False
    return float(words) > 0 if _AMOUNT.fullmatch(words) else None


def _asks_if_free(question: str) -> bool:
    return "免费" in question and "收费" not in question


_NOT_FORCED = re.compile(
    r"(?:非|不|未|无|没有?|不是|并非|不属于|不作|不做|没有任何|从未|禁止|严禁|杜绝)(?:进行|作|做|予|强行|统一|硬性|任何|搞|存在|有|曾)?(?:强制|强迫|强求|要求|统一|必须|硬性|规定)(?:性)?(?:要求|规定|使用)?"
)
_FORCED = re.compile(
    r"强制|必须|必装|必用|必需|要求|统一|强行|强迫|硬性|规定|指令|全员|全体|指定|应当使用|须|应装|人人|(?:都|全都|均|全部|每[位个人名]\w{0,3})(?:要|得|需要?|必须|须)(?:用|装|下载|安装|使用|注册)|上级(?:布置|安排|部署|下达)|行政命令|一律|务必"
)
_RECOMMENDED = re.compile(
    r"推荐|自愿|建议|倡导|鼓励|自主|自由|可选|选用|选择|自行|提倡|引导|参考|宣传|介绍|推广|任选|自选|非必|可用可不用|可装可不装|可有可无|随意|看情况|不勉强|动员"
)


@lru_cache(maxsize=8192)
def read_requirement(text: str, question: str = "") -> Reading[Requirement | None]:
    """推荐使用 / 强制使用; `question` is the column's title where it asks yes or no.

    >>> read_requirement("非强制，家长自愿").value.value
    'recommended'
    >>> read_requirement("是", "是否强制使用").value.value
    'mandatory'
    """
    words = _option_words(text)
    if words is None:
        return _untold(text)
    answer = _answer(text)
    if answer is not None and question:
        return _requirement_of_answer(question, answer=answer)
    loose = _NOT_FORCED.search(words)
    rest = _NOT_FORCED.sub("", words)
    forced, recommended = _FORCED.search(rest), _RECOMMENDED.search(rest)
    if forced and (recommended or loose) and not _leads(forced, recommended, rest):
        return _untold(text, "requirement_both", "同时写了推荐和强制，请只保留一种")
    if forced and not loose:
        return Reading(Requirement.MANDATORY)
    if recommended or loose:
        return Reading(Requirement.RECOMMENDED)
    return _untold(text, "requirement_unclear", "看不出是推荐使用还是强制使用，请填其中一种")


def _leads(forced: re.Match[str], recommended: re.Match[str] | None, rest: str) -> bool:
    """统一要求推荐安装 forces; 推荐使用/强制使用 left as printed says neither."""
    if recommended is None:
        return False
    return "/" not in rest and forced.start() < recommended.start()


def _requirement_of_answer(question: str, *, answer: bool) -> Reading[Requirement | None]:
    asks_forced = bool(_FORCED.search(question))
    asks_recommended = bool(_RECOMMENDED.search(question))
    if asks_forced and not asks_recommended:
        return Reading(Requirement.MANDATORY if answer else Requirement.RECOMMENDED)
    if asks_recommended and not asks_forced:
        return Reading(Requirement.RECOMMENDED if answer else None)
    return Reading(None)


@lru_cache(maxsize=8192)
def _answer(text: str) -> bool | None:
    """A bare yes or no, by word or mark, also behind the repeated question."""
    words = _QUESTION.sub("", compact(text)).strip("。.，,!！;；()（）")
    if words in {"是", "是的", "有", "已", "对", "是是"} or _YES_MARK.fullmatch(words):
        return True
    if words in {"否", "不是", "不", "无", "没有", "没", "未", "否否"} or _NO_MARK.fullmatch(words):
        return False
    return None


def _option_words(text: str) -> str | None:
    """The words that answer: the ticked option, or all; None where nothing is said."""
    if not text or is_dash(text):
        return None
    chosen = ticked(text)
    if chosen == "":
        return None
    words = chosen or text
    return _QUESTION.sub("", compact(words))


def _untold(text: str, code: str = MISSING, message: str = "没有填写，请补填") -> Reading[None]:
    if text and ticked(text) == "":
        return Reading(
            None, (Problem("box_not_ticked", "方框没有勾选，或勾了不止一个，请只勾一个"),)
        )
    return Reading(None, (Problem(code, message),))
