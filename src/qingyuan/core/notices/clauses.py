"""Deliverables in running text: a day before which something is to be sent to somebody.

A clause runs from its subject to the next date; what it does not say it takes from its
neighbours in the sentence, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from qingyuan.core.notices.dates import Calendar, Period, find_periods
from qingyuan.core.notices.items import find_item, find_item_before, split_items
from qingyuan.core.notices.owing import SENDING, find_recipients, find_units, units_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from qingyuan.core.notices.passage import Passage

_BY = re.compile(
    r"(?:\([^()]{1,10}\))?(?:上午|下午|中午|晚上?)?(?:\d{1,2}(?:[:点时]\d{0,2}分?))?(?:下班)?(?:之前|以前|前)"
)
_REPLACED = re.compile(r"(?:调整|变更|更改|修改|改)为")  # the day that was
_DEADLINE = re.compile(r"(?:截止|截至)(?:时间|日期)?(?:为|是|:)?$")
RELATIVE = re.compile(
    r"(?:自?(?:收到|接到)?(?:本|此|该)?(?:通知|函|文件|方案)?(?:印发|下发|发布|收到|之日|接到)[^,。;]{0,10}?)"
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|日|天|周)(?:之内|以内|内)"
    r"|每(?:周[一二三四五六日天]|月\d{0,2}[日号]?)(?:\d{1,2}[点时])?(?:之前|以前|前)"
    r"|(?:本|下|这)周[一二三四五六日天](?:之前|以前|前)"
)
_MOST = 100
_SENTENCE = re.compile(r"[^。!?]{1,1000}[。!?]?")


@dataclass(frozen=True, slots=True)
class Due:
    """`flat[start:end]` says by when; `day` is None where that is no date."""

    start: int
    end: int
    day: date | None
    note: str = ""
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """What one date governs; spans in the passage, empty where nothing was said."""

    due: Due
    start: int
    end: int
    item: tuple[int, int] | None
    recipients: tuple[tuple[int, int], ...]
    owed_by: tuple[tuple[int, int], ...]
    sends: bool
    is_replaced: bool = False
    notes: tuple[str, ...] = ()


def read_clauses(body: Sequence[Passage], calendar: Calendar) -> list[tuple[Passage, Clause]]:
    """The clauses that ask for a paper, each with its passage."""
    clauses = (
        (passage, clause)
        for passage in body
        if not passage.is_ruled
        for clause in _clauses(passage, calendar)
    )
    return list(islice(clauses, _MOST))


def _clauses(passage: Passage, calendar: Calendar) -> list[Clause]:
    flat = passage.flat
    periods = find_periods(flat, calendar)
    dues = sorted([*_dues(flat, periods), *_relative(flat)], key=lambda due: due.start)
    result: list[Clause] = []
    for sentence in _SENTENCE.finditer(flat):
        inside = [due for due in dues if sentence.start() <= due.start < sentence.end()]
        if not inside:
            continue
        result += _settled(_cut(flat, sentence.span(), inside), result[-_MOST:])
    return _addressed(passage, result)


def _dues(flat: str, periods: Sequence[Period]) -> list[Due]:
    dues = []
    for period, following in zip(periods, [*periods[1:], None], strict=False):
        by = _BY.match(flat, period.end)
        vague = not period.is_day and not period.is_range and _is_part(flat, period)
        deadline = _DEADLINE.search(flat, max(0, period.start - 8), period.start)
        if by is None and following and _shares_its_end(flat, period, following):
            dues.append(Due(period.start, period.end, period.last, period.note))
            continue
        if by is None and not vague and deadline is None:
            continue
        note = (
            period.note if period.is_day else f"“{flat[period.start : period.end]}”按最后一天推算"
        )
        dues.append(Due(period.start, by.end() if by else period.end, period.last, note))
    return dues


def _shares_its_end(flat: str, period: Period, following: Period) -> bool:
    """`分别于6月12日、7月10日前`: the first date is a deadline as well."""
    if flat[period.end : following.start] not in {"、", "和"}:
        return False
    apart = "分别" in flat[max(0, period.start - 6) : period.start]
    return apart and _BY.match(flat, following.end) is not None


def _is_part(flat: str, period: Period) -> bool:
    return flat[period.end - 1] in "旬底末"


def _relative(flat: str) -> list[Due]:
    return [
        Due(*found.span(), None, is_relative=True)
        for found in islice(RELATIVE.finditer(flat), _MOST)
    ]


def _cut(flat: str, sentence: tuple[int, int], dues: Sequence[Due]) -> list[Clause]:
    """The clauses of a sentence; each begins after the last comma before its date's subject."""
    clauses: list[Clause] = []
    start = sentence[0]
    paired: list[Due] = []
    for i, due in enumerate(dues):
        end = _clause_end(flat, due, dues[i + 1].start if i + 1 < len(dues) else sentence[1])
        if _is_paired(flat, due, dues[i + 1 : i + 2]):  # 分别于6月12日、7月10日前
            paired.append(due)
            continue
        rest = (due.end, end)
        replaced = _REPLACED.search(flat, *rest) is not None
        sends = not replaced and SENDING.search(flat, *rest) is not None
        clauses.append(
            Clause(
                due,
                start,
                end,
                find_item(flat, *rest) or find_item_before(flat, start, due.start),
                tuple(find_recipients(flat, *rest)),
                tuple(_subject(flat, start, due, end)),
                sends,
                replaced,
            )
        )
        clauses[-1:] = _apart(flat, paired, clauses[-1])
        start, paired = end, []
    return clauses


