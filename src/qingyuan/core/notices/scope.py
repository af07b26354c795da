"""Scope: kinds of apps, levels of schools, and the day that the survey looks back to."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from qingyuan.core.naming.kind import AppKind
from qingyuan.core.notices.dates import Calendar, find_periods, number
from qingyuan.core.notices.proposal import Discrepancy, Proposed, SchoolLevel, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingyuan.core.notices.passage import Passage

_KINDS = (
    (AppKind.APP, re.compile(r"APP|应用程序|移动应用|客户端")),
    (AppKind.MINI_PROGRAM, re.compile(r"小程序")),
    (AppKind.OFFICIAL_ACCOUNT, re.compile(r"公众号|公众[账帐]号|订阅号|服务号")),
)
_LEVELS = (
    (SchoolLevel.KINDERGARTEN, re.compile(r"幼儿园|\(园\)|园所")),
    (
        SchoolLevel.PRIMARY_AND_SECONDARY,
        re.compile(r"中小学|小学|初中|(?:普通)?高中|中学(?!校外)|义务教育学校"),
    ),
    (SchoolLevel.VOCATIONAL, re.compile(r"中职|中等职业|职业学校|职业高中")),
    (SchoolLevel.SPECIAL, re.compile(r"特殊教育|特教")),
    (SchoolLevel.TRAINING_INSTITUTION, re.compile(r"校外培训|培训机构")),
)
_EXCLUDED = re.compile(r"不纳入|不在[^,。;]{0,10}范围|不包括|不含|除外|不列入")
_SCOPE_HEADING = re.compile(r"范围|对象|目标")
_CHAPTER_LEVEL = 5

_SINCE = re.compile(r"(?:起|开始)?(?:以来|至今|起|之后|以后)")
_BACK_TO = re.compile(r"追溯(?:至|到|期为?)?$")
_LAST_YEARS = re.compile(r"(?:近|最近|过去)([一二两三四五六\d])个?年(?:来|以来|内)?")
_ABOUT = re.compile(
    r"排查|自查|摸排|登记|清理|清查|核查|使用|推广|发文|下发|印发|文件|进入|追溯|概况|应用|要求|推荐|下载|安装|引入"
)
_SETTLED = re.compile(r"不再|无需|不需|不必")  # 2019年以来已经清理的不再登记
_INCLUDING = re.compile(r"\((?:含|包括|包含)[^()]{0,40}\)")
_CITED = re.compile(r"《[^《》]{1,80}》")
_MOST = 20
_NEAR = 60


def read_scope(opening: Sequence[Passage], body: Sequence[Passage]) -> Scope:
    """Looks in the title, the opening and the chapter on scope, then everywhere."""
    places = [*opening, *_scope_chapter(body)]
    including = [passage for passage in body if _INCLUDING.search(passage.flat)]
    return Scope(
        _found([*places, *including], _KINDS)
        or _found(body, _KINDS, note="范围一节没有写，按正文推定"),
        _found(places, _LEVELS) or _found(body, _LEVELS, note="范围一节没有写，按正文推定"),
    )


def _scope_chapter(body: Sequence[Passage]) -> list[Passage]:
    inside = False
    chapter = []
    for passage in body:
        if 0 < passage.level <= _CHAPTER_LEVEL:
            inside = _SCOPE_HEADING.search(passage.flat[:24]) is not None
        elif _SCOPE_HEADING.search(passage.flat[:12]):
            chapter.append(passage)
        if inside:
            chapter.append(passage)
    return chapter


Kind = TypeVar("Kind", AppKind, SchoolLevel)


def _found(
    places: Iterable[Passage],
    words: tuple[tuple[Kind, re.Pattern[str]], ...],
    note: str = "",
) -> tuple[Proposed[Kind], ...]:
    listed = list(places)
    result = []
    for kind, pattern in words:
        first = next((p for place in listed for p in _included(place, pattern)), None)
        if first:
            passage, start, end = first
            result.append(passage.proposed(kind, start, end, note))
    return tuple(result)


def _included(passage: Passage, pattern: re.Pattern[str]) -> list[tuple[Passage, int, int]]:
    """The first mention that is neither excluded nor in the title of a cited document."""
    flat = _CITED.sub(lambda cited: "|" * len(cited[0]), passage.flat)
    is_title = flat.count("|") * 2 > len(flat)  # 关于转发《…》的通知 is about what it cites
    for found in islice(pattern.finditer(passage.flat if is_title else flat), _MOST):
        end = _clause_end(flat, found.end())
        if not _EXCLUDED.search(flat, found.end(), min(end, found.end() + 40)):
            return [(passage, *found.span())]
    return []


def _clause_end(flat: str, start: int) -> int:
    ends = [flat.find(mark, start, start + 60) for mark in ",。;"]
    return min((end for end in ends if end >= 0), default=len(flat))


def read_look_back(
    body: Sequence[Passage], annexes: Sequence[Passage], calendar: Calendar
) -> tuple[Proposed[date] | None, tuple[Discrepancy, ...]]:
    """The day to look back to, and where another place of the notice says another one."""
    all_said = (each for passage in [*body, *annexes] for each in _since(passage, calendar))
    said = list(islice(all_said, _MOST))
    if not said:
        return None, ()
    first = said[0]
    other = [each for each in said[1:] if each.value != first.value]
    if not other:
        return first, ()
    message = (
        f"追溯日期前后不一：“{_words(first)}”推算为{first.value}，"
        f"“{_words(other[0])}”推算为{other[0].value}，请确认以哪一个为准"
    )
    return first, (Discrepancy("look_back", message, (first.source, other[0].source)),)


def _words(said: Proposed[date]) -> str:
    return said.source.sentence[:40]


def _since(passage: Passage, calendar: Calendar) -> list[Proposed[date]]:
    flat = passage.flat
    found = []
    for period in find_periods(flat, calendar):
        since = _SINCE.match(flat, period.end)
        back = _BACK_TO.search(flat, max(0, period.start - 6), period.start)
        if period.first and (since or back) and not period.is_range and _is_about(flat, period.end):
            found.append(passage.proposed(period.first, period.start, period.end, period.note))
    for years in _LAST_YEARS.finditer(flat):
        if _is_about(flat, years.end()):
            day = _years_before(calendar.anchor, number(years[1].replace("两", "二")))
            note = f"“{years[0]}”{calendar.basis}推算"
            found.append(passage.proposed(day, *years.span(), note=note))
    return found


def _is_about(flat: str, at: int) -> bool:
    near = (max(0, at - _NEAR), at + _NEAR)
    return _ABOUT.search(flat, *near) is not None and not _SETTLED.search(flat, at, near[1])


def _years_before(day: date, count: int) -> date:
    year = max(day.year - max(count, 1), 1)
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)
