"""The head of a notice and its signature: title, number, issuer, date, addressees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qingyuan.core.identifiers import document_number
from qingyuan.core.notices.dates import Calendar, find_periods
from qingyuan.core.notices.parts import SIGNED
from qingyuan.core.notices.passage import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.notices.passage import Passage
    from qingyuan.core.notices.proposal import Proposed

_TITLE_END = re.compile(r"(?:通知|函|公告|通告|意见|方案|提示|提醒)(?:\([一-鿿]{1,6}\))?$")
_ORG = re.compile(r"[一-鿿]{2,20}(?:局|厅|委员会|教委|办公室|中心|站|馆|政府|办)")
_UNIT = re.compile(
    r"各|辖区|全[省市县区州]|[省市县区州局厅委]直?属|[省市县区州]直|[一-鿿]{2,10}(?:局|学校|办|中心)[,、]"
)
_TITLE_ABOUT = re.compile(r"关于")
_HEAD_LINES = 14
_COMPLETE = re.compile(
    r"(?:局|办|委|厅|学校|校|园|中心|科室|单位|政府|部门|科|股|处|站|馆)(?:\([^()]{1,8}\))?$"
)
_UNIT_START = re.compile(r"各|[省市县区州局厅委](?:直|属)")
_BARE_TYPE = re.compile(
    r"(?:幼儿园|中小学|小学|初中|高中|中学|中职|中等职业学校|中职学校|特殊教育学校)"
)
_CORE = re.compile(
    r"(?:(?:在[一-鿿]{2,14}?)?(?:组织|深入|集中|全面|扎实|进一步|切实|继续|认真)*"
    r"(?:开展|做好|加强|推进|实施|印发|转发|下发|抓好)?)(?:好)?(?:在[一-鿿]{2,14}?开展)?"
)
_ACROSS = re.compile(r"在[一-鿿]{2,14}?开展")
_TAIL = re.compile(
    r"(?:的(?:紧急|补充|工作)?(?:通知|函|公告|通告|意见|提示|提醒))?(?:\([一-鿿]{1,6}\))?$"
)
_PLAN = re.compile(r"(?:实施方案|工作方案|行动方案|方案)$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands around the body.

    `around` are the title and the line of the addressees, `rest` the body proper.
    """

    title: Proposed[str] | None
    number: Proposed[str] | None
    issuer: Proposed[str] | None
    issued_on: Proposed[date] | None
    addressees: tuple[Proposed[str], ...]
    campaign_name: Proposed[str] | None
    around: tuple[Passage, ...]
    rest: tuple[Passage, ...]


def read_head(lines: Sequence[Passage]) -> Head:
    """Reads title, number and addressees from the first lines, issuer and date from the last."""
    addressed = _addressee_line(lines)
    top = addressed if addressed is not None else min(_HEAD_LINES, len(lines))
    title, before, title_end = _title(lines[: top + (addressed is None)])
    begin = (addressed + 1) if addressed is not None else (title_end if title else 0)
    signature = _signature(lines[begin:])
    number = _own_number(lines[: max(begin, title_end + 1)])
    rest = tuple(line for line in lines[begin:] if line not in signature)
    named = title.quoted(0, len(title.flat)) if title else None
    return Head(
        named,
        number,
        _issuer(signature, title, lines[:before] if title else lines[:1]),
        _issued_on(signature),
        _addressees(lines[addressed]) if addressed is not None else (),
        _campaign_name(title) if title else None,
        tuple(filter(None, [title, lines[addressed] if addressed is not None else None])),
        rest,
    )


def _addressee_line(lines: Sequence[Passage]) -> int | None:
    for i, line in enumerate(lines[:_HEAD_LINES]):
        flat = line.flat
        if flat[-1] == ":" and len(flat) < 200 and "。" not in flat and _UNIT.match(flat):
            return i
    return None


def _title(lines: Sequence[Passage]) -> tuple[Passage | None, int, int]:
    """The title, the line that it begins with, and the line after it."""
    for start, line in enumerate(lines):
        if not _TITLE_ABOUT.search(line.flat) or "。" in line.flat:
            continue
        for end in range(start, min(start + 4, len(lines))):
            if not _TITLE_END.search(lines[end].flat):
                continue
            first = start - (start > 0 and _is_org(lines[start - 1]) and line.flat[:2] == "关于")
            whole = lines[first]
            for part in lines[first + 1 : end + 1]:
                whole = joined(whole, part)
            return _without_label(whole), first, end + 1
    return None, 0, 0


_TITLE_LABEL = re.compile(r"(?:主题|标题|题目):(?:【[^【】]{1,6}】)?")


def _without_label(title: Passage) -> Passage:
    found = _TITLE_LABEL.match(title.flat)
    return _cut(title, found.end(), len(title.flat)) if found else title