def _is_paired(flat: str, due: Due, following: Sequence[Due]) -> bool:
    return bool(following) and flat[due.end : following[0].start] in {"、", "和"}


def _apart(flat: str, paired: Sequence[Due], last: Clause) -> list[Clause]:
    """A clause for each of several dates: the papers in their order, if there are as many."""
    if not paired:
        return [last]
    items = split_items(flat, *last.item) if last.item else []
    dues = [*paired, last.due]
    if len(items) != len(dues):
        return [replace(last, due=due) for due in dues]
    return [
        replace(last, due=due, item=item, start=item[0], end=item[1])
        for due, item in zip(dues, items, strict=True)
    ]


def _clause_end(flat: str, due: Due, limit: int) -> int:
    """The next date's clause has its subject before it: cut at the last comma or semicolon."""
    cut = max(flat.rfind(mark, due.end, limit) for mark in ",;")
    at_end = limit == len(flat) or flat[limit - 1] in "。!?"
    return limit if at_end or cut <= due.end else cut + 1


def _subject(flat: str, start: int, due: Due, end: int) -> list[tuple[int, int]]:
    after = due.end + (flat[due.end : due.end + 1] == ",")
    return find_units(flat, start, due.start) or units_at(flat, after, end)


def _settled(clauses: list[Clause], before: Sequence[Clause]) -> list[Clause]:
    """Clauses that send something, each with what its neighbours in the sentence say."""
    kept: list[Clause] = []
    for i, clause in enumerate(clauses):
        later = next((c for c in clauses[i + 1 :] if c.sends), None)
        waits = clause.item and later and not clause.is_replaced and not later.due.is_relative
        if not clause.sends and not waits:
            continue
        owners = [*before, *clauses[:i]]
        kept.append(_from_neighbours(clause, [*before, *kept], clauses[i + 1 :], owners))
    return kept


def _from_neighbours(
    clause: Clause,
    before: Sequence[Clause],
    after: Sequence[Clause],
    owners: Sequence[Clause],
) -> Clause:
    notes = list(clause.notes)
    recipients, owed_by, item = clause.recipients, clause.owed_by, clause.item
    if not recipients:
        near = [c.recipients for c in [*reversed(before), *after] if c.recipients]
        recipients = near[0] if near else ()
        notes += ["recipients"] if near else []
    if not owed_by:
        near = [c.owed_by for c in reversed(owners) if c.owed_by]
        owed_by = near[0] if near else ()
        notes += ["owed_by"] if near else []
    if item is None:
        items = [c.item for c in reversed(before) if c.item]
        item = items[0] if items else None
        notes += ["item"] if items else []
    return replace(clause, recipients=recipients, owed_by=owed_by, item=item, notes=tuple(notes))


def _addressed(passage: Passage, clauses: list[Clause]) -> list[Clause]:
    """`以上材料报送至…` in a sentence of its own holds for all clauses of the paragraph."""
    if all(clause.recipients for clause in clauses):
        return clauses
    shared = shared_recipients(passage)
    return [
        c
        if c.recipients or not shared
        else replace(c, recipients=shared, notes=(*c.notes, "recipients"))
        for c in clauses
    ]


_SHARED = re.compile(
    r"(?:以上|上述|相关|有关|所有|各类)?(?:报送)?(?:材料|资料|电子材料)(?:请|均|统一|一并)*(?=报|送|发|交)|均(?=报)"
)


def shared_recipients(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Those to whom a sentence sends all papers at once."""
    for found in _SHARED.finditer(passage.flat):
        spans = find_recipients(passage.flat, found.end(), min(found.end() + 60, len(passage.flat)))
        if spans:
            return tuple(spans)
    return ()
