"""Stages: names with a period, in headings, in a sentence or in a table.

第一阶段：活动部署（6月12日至6月16日）   （一）部署阶段（3月1日—3月10日）   自查，4月1日至4月12日；
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingyuan.core.notices.dates import Calendar, Period, find_periods
from qingyuan.core.notices.proposal import Proposed, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.notices.passage import Passage

_MARK = (
    r"(?:第[一二三四五六]阶段|第[一二三四五六]步|\([一二三四五六\d]\)|[一二三四五六]、|\d[.、)]"
    r"|[①-⑥]|[一二三四五六]是)?[:,、]?"
)
_NAME = r"[一-鿿“”、]{2,14}?"
_BEFORE = re.compile(rf"{_MARK}(?:时间:)?(?P<name>{_NAME})?[:,。.]?\(?(?:时间:)?")
_AFTER = re.compile(rf"(?:前|之前|以前)?(?:完成)?\)?[:,。]?(?P<name>{_NAME})(?=[,;。.:]|$)")
_UNTIL = re.compile(r"(?:之前|以前|前)(?:完成)?(?=[)。,;]|$)")
_ORDINAL = re.compile(r"第[一二三四五六](?:阶段|步)")
_NO_STAGE = re.compile(
    r"(?:自|于|在|从|近|以来|报|送|至|决定|定于|期间|时间)$|报送|上报|提交|各(?:校|县|区)"
)
_NO_START = re.compile(r"以来|起至今|至今|前")
_SEPARATORS = ";。"
_STAGE_COLUMN = re.compile(r"阶段|步骤|环节")
_TIME_COLUMN = re.compile(r"时间|日期|时限|起止")
_SENTENCE = re.compile(r"[^。;]{4,200}[。;]?")
_POINT_TITLE = re.compile(r"(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,2}\))([^。:;]{2,30})")
_CHAPTER_LEVEL = 5
_TASKS = 12
_MOST = 30  # stages; hostile text must cost little


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    passage: Passage
    name: tuple[int, int]
    period: Period
    opens: bool


def read_stages(body: Sequence[Passage], calendar: Calendar) -> tuple[Stage, ...]:
    """The stages in the order of the text; one name with a period alone is none."""
    candidates = _from_table(body, calendar)
    if not candidates:
        candidates = [
            each
            for at, passage in enumerate(body)
            if not passage.is_ruled
            for each in _candidates(at, passage, calendar)
        ]
    candidates = candidates[:_MOST]
    named = [c for c in candidates if "阶段" in c.passage.flat[: c.name[1] + 12]]
    if len(candidates) < 2 and not named:
        return ()
    return tuple(
        _stage(order, each, candidates, body) for order, each in enumerate(candidates, start=1)
    )


def _candidates(at: int, passage: Passage, calendar: Calendar) -> list[_Candidate]:
    found = []
    for period in find_periods(passage.flat, calendar):
        until = _UNTIL.match(passage.flat, period.end) is not None
        if not (period.is_range or until or _is_vague(period)):
            continue
        if not until and _NO_START.match(passage.flat, period.end):
            continue
        name = _name(passage.flat, period, bracketed=until or not period.is_range)
        if name:
            found.append(_Candidate(at, passage, name, period, opens=not until))
    return found


def _is_vague(period: Period) -> bool:
    return not period.is_day and period.first != period.last


def _name(flat: str, period: Period, *, bracketed: bool) -> tuple[int, int] | None:
    begin = max((flat.rfind(mark, 0, period.start) for mark in _SEPARATORS), default=-1) + 1
    if flat[period.start - 1 : period.start] == "。" or (
        begin == period.start and begin > 1 and "。" in flat[begin - 1 : begin]
    ):
        begin = _begin_of_heading(flat, begin - 1)
    if bracketed and flat[period.start - 1 : period.start] != "(":
        return None
    before = _BEFORE.fullmatch(flat, begin, period.start)
    if before is None:
        return None
    after = _AFTER.match(flat, period.end)
    if before["name"] and not (after and _ORDINAL.fullmatch(before["name"])):
        return None if _NO_STAGE.search(before["name"]) else before.span("name")
    if after and not _NO_STAGE.search(after["name"]):
        return after.span("name")
    return None


def _begin_of_heading(flat: str, end: int) -> int:
    """`1.市县自查。2023年11月20日…`: the heading before the full stop names the period."""
    return max((flat.rfind(mark, 0, end) for mark in _SEPARATORS), default=-1) + 1


def _from_table(body: Sequence[Passage], calendar: Calendar) -> list[_Candidate]:
    header = None
    found: list[_Candidate] = []
    for at, passage in enumerate(body):
        if len(passage.cells) < 2:
            header = None if not passage.is_ruled else header
            continue
        texts = [passage.flat[a:b] for a, b in passage.cells]
        name = next((i for i, text in enumerate(texts) if _STAGE_COLUMN.search(text)), None)
        time = next((i for i, text in enumerate(texts) if _TIME_COLUMN.search(text)), None)
        if name is not None and time is not None:
            header = (name, time)
        elif header and max(header) < len(texts):
            start, end = passage.cells[header[1]]
            inside = [p for p in find_periods(passage.flat, calendar) if start <= p.start < end]
            if inside and texts[header[0]]:
                span = passage.cells[header[0]]
                found.append(_Candidate(at, passage, span, inside[0], opens=inside[0].is_range))
    return found


def _stage(
    order: int, each: _Candidate, candidates: Sequence[_Candidate], body: Sequence[Passage]
) -> Stage:
    period, passage = each.period, each.passage
    first = period.first if each.opens else None
    following = candidates[order] if order < len(candidates) else None
    return Stage(
        order,
        passage.quoted(*each.name),
        passage.proposed(first, period.start, period.end, period.note) if first else None,
        passage.proposed(period.last, period.start, period.end, period.note)
        if period.last
        else None,
        _tasks(each, following, body),
    )


def _tasks(
    each: _Candidate, following: _Candidate | None, body: Sequence[Passage]
) -> tuple[Proposed[str], ...]:
    """The headings of the points under a stage, or else the sentences behind its heading."""
    end = following.at if following else _chapter_end(body, each.at)
    points = []
    for passage in body[each.at + 1 : end]:
        title = _POINT_TITLE.match(passage.flat)
        if title:
            points.append(passage.quoted(*title.span(1)))
    if points:
        return tuple(points[:_TASKS])
    same = following.passage is each.passage if following else False
    tasks = [] if same else _sentences(each.passage, max(each.period.end, each.name[1]))
    for passage in body[each.at + 1 : end]:
        tasks += _sentences(passage, 0)
    return tuple(tasks[:_TASKS])


def _chapter_end(body: Sequence[Passage], at: int) -> int:
    for i in range(at + 1, len(body)):
        if 0 < body[i].level <= max(body[at].level, _CHAPTER_LEVEL):
            return i
    return len(body)


def _sentences(passage: Passage, start: int) -> list[Proposed[str]]:
    first = start
    while first < len(passage.flat) and passage.flat[first] in "):。.,:;前":
        first += 1
    return [passage.quoted(*found.span()) for found in _SENTENCE.finditer(passage.flat, first)]