def _cut(passage: Passage, start: int, end: int) -> Passage:
    return type(passage)(
        passage.number, passage.flat[start:end], passage.shown[start:end], passage.at[start:end]
    )


def _is_org(line: Passage) -> bool:
    return _ORG.fullmatch(line.flat) is not None


def _own_number(lines: Sequence[Passage]) -> Proposed[str] | None:
    """The first number that ends its line (or cell): a cited one has more text behind it."""
    for line in lines:
        for start, end in line.cells or ((0, len(line.flat)),):
            cell = line.flat[start:end]
            for found in document_number.locate(cell):
                alone = found.start == 0 and found.end >= len(cell) - 1
                if alone:
                    return line.proposed(found.number, start + found.start, start + found.end)
    return None


def _signature(lines: Sequence[Passage]) -> tuple[Passage, ...]:
    """The line with the date and, where it stands alone, the line with the issuer before it."""
    for i, line in enumerate(lines):
        if SIGNED.fullmatch(line.flat):
            before = lines[i - 1 : i] if i and SIGNED.fullmatch(line.flat)["issuer"] is None else ()  # type: ignore[index]
            return (*[each for each in before if _issuer_span(each)], line)
    return ()


_SEAL = re.compile(r"([一-鿿]{4,24})(?:\((?:印章|盖章|公章|代章|章)\))?")


def _issuer_span(line: Passage) -> tuple[int, int] | None:
    found = _SEAL.fullmatch(line.flat)
    return found.span(1) if found and _ORG.fullmatch(found[1]) else None


def _issuer(
    signature: tuple[Passage, ...], title: Passage | None, above: Sequence[Passage]
) -> Proposed[str] | None:
    for line in signature[:1]:
        span = _issuer_span(line) if len(signature) > 1 else None
        signed = SIGNED.fullmatch(line.flat)
        if span is None and signed and signed["issuer"]:
            span = signed.span("issuer")
        if span:
            return line.quoted(*span)
    if title:
        about = title.flat.find("关于")
        if about > 0 and _ORG.fullmatch(title.flat[:about]):
            return title.quoted(0, about, note="落款没有单位名称，按标题推定")
    return _red_head(above)


def _red_head(lines: Sequence[Passage]) -> Proposed[str] | None:
    for line in lines:
        name = re.sub(r"文件$", "", line.flat)
        if _ORG.fullmatch(name):
            return line.quoted(0, len(name), note="落款没有单位名称，按文头推定")
    return None


def _issued_on(signature: tuple[Passage, ...]) -> Proposed[date] | None:
    if not signature:
        return None
    line = signature[-1]
    for period in find_periods(line.flat, Calendar(date.min, "")):
        if period.last:
            return line.proposed(period.last, period.start, period.end)
    return None


def _addressees(line: Passage) -> tuple[Proposed[str], ...]:
    end = len(line.flat) - 1
    return tuple(line.quoted(*span) for span in split_units(line.flat, 0, end))


def split_units(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the units in a list: commas part, and 、 between two names that are complete.

    >>> flat = "各区县教育局、市直中小学、幼儿园,经开区"
    >>> [flat[a:b] for a, b in split_units(flat, 0, len(flat))]
    ['各区县教育局', '市直中小学、幼儿园', '经开区']
    """
    spans = []
    depth, begin = 0, start
    for i in range(start, end):
        depth += (flat[i] == "(") - (flat[i] == ")")
        if depth or flat[i] not in ",、，" or (flat[i] == "、" and _goes_on(flat, begin, i, end)):
            continue
        spans.append((begin, i))
        begin = i + 1
    return [(a, b) for a, b in [*spans, (begin, end)] if b > a]


def _goes_on(flat: str, begin: int, mark: int, end: int) -> bool:
    if _UNIT_START.match(flat, mark + 1, end):
        return False
    if not _COMPLETE.search(flat, max(begin, mark - 20), mark):
        return True
    return _BARE_TYPE.match(flat, mark + 1, end) is not None


def _campaign_name(title: Passage) -> Proposed[str] | None:
    """What the title is about: the innermost 关于 … of a forwarded or printed document."""
    flat = title.flat
    start = flat.rfind("关于") + 2
    end = len(flat)
    inner = flat.find("《", start)
    close = flat.find("》", max(start, inner))
    if inner >= 0 and close > inner:
        start, end = inner + 1, close
    elif 0 <= close < end:
        end = close
    tail = _TAIL.search(flat, start, end)
    end = tail.start() if tail else end
    plan = _PLAN.search(flat, start, end)
    end = plan.start() if plan else end
    across = _ACROSS.match(flat, start, end)
    verb = across or _CORE.match(flat, start, end)
    start = verb.end() if verb and verb.end() < end else start
    return title.quoted(start, end, note="按标题推定") if end > start else None
