"""The parts of a notice: head, body with its signature, and the annexes that follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingyuan.core.notices.passage import Passage

_NUMERAL = r"[\d一二三四五六七八九十]{1,3}"
_DAY = rf"(?:\d{{4}}|[〇○零O一二三四五六七八九]{{4}})年{_NUMERAL}月{_NUMERAL}日"
_NUMERIC_DAY = r"\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}"
_ORG = r"[一-鿿]{2,24}(?:\([一-鿿]{1,4}\))?"
SIGNED = re.compile(rf"(?P<issuer>{_ORG})?(?P<day>{_DAY}|{_NUMERIC_DAY})(?:印发)?")
_BARE_LABEL = re.compile(r"附件?(\d{0,2})[:：]?")
_LABEL = re.compile(r"附件?(?P<number>\d{0,2})(?P<mark>[:.、]?)(?P<title>[^。;]{2,60})")
_LIST_ITEM = re.compile(r"(\d{1,2})[.、．]")
_TABLE_TITLE = re.compile(r"[^,。;:]{2,30}(?:表|清单|台账)")
_FEWEST_CELLS = 3
_KIND_OF_FORM = r"模板|提纲|参考提纲|参考模板|参考|样表|样式|表样|范本|式样"
_REMARK = re.compile(rf"\((?:{_KIND_OF_FORM})\)|\.(?:XLSX?|DOCX?|PDF|WPS)$")


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """A line of the list of annexes: its number, and the span of its title in the passage."""

    number: int
    passage: Passage
    start: int
    end: int

    @property
    def key(self) -> str:
        """The title as titles are compared."""
        return title_key(self.passage.flat[self.start : self.end])


@dataclass(frozen=True, slots=True)
class AnnexText:
    """An annex as it stands at the end: its number, whether that was written, and its lines."""

    number: int
    has_label: bool
    lines: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A notice cut up. `annex_list` are the titles in front, `annexes` the annexes themselves."""

    body: tuple[Passage, ...]
    annex_list: tuple[AnnexEntry, ...]
    annexes: tuple[AnnexText, ...]


def title_key(flat: str) -> str:
    """An annex's title without (模板), file endings and punctuation."""
    return re.sub(r"[^\w]", "", _REMARK.sub("", flat))


def split_parts(lines: Sequence[Passage]) -> Parts:
    """Cuts the notice; lines of the annex list belong to no part of the body."""
    begin = _annexes_begin(lines)
    entries, listed = _annex_list(lines[:begin])
    titles = {entry.key: entry.number for entry in entries if entry.key}
    starts = _starts(lines, begin, titles)
    first = starts[0][0] if starts else len(lines)
    body = tuple(line for i, line in enumerate(lines[:first]) if i not in listed)
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    annexes = tuple(
        AnnexText(number, has_label, tuple(lines[start:end]))
        for (start, number, has_label), end in zip(starts, ends, strict=False)
    )
    return Parts(body, entries, annexes)


def _annexes_begin(lines: Sequence[Passage]) -> int:
    """The first line that may begin an annex: a bare label, or a label after the signature."""
    signed = False
    for i, line in enumerate(lines):
        signed = signed or SIGNED.fullmatch(line.flat) is not None
        after = lines[i + 1].flat if i + 1 < len(lines) else ""
        if _BARE_LABEL.fullmatch(line.flat) and not _LIST_ITEM.match(after):
            return i
        if signed and _LABEL.fullmatch(line.flat) and not _is_list(lines, i):
            return i
        if signed and _is_table_title(lines, i):
            return i
    return len(lines)


def _is_table_title(lines: Sequence[Passage], at: int) -> bool:
    """`手机软件起底表` without a label, above a row of at least three cells."""
    below = lines[at + 1].cells if at + 1 < len(lines) else ()
    return _TABLE_TITLE.fullmatch(lines[at].flat) is not None and len(below) >= _FEWEST_CELLS


def _is_list(lines: Sequence[Passage], at: int) -> bool:
    """Whether a label with a title is an entry of a list: another entry or the end follows."""
    found = _LABEL.fullmatch(lines[at].flat)
    after = lines[at + 1].flat if at + 1 < len(lines) else ""
    if found is None or not after:
        return True
    return _LABEL.fullmatch(after) is not None or _LIST_ITEM.match(found["title"]) is not None


def _annex_list(lines: Sequence[Passage]) -> tuple[tuple[AnnexEntry, ...], set[int]]:
    entries: list[AnnexEntry] = []
    listed: set[int] = set()
    open_list = False
    for i, line in enumerate(lines):
        found = _list_start(line.flat)
        item = _LIST_ITEM.match(line.flat) if open_list else None
        if found is None and item is None:
            open_list = False
            continue
        open_list = True
        listed.add(i)
        entries += _entries(line, found.end() if found else 0, len(entries) + 1)
    return tuple(entries), listed


_LIST_START = re.compile(r"附件?[:：]|附件?(?=\d{1,2}[:.、].{2})|附件?:?$")


def _list_start(flat: str) -> re.Match[str] | None:
    found = _LIST_START.match(flat)
    if found is None or len(flat) > 400 or "。" in flat:
        return None
    return found


def _entries(line: Passage, start: int, number: int) -> list[AnnexEntry]:
    entries: list[AnnexEntry] = []
    for piece_start, piece_end in _pieces(line.flat, start):
        found = re.compile(r"(?:附件)?(\d{1,2})?[.、:．]?").match(line.flat, piece_start, piece_end)
        title_start = found.end() if found else piece_start
        if piece_end - title_start >= 2:
            written = int(found[1]) if found and found[1] else number + len(entries)
            entries.append(AnnexEntry(written, line, title_start, piece_end))
    return entries


def _pieces(flat: str, start: int) -> list[tuple[int, int]]:
    """A list in one line: `1、一校一清单;2、自查报告`."""
    marks = [
        m.start()
        for m in re.compile(r"(?<=[^\d附件])(?:附件)?\d{1,2}[.、:．](?=[^\d])").finditer(
            flat, start + 1
        )
    ]
    edges = [start, *marks, len(flat)]
    return [(a, b - (flat[b - 1] in ";,。") if b > a else b) for a, b in pairwise(edges)]


def _starts(
    lines: Sequence[Passage], begin: int, titles: dict[str, int]
) -> list[tuple[int, int, bool]]:
    """Line, number and whether a label stands there, for each annex; a title alone serves too.

    教体办电教〔2023〕56号 has lost the label of its fourth annex.
    """
    starts: list[tuple[int, int, bool]] = []
    seen: set[str] = set()
    for i in range(begin, len(lines)):
        flat = lines[i].flat
        bare, label = _BARE_LABEL.fullmatch(flat), _LABEL.fullmatch(flat)
        key = title_key(label["title"] if label else flat)
        if bare:
            starts.append((i, int(bare[1] or 0) or len(starts) + 1, True))
            seen.add(title_key(lines[i + 1].flat) if i + 1 < len(lines) else "")
        elif label and (label["number"] or label["mark"]) and (key in titles or not starts):
            number = int(label["number"] or 0) or titles.get(key, len(starts) + 1)
            starts.append((i, number, True))
            seen.add(key)
        elif i == begin and _is_table_title(lines, i):
            starts.append((i, 1, False))
            seen.add(key)
        elif key in titles and key not in seen:
            starts.append((i, titles[key], False))
            seen.add(key)
    return starts
