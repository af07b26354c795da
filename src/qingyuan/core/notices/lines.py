"""Lines of the pasted text as passages: no spaces, no markup, table rows with their cells."""

from __future__ import annotations

import re

from qingyuan.core.notices.passage import Passage, flatten
from qingyuan.core.notices.web_paste import MASK, mask_markup

_BREAK = re.compile(r"\r\n?|\n|\x0b|\x0c|\u2028|\u2029")
_MARKDOWN = re.compile(r"[ \t]{0,8}(?:#{1,6} |[-*•>] )")
_RULE = re.compile(r"[|:\-=_ \t─—]{3,}")  # |---|---| and lines drawn under the head
_PAGE_NUMBER = re.compile(r"[-—–]\s?\d{1,3}\s?[-—–]|第\s?\d{1,3}\s?页(?:\s?共\s?\d{1,3}\s?页)?")
_WIDE = re.compile(r"[ \u3000\u00a0]{2,}|\u3000")
_NUMBERED_HEADER = re.compile(
    r"\s{0,20}(?:序\s?号|编号)\s"
)  # its columns may have one blank between
_ANY_GAP = re.compile(r"(?<![A-Za-z])[ \u3000\u00a0]+")
_NOTHING = f" \t\u3000\u00a0{MASK}"
_LONG_LINE = 120
# A line break that became a blank: before a new thought, not inside "7 月" or "APP 管理".
_LOST_BREAK = re.compile(
    r"(?<=[一-鿿。；：，）〉》号日局])(?<!附件)[ \u3000]{1,40}"
    r"(?=[一-鿿（(《“]|\d{4} ?年|\d{1,2}[.．、])"
)
_SPACED = re.compile(r"[一-鿿] [一-鿿]")


def read_lines(text: str, most: int) -> list[Passage]:
    """The lines that hold anything, numbered from 1; no more than `most` and one."""
    masked = mask_markup(text)
    lines: list[Passage] = []
    for start, end in _spans(masked):
        raw = masked[start:end]
        if not raw.strip(_NOTHING) or _RULE.fullmatch(raw) or _PAGE_NUMBER.fullmatch(raw.strip()):
            continue
        skipped = _MARKDOWN.match(raw)
        line = _line(masked, start + (skipped.end() if skipped else 0), end, len(lines) + 1)
        if line.flat:
            lines.append(line)
        if len(lines) > most:
            break
    return lines


def _spans(text: str) -> list[tuple[int, int]]:
    spans = []
    position = 0
    for found in _BREAK.finditer(text):
        spans += _pieces(text, position, found.start())
        position = found.end()
    return spans + _pieces(text, position, len(text))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One line, or several where a whole notice came as one line with blanks for breaks."""
    raw = text[start:end]
    if end - start < max(_LONG_LINE, len(text) // 2) or "\t" in raw:
        return [(start, end)]
    if len(_SPACED.findall(raw)) > (end - start) / 8:  # blanks between all characters
        return [(start, end)]
    spans = []
    position = start
    for found in _LOST_BREAK.finditer(raw):
        spans.append((position, start + found.start()))
        position = start + found.end()
    return [*spans, (position, end)]


def _line(text: str, start: int, end: int, number: int) -> Passage:
    raw = text[start:end].replace("**", MASK * 2)
    flat = flatten(raw)
    kept = [i for i, character in enumerate(flat) if character != " "]
    bars = raw.count("|") + raw.count("｜") >= 2
    is_ruled = bars or "\t" in raw.strip()
    if bars:
        kept = [i for i in kept if flat[i] != "|"]
    return Passage(
        number,
        "".join([flat[i] for i in kept]),
        "".join([raw[i] for i in kept]),
        [start + i for i in kept],
        _cuts(raw, kept, bars=bars, tabs="\t" in raw.strip()),
        is_ruled,
    )


def _cuts(raw: str, kept: list[int], *, bars: bool, tabs: bool) -> tuple[int, ...]:
    if not kept:
        return ()
    if bars or tabs:
        marks = [i for i, c in enumerate(raw) if c in ("|｜" if bars else "\t")]
        if bars:  # the bars that frame the row
            marks = (
                [i for i in marks if kept[0] < i] if raw.lstrip()[:1] not in "|｜" else marks[1:]
            )
            marks = marks[:-1] if marks and raw.rstrip()[-1:] in "|｜" else marks
    else:
        gap = _ANY_GAP if _NUMBERED_HEADER.match(raw) else _WIDE
        marks = [found.start() for found in gap.finditer(raw, kept[0], kept[-1])]
    cuts, reached = [], 0
    for mark in marks:
        while reached < len(kept) and kept[reached] < mark:
            reached += 1
        cuts.append(reached)
    return tuple(cuts)
