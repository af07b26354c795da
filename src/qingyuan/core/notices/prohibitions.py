"""Rules of a notice: the classes to clean up, the sentences with 凡是, and those with 不得."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from qingyuan.core.notices.proposal import ProposedRule, RuleKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.notices.passage import Passage

_FOCUS = re.compile(
    r"(?:清理|整治|治理|清查|整改|整顿)的?(?:重点|内容|标准|情形)|重点(?:清理|整治|治理)|下列[^。]{0,20}清理|必清|[一二三四五六]是(?:坚决|全面|重点)?(?:清理|整治|清除|清退|取缔)|整改要求"
)
_LEAD = re.compile(
    r"(?:(?:清理|整治|治理|清查)重点|重点(?:清理|整治|治理)[^:。;]{0,12}|应当?(?:予以)?清理|即)(?:为|是|包括)?:"
)
_INLINE_MARK = re.compile(
    r"[①-⑳]|\(\d{1,2}\)|(?<=[:;。])\d{1,2}[.、](?!\d)|(?<=[:;。,、])[一二三四五六七八九]是|(?<=^)[一二三四五六七八九]是"
)
_DEED = re.compile(r"[一二三四五六七八九]是(?:坚决|全面|重点)?(?:清理|整治|清除|清退|取缔)")
_ABOUT_SOME = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,3}[).、]+)?对[^,。;]{2,40}的,")
_ITEM_MARK = re.compile(r"(?:\(?[一二三四五六七八九十\d]{1,3}[).、]+|[①-⑳])")
_BLANKET = re.compile(r"凡(?:是|属|要求|未|没有|收)?")
_FORBIDS = re.compile(r"不得|严禁|禁止|不准|不允许|一律不")
_BLANKET_VERDICT = re.compile(r"不得|一律|严禁|禁止|不准|不予")
_UNIT = re.compile(r"[^。;]{2,400}[。;]?")
_MOST = 200  # sentences of one paragraph, and rules; hostile text must cost little
_LONGEST, _MOST_PARTS = 400, 12


def read_rules(body: Sequence[Passage]) -> tuple[ProposedRule, ...]:
    """All rules in the order of the text; a clause is taken once, as the strictest of the three."""
    classes = _cleanup_classes(body)
    taken = [(rule.text.source.start, rule.text.source.end) for rule in classes]
    rules = list(classes)
    for passage in body:
        if not passage.is_ruled and len(rules) < _MOST:
            rules += _sentences(passage, taken)
    return tuple(sorted(rules, key=lambda rule: rule.text.source.start))[:_MOST]


def _sentences(passage: Passage, taken: Sequence[tuple[int, int]]) -> list[ProposedRule]:
    rules: list[ProposedRule] = []
    blankets = 0
    for found in islice(_UNIT.finditer(passage.flat), _MOST):
        start, end = _bare(passage.flat, *found.span())
        if end <= start or any(a <= passage.at[start] < b for a, b in taken):
            continue
        blanket = _BLANKET.search(passage.flat, start, end)
        if blanket and _BLANKET_VERDICT.search(passage.flat, blanket.end(), end):
            blankets += 1
            rules.append(
                _rule(RuleKind.BLANKET_RULE, passage, blanket.start(), end, index=blankets)
            )
        elif _FORBIDS.search(passage.flat, start, end):
            rules.append(_rule(RuleKind.PROHIBITION, passage, start, end))
    return rules


def _rule(kind: RuleKind, passage: Passage, start: int, end: int, index: int = 0) -> ProposedRule:
    clause = f"{passage.clause}({index})" if index else passage.clause
    return ProposedRule(kind, clause, passage.quoted(start, end, clause=clause))


def _bare(flat: str, start: int, end: int) -> tuple[int, int]:
    mark = _ITEM_MARK.match(flat, start, end)
    start = mark.end() if mark else start
    while end > start and flat[end - 1] in "。;,":
        end -= 1
    return start, end


def _cleanup_classes(body: Sequence[Passage]) -> list[ProposedRule]:
    rules: list[ProposedRule] = []
    for at, passage in enumerate(body):
        if passage.is_ruled or not _FOCUS.search(passage.flat):
            continue
        inline = _inline(passage)
        children = [] if inline else _children(body, at)
        if inline:
            rules += inline
        elif children:
            rules += [
                _rule(RuleKind.CLEANUP_CLASS, p, *_bare(p.flat, 0, len(p.flat))) for p in children
            ]
    return _each_once(rules)


def _each_once(rules: Sequence[ProposedRule]) -> list[ProposedRule]:
    return list({rule.text.source.start: rule for rule in rules}.values())


def _inline(passage: Passage) -> list[ProposedRule]:
    """`清理重点为：…；…；…` or a list with marks in one paragraph."""
    lead = _LEAD.search(passage.flat)
    if lead is None:
        return _listed_deeds(passage)
    end = passage.flat.find("。", lead.end())
    end = len(passage.flat) if end < 0 else end
    spans = _marked(passage.flat, lead.end(), len(passage.flat)) or _parted(
        passage.flat, lead.end(), end
    )
    return [
        _rule(RuleKind.CLEANUP_CLASS, passage, *span, index=i)
        for i, span in enumerate(spans, start=1)
    ]


def _listed_deeds(passage: Passage) -> list[ProposedRule]:
    """`一是清理…；二是清理…`."""
    deeds = [found.start() for found in islice(_DEED.finditer(passage.flat), _MOST_PARTS)]
    if len(deeds) < 2:
        return []
    ends = [*deeds[1:], len(passage.flat)]
    return [
        _rule(RuleKind.CLEANUP_CLASS, passage, *_bare(passage.flat, a + 2, b), index=i)
        for i, (a, b) in enumerate(zip(deeds, ends, strict=True), start=1)
    ]


def _marked(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    marks = [found.span() for found in _INLINE_MARK.finditer(flat, start, end)]
    if len(marks) < 2:
        return []
    ends = [mark[0] for mark in marks[1:]] + [end]
    return [_bare(flat, mark[1], stop) for mark, stop in zip(marks, ends, strict=True)]


def _parted(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    parts = re.compile(rf"[^;]{{2,{_LONGEST}}}").finditer(flat, start, end)
    spans = [_bare(flat, *found.span()) for found in parts]
    return spans if len(spans) > 1 else _each_of(flat, start, end)


def _each_of(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """`无备案的必清、无决策的必清`: parts of a short list that are all of one make."""
    spans = [found.span() for found in re.compile(r"[^、]{2,30}").finditer(flat, start, end)]
    alike = 1 < len(spans) <= _MOST_PARTS and all("的" in flat[a:b] for a, b in spans)
    return [_bare(flat, *span) for span in spans] if alike else []


def _children(body: Sequence[Passage], at: int) -> list[Passage]:
    """The numbered paragraphs one level below a heading or a sentence that ends in a colon."""
    parent = body[at]
    is_heading = parent.level > 0 and len(parent.flat) <= 24
    if not (is_heading or parent.flat[-1] == ":"):
        return []
    children: list[Passage] = []
    for passage in body[at + 1 :]:
        if passage.level == 0:
            continue
        if passage.level <= parent.level or (children and passage.level < children[0].level):
            break
        if not children or passage.level == children[0].level:
            children.append(passage)
    demands = "要求" in parent.flat[:24]  # only such demands as 对没有备案的，立即停用
    if demands and not all(_ABOUT_SOME.match(child.flat) for child in children):
        return []
    return children if len(children) > 1 else []
