"""Paragraphs with their clauses: broken lines joined, headings numbered as the notice does.

教体办电教〔2023〕56号 jumps from 二 to 四, so a heading's own number counts, never its place.
A clause is written `二.2` (chapter or stage 二, point 2), `二(三)1` (with a section between);
places inside a paragraph follow in brackets: `二.2(1)`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qingyuan.core.notices.dates import number
from qingyuan.core.notices.passage import Passage, joined
from qingyuan.core.notices.proposal import Discrepancy

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_STAGE = re.compile(rf"第({_NUMERAL})(?:阶段|步)[:,、(]?")
_PART = re.compile(rf"第({_NUMERAL})(?:部分|章)[:、]?")
_CHAPTER = re.compile(rf"({_NUMERAL})[、.](?!\d)")
_SECTION = re.compile(rf"\(({_NUMERAL})\)[、.]?")
_POINT = re.compile(r"(\d{1,2})[.、．)](?!\d{1,2}[.年月])")
_SUBPOINT = re.compile(r"\((\d{1,2})\)")
_OTHER_START = re.compile(
    r"附件?(?:\d{1,2})?(?:[:.]|$|[一-鿿A-Z《]{4,})|[①-⑳]|联系人|联系电话|注:|#|\d{4}年\d{1,2}月\d{1,2}日$|特此|此页无正文"
    r"|\((?:模板|提纲|参考|样表|联系人|此)"
)
_CITED_ANNEX = re.compile(r"附件\d{1,2}(?:[、,和及)]|\d*(?:统计表|报))")
# A title, and a document number, a list of units, an issuer or a date under it.
_ENDS_ALONE = re.compile(
    r"关于.{2,60}(?:通知|的函|公告|方案|提示|提醒)$|^[第(一-十\d][^,。;]{2,40}[日月旬底]\)$"
)
_STANDS_ALONE = re.compile(
    r"[^。]{1,30}〔?[〔\[(【]\d{4}[〕\])】](?:第)?\d{1,5}号?|(?:各|辖区|全[省市县区州])[^。;]{2,100}:"
    r"|[一-鿿]{2,18}(?:局|厅|委员会|办公室|委|中心)(?:\(印?盖?章\))?"
)
_SHORTEST_BROKEN = 18  # PDF lines have some 28 characters; a shorter line ends on its own
_MOST = 10  # jumps of chapters; a notice with more of them is none
_ENDS = frozenset("。;!?:")
_STAGE_LEVEL, _PART_LEVEL, _CHAPTER_LEVEL, _SECTION_LEVEL, _POINT_LEVEL, _SUBPOINT_LEVEL = range(
    3, 9
)


def marker(flat: str) -> re.Match[str] | None:
    """The number that a paragraph begins with, or None."""
    for pattern in (_STAGE, _PART, _CHAPTER, _SECTION, _POINT, _SUBPOINT):
        found = pattern.match(flat)
        if found:
            return found
    return None


def starts_anew(flat: str) -> bool:
    """Whether a line cannot be the rest of the line before it."""
    if _CITED_ANNEX.match(flat):
        return False
    return marker(flat) is not None or _OTHER_START.match(flat) is not None


def paragraphs(lines: Iterable[Passage]) -> list[Passage]:
    """Lines joined where a copied page broke a sentence, numbered from the first line's number."""
    groups: list[list[Passage]] = []
    for line in lines:
        if groups and _continues(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_one(group) for group in groups]


def _one(group: list[Passage]) -> Passage:
    if len(group) < 3:
        return joined(group[0], group[1]) if len(group) == 2 else group[0]
    return Passage(
        group[0].number,
        "".join(line.flat for line in group),
        "".join(line.shown for line in group),
        [place for line in group for place in line.at],
    )


def _continues(group: list[Passage], line: Passage) -> bool:
    before = group[-1]
    if before.is_ruled or line.is_ruled or before.flat[-1] in _ENDS or starts_anew(line.flat):
        return False
    if before.flat[-1] in ",、(“《":
        return True
    if _ENDS_ALONE.search(before.flat) or _STANDS_ALONE.fullmatch(line.flat):
        return False
    return len(before.flat) >= _SHORTEST_BROKEN and len(before.cuts) < 3


class _Outline:
    """Where in the notice's numbering the reader is."""

    def __init__(self) -> None:
        self.head = ""
        self.section = ""
        self.point = ""
        self.stage = 0
        self.in_part = ""

    def place(self, flat: str) -> tuple[str, int]:
        """The clause and the level of a paragraph; what has no number belongs to the last one."""
        for pattern, level in _LEVELS:
            found = pattern.match(flat)
            if found:
                self._enter(level, found[1])
                return self.clause, level
        return self.clause, 0

    @property
    def clause(self) -> str:
        dot = "." if self.head and self.point and not self.section else ""
        return f"{self.head}{self.section}{dot}{self.point}"

    def _enter(self, level: int, number: str) -> None:
        if level == _PART_LEVEL:
            self.in_part = number
            self.head = number
        elif level == _CHAPTER_LEVEL and self.in_part:
            self.head = f"{self.in_part}.{number}"
        elif level in (_CHAPTER_LEVEL, _STAGE_LEVEL):
            self.head = number
        if level <= _CHAPTER_LEVEL:
            self.section = self.point = ""
            self.stage = self.stage + 1 if level == _STAGE_LEVEL else 0
        elif level == _SECTION_LEVEL:
            self.section, self.point = f"({number})", ""
        elif level == _POINT_LEVEL:
            self.point = number
        else:
            self.point = f"{self.point.split('(')[0]}({number})"


_LEVELS = (
    (_STAGE, _STAGE_LEVEL),
    (_PART, _PART_LEVEL),
    (_CHAPTER, _CHAPTER_LEVEL),
    (_SECTION, _SECTION_LEVEL),
    (_POINT, _POINT_LEVEL),
    (_SUBPOINT, _SUBPOINT_LEVEL),
)


def with_clauses(body: Iterable[Passage]) -> list[Passage]:
    """The paragraphs, each with clause and level (0 without a number; a chapter is 5)."""
    outline = _Outline()
    placed = []
    for paragraph in body:
        clause, level = outline.place(paragraph.flat)
        placed.append(replace(paragraph, clause=clause, level=level, stage=outline.stage))
    return placed


def missing_chapters(body: Iterable[Passage]) -> tuple[Discrepancy, ...]:
    """Where the chapters' numbers jump: the notice left one out, or it was not pasted."""
    found: list[Discrepancy] = []
    before: Passage | None = None
    for passage in body:
        if passage.level != _CHAPTER_LEVEL:
            continue
        now, last = _chapter(passage), _chapter(before) if before else 0
        if before and now > last + 1 and len(found) < _MOST:
            message = (
                f"正文序号从“{before.shown[:1]}”跳到“{passage.shown[:1]}”，请核对是否少贴了一部分"
            )
            sources = (before.source(0, 1), passage.source(0, 1))
            found.append(Discrepancy("missing_chapter", message, sources))
        before = passage
    return tuple(found)


def _chapter(passage: Passage) -> int:
    found = _CHAPTER.match(passage.flat)
    return number(found[1]) if found else 0
