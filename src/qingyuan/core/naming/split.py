"""Several apps in one cell: where a cell is cut, and where it only looks as if it should be.

、；，and a new line always separate, outside quotation marks and brackets. What may be part of a
name (和, /, +, a space) separates only where every side is certainly a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qingyuan.core.naming.clean import clean_name
from qingyuan.core.naming.kind import ANY_KIND
from qingyuan.core.naming.marks import (
    CLOSING_QUOTES,
    OPENING_QUOTES,
    is_protected,
    is_quoted,
    spans,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    IsKnown = Callable[[str], bool]

_HARD = re.compile(r"[、；;\n\r，,。]+")
_SLASH = re.compile(r"\s*[/／|｜\\]+\s*")
_JOINING = (re.compile(r"\s*(?:以及|[和与及+＋&＆])\s*"), re.compile(r"\s+"))
_ITEM = re.compile(r"(?<!\d)(\d{1,2})\s*(?:[、)）]|[.．](?!\d))|[（(]\s*(\d{1,2})\s*[)）]|([①-⑳])")
_BETWEEN_QUOTES = re.compile(rf"(?<=[{CLOSING_QUOTES}])(\s*{ANY_KIND}?\s*)(?=[{OPENING_QUOTES}])")
_ENDS_WITH_KIND = re.compile(rf"{ANY_KIND}\s*[）)]?\s*$")
_EDITION = re.compile(
    r"[（(]?(?:学生|教师|老师|家长|管理|手机|安卓|苹果|电脑|网页|PC|pc)[端版]?[）)]?"
)
_ENDS_WITH_EDITION = re.compile(r"(?:学生|教师|老师|家长|管理)[端版]$")
_OPENS_NOTE = re.compile(r"[（(\[［]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LONG_ENOUGH = 3
_FEW = 4  # joints; a sentence has more


def split_names(text: str, is_known: IsKnown, *, several: bool) -> list[str]:
    """The parts of a cell that each hold one app; `several` if the cell says that it holds more."""
    items = numbered_items(text)
    parts = [part for item in items for part in _split_hard(_unquoted_list(item, is_known))]
    if several and len(parts) == 1:
        loose = _split_at_joints(parts[0], _is_plausible)
        if loose:
            return loose
    return [name for part in parts for name in _split_soft(part, is_known)]


def _unquoted_list(text: str, is_known: IsKnown) -> str:
    """The inside of “优化高分、巧考”, where one pair of marks holds several known names."""
    if not is_quoted(text) or not _HARD.search(text):
        return text
    names = [clean_name(part)[0] for part in _HARD.split(text[1:-1])]
    return text[1:-1] if all(map(is_known, names)) else text


def numbered_items(text: str) -> list[str]:
    """Items of a list numbered 1, 2, …; the text itself where there is none."""
    cuts = [found.start() for found in _sequence(text)]
    if len(cuts) < 2 or text[: cuts[0]].strip():
        return [text]
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _sequence(text: str) -> Iterator[re.Match[str]]:
    expected = 1
    for found in _ITEM.finditer(text):
        plain, bracketed, circled = found.groups()
        number = int(plain or bracketed) if circled is None else ord(circled) - ord("①") + 1
        if number == expected:
            expected += 1
            yield found


def _split_hard(text: str) -> list[str]:
    text = _numberless(text)
    cuts = sorted(_free_cuts(_HARD, text) + _free_cuts(_BETWEEN_QUOTES, text))
    parts: list[str] = []
    for part in _cut(text, cuts):
        _join_or_add(parts, part.strip())
    return parts or [text]


def _numberless(text: str) -> str:
    found = _ITEM.match(text.lstrip())
    return text.lstrip()[found.end() :] if found else text


def _free_cuts(separator: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where the separator stands outside quotation marks and brackets."""
    protected = spans(text)
    found = (match.span() for match in separator.finditer(text))
    return [cut for cut in found if not is_protected(cut[0], protected)]


