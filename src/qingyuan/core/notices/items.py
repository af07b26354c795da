"""What is to be handed in: the words for it in a clause, and which kind of paper they mean."""

from __future__ import annotations

import re
from itertools import pairwise

from qingyuan.core.notices.proposal import DeliverableKind

_PAPER = (
    r"(?:总结|报告|表格?|名单|方案|清单|台账|材料|情况|文件|附件|信息(?!科|中心|化|办|股|技|站)"
    r"|办法|细则|进展|联系人|函|登记册|》)"
)
_TEXT = r"[^,。;]"
_VERB = (
    r"(?:书面报告|书面报送|报送|上报|提交|反馈|呈报|报告(?=[工活排清自整])|填报(?!单位)"
    r"|报(?!告|表|名|刊|送)|(?<!报)送(?:至|到)?|发送|上传)"
)
_OBJECT = re.compile(
    rf"[将把](?P<item>{_TEXT}{{1,80}}?)(?=(?:以|按)[^,。;]{{1,12}}?(?:报|送)|{_VERB}|,|;|。|$)"
)
_AFTER_TO = re.compile(rf"向[一-鿿\d]{{2,24}}?{_VERB}(?P<item>{_TEXT}{{2,100}})")
_AFTER_VERB = re.compile(rf"{_VERB}(?:了)?(?P<item>{_TEXT}{{2,100}})")
_QUOTED = re.compile(r"《[^《》]{2,50}》(?:\([^()]{1,20}\))?")
_ENDING = re.compile(rf"{_PAPER}")
_ANNEX = re.compile(r"附件\d{0,2}(?:(?:、|和|及|,|-)(?:附件)?\d{1,2})*")
_TO_OFFICE = re.compile(
    r"(?:报|送|至|到)?[省市县区州厅局各所装][一-鿿\d]{0,20}?(?:局|厅|委|科|股|处|室|站|馆|中心|办|校)$"
)
_FORM_WORD = re.compile(r"做成(表格)|(?<=填写)[^,。;]{0,30}表")

_SUBJECT = re.compile(
    r"(?:^|[,。;、.)])(?P<item>[^,。;各]{2,40}?(?:材料|报告|总结|表|清单|台账|方案|名单))(?:请|须|应|务必|需)*于?$"
)
_MADE = re.compile(r"(?:制定|形成|撰写|编制|填写)(?P<item>[^,。;]{2,30})(?=,)")

_AND = re.compile(r"(?<=[)》表告单结])(?:和|及|、|以及)")

_SUMMARY = re.compile(r"总结(?!会)")
_DEPLOYMENT = re.compile(
    r"部署(?:情况|报告)|(?:专班|领导小组|工作组)[^,。;]{0,14}(?:名单|组成|人员|成员)|动员情况"
)
_REPORT = re.compile(r"报告(?!表)")
_FORM = re.compile(r"表(?![彰态])|清单|台账|附件|登记册")
_SURVEY = re.compile(r"(?:排查|自查|清理|整改|治理|核查|摸排|清查|落实)[一-鿿A-Z]{0,8}情况")


def find_item(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of what is to be handed in, or None where the clause names nothing.

    >>> flat = "向市教体局提交排查报告及附件1、2统计表"
    >>> flat[slice(*find_item(flat, 0, len(flat)))]
    '排查报告及附件1、2统计表'
    """
    for pattern in (_OBJECT, _AFTER_TO, _AFTER_VERB, _FORM_WORD, _QUOTED):
        for found in pattern.finditer(flat, start, end):
            span = found.span("item") if "item" in pattern.groupindex else found.span(0)
            item = _trimmed(flat, *span)
            if item:
                return item
    return None


def find_item_before(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """The last form named before the date: `填写《统计表》，于11月8日前报…`."""
    last = _SUBJECT.search(flat, max(start, end - 60), end)
    if last:
        return _trimmed(flat, *last.span("item"))
    for pattern in (_QUOTED, _FORM_WORD, _MADE):
        for found in pattern.finditer(flat, start, end):
            last = found
    if last is None:
        return None
    return last.span("item") if "item" in last.re.groupindex else last.span()


def _trimmed(flat: str, start: int, end: int) -> tuple[int, int] | None:
    """From the first word to the last one that can end the name of a paper."""
    last = 0
    for found in _ENDING.finditer(flat, start, end):
        last = found.end()
    tail = _ANNEX.search(flat, start, end)
    last = max(last, tail.end() if tail else 0)
    if last <= start or _TO_OFFICE.fullmatch(flat, start, last):
        return None
    return start, last


def split_items(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """The papers of a list: `《清单》（附件1）和工作报告（附件2）`."""
    marks = [m.span() for m in _AND.finditer(flat, start, end)]
    edges = [(start, start), *marks, (end, end)]
    return [(a[1], b[0]) for a, b in pairwise(edges)]


def kind_of(item: str) -> DeliverableKind:
    """Which kind of paper the words mean.

    >>> kind_of("排查报告和附件1"), kind_of("清理情况统计表")
    (<DeliverableKind.SURVEY_REPORT: 'survey_report'>, <DeliverableKind.FORM: 'form'>)
    """
    for pattern, kind in _KINDS:
        if pattern.search(item):
            return kind
    return DeliverableKind.OTHER


_KINDS = (
    (_SUMMARY, DeliverableKind.SUMMARY),
    (_DEPLOYMENT, DeliverableKind.DEPLOYMENT_REPORT),
    (_REPORT, DeliverableKind.SURVEY_REPORT),
    (_FORM, DeliverableKind.FORM),
    (_SURVEY, DeliverableKind.SURVEY_REPORT),
)


def annex_numbers(flat: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Numbers of the annexes named in `flat[start:end]`, 0 for 附件 alone, with their spans."""
    numbers = []
    for found in _ANNEX.finditer(flat, start, end):
        digits = list(re.compile(r"\d{1,2}").finditer(flat, *found.span()))
        numbers += [(int(d[0]), *d.span()) for d in digits] or [(0, *found.span())]
    return numbers