def _cut(text: str, cuts: list[tuple[int, int]]) -> Iterator[str]:
    """Pieces between the cuts; a kind word between two quoted names goes with the first."""
    start = 0
    for first, last in cuts:
        kept = last if _ENDS_WITH_KIND.search(text[first:last]) else first
        yield text[start:kept]
        start = last
    yield text[start:]


def _join_or_add(parts: list[str], part: str) -> None:
    """Add a piece, or put it back where it continues the piece before: （学生端）, APP, 家长端."""
    name = clean_name(part)[0]
    is_edition = bool(_EDITION.fullmatch(name))
    if parts and part and (not name or is_edition or _is_note(part)):
        parts[-1] += f"、{part}" if is_edition and _ENDS_WITH_EDITION.search(parts[-1]) else part
    elif part:
        parts.append(part)


def _is_note(part: str) -> bool:
    return bool(_OPENS_NOTE.match(part)) and spans(part) == [(0, len(part) - 1)]


def _split_soft(text: str, is_known: IsKnown) -> list[str]:
    def closed(part: str) -> bool:
        return _is_closed(part, is_known)

    if not (_SLASH.search(text) or any(joint.search(text) for joint in _JOINING)):
        return [text]
    if is_known(clean_name(text)[0]):
        return [text]
    return (
        _split_at_slashes(text, closed)
        or _split_at_joints(text, closed)
        or _split_beside_known(text, is_known)
        or [text]
    )


def _split_at_slashes(text: str, closed: Callable[[str], bool]) -> list[str]:
    """Parts between slashes, where each could be a name; 学生/家长 and A/B could not."""
    cuts = _free_cuts(_SLASH, text)
    parts = [part for part in _cut(text, cuts) if clean_name(part)[0]]
    names = len(parts) > 1 and (
        all(_is_plausible(part) or closed(part) for part in parts)
        # A name that is certain vouches for short ones beside it: 晨星作业/QQ.
        or (any(map(closed, parts)) and all(_is_short_name(part) for part in parts))
    )
    return parts if names else []


def _split_at_joints(text: str, accepts: Callable[[str], bool]) -> list[str]:
    """Parts at 和, +, spaces, where every part is accepted; [] where some part is not."""
    parts: list[str] = []
    cut = _first_joint(text, accepts)
    while cut is not None:
        parts.append(text[: cut[0]])
        text = text[cut[1] :]
        cut = _first_joint(text, accepts)
    return [*parts, text] if parts and accepts(text) else []


def _first_joint(text: str, accepts: Callable[[str], bool]) -> tuple[int, int] | None:
    cuts = (cut for joint in _JOINING for cut in _free_cuts(joint, text))
    return next((cut for cut in cuts if accepts(text[: cut[0]])), None)


def _split_beside_known(text: str, is_known: IsKnown) -> list[str]:
    """Two parts of which one is known and long enough to be no accident: 优化高分和巧烤."""
    cuts = _free_cuts(_JOINING[0], text)
    for first, last in cuts if len(cuts) <= _FEW else ():
        sides = text[:first], text[last:]
        names = [clean_name(side)[0] for side in sides]
        long = all(len(_CHINESE.findall(name)) >= _LONG_ENOUGH for name in names)
        if long and any(len(name) > _LONG_ENOUGH and is_known(name) for name in names):
            return [part for side in sides for part in _split_soft(side, is_known)]
    return []


def _is_closed(part: str, is_known: IsKnown) -> bool:
    """Whether a part is certainly a whole name: quoted, ended by its kind, or known."""
    name = clean_name(part)[0]
    if len(name) < 2 or _EDITION.fullmatch(name):
        return False
    return is_quoted(part.strip()) or bool(_ENDS_WITH_KIND.search(part)) or is_known(name)


def _is_short_name(part: str) -> bool:
    name = clean_name(part)[0]
    return len(name) >= 2 and not _EDITION.fullmatch(name)


def _is_plausible(part: str) -> bool:
    name = clean_name(part)[0]
    return len(_CHINESE.findall(name)) >= 2 and not _EDITION.fullmatch(name)
