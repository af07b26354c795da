"""Which number belongs to which name, where one cell names several apps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingyuan.core.identifiers.classify import Kind, classify
from qingyuan.core.naming.clean import without_numbering
from qingyuan.core.naming.normalise import exact_key, loose_key
from qingyuan.core.naming.split import numbered_items
from qingyuan.core.reading import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NUMBER_BEGINS = r"(?:教|\d{7}|[\u4e00-\u9fff]\s*(?:ICP|公网)|软著)"
_SEPARATOR = re.compile(
    r"[、；;，,\n\r/／|｜]+"
    rf"|(?:以及|[和与及])(?=\s*{_NUMBER_BEGINS})"
    rf"|(?<=[号號])\s*(?={_NUMBER_BEGINS}|[（(])"
    r"|(?<=[号號])\s+(?=[\u4e00-\u9fff])"
    r"|(?<![备:：])\s+(?=教|[\u4e00-\u9fff]\s*(?:ICP|公网)|软著)"
    r"|(?<=\d)\s+(?=\d{7})"
)
_LINES = (re.compile(r"\s*\n\s*"), re.compile(r"[；;]"), re.compile(r"、"), re.compile(r"[，,]"))
_UNSURE = re.compile(r"待[查核定补]|不清楚|不确定|不知|未知|不明|忘")
_NOTE_AFTER = re.compile(r"^\s*[（(]")
_WORDS = frozenset({Kind.CLAIMED, Kind.IN_PROGRESS, Kind.NONE, Kind.EMPTY, Kind.TEXT})


@dataclass(frozen=True, slots=True)
class PairedNumber:
    """What of the number cell belongs to one name, to be classified; "" if nothing does."""

    text: str
    problems: tuple[Problem, ...] = ()


def pair_numbers(
    names: Sequence[str], cell: str, agrees: Callable[[str, str], bool]
) -> tuple[PairedNumber, ...]:
    """The piece of a number cell that belongs to each name, in the order of the names.

    As many pieces as names pair in order, pieces that carry a name go by it. Otherwise
    `agrees(name, number)` asks the registry whether the number's filing is called so
    (`name_agrees`), and what is left is dealt out in order and marked as a guess.
    Words that hold for all (已备案, 无) are given to every name.
    """
    if len(names) < 2:
        return tuple(PairedNumber(cell) for _ in names)
    pieces = _lines_that_fit(names, cell) or split_numbers(cell)
    if all(classify(piece).kind in _WORDS for piece in pieces) and len(pieces) != len(names):
        return tuple(PairedNumber(cell) for _ in names)
    given = _by_written_name(names, pieces)
    if not given and len(pieces) == len(names):
        return tuple(map(PairedNumber, pieces))
    _by_registry(names, pieces, given, agrees)
    return _deal_out(names, pieces, given)


def _lines_that_fit(names: Sequence[str], cell: str) -> list[str] | None:
    """The pieces between one kind of separator, where there are as many as names.

    So 无 and / keep their place in a list of numbers.
    """
    for separator in _LINES:
        pieces = [piece.strip() for piece in separator.split(cell.strip())]
        if len(pieces) == len(names) and all(pieces):
            return [without_numbering(piece) for piece in pieces]
    return None


def split_numbers(cell: str) -> list[str]:
    """The pieces of a number cell that hold one entry each; [] for an empty one.

    >>> split_numbers("1.教APP备1100827号 2.教APP备1100871号（巧考）")
    ['教APP备1100827号', '教APP备1100871号（巧考）']
    """
    pieces: list[str] = []
    for item in numbered_items(cell):
        for piece in _SEPARATOR.split(without_numbering(item)):
            _add_piece(pieces, piece.strip())
    return pieces


def _add_piece(pieces: list[str], piece: str) -> None:
    if not piece:
        return
    # A note in brackets belongs to the number before it, a name to the number after it.
    if pieces and (_is_note(piece) or _is_name(pieces[-1])):
        pieces[-1] += piece
    else:
        pieces.append(piece)


def _is_name(piece: str) -> bool:
    return classify(piece).kind is Kind.TEXT and not _UNSURE.search(piece)


def _is_note(piece: str) -> bool:
    return bool(_NOTE_AFTER.match(piece)) and not classify(piece).filing_numbers


def _by_written_name(names: Sequence[str], pieces: list[str]) -> dict[int, int]:
    """Name → piece, for pieces that carry the name; the longest name has the first claim."""
    given: dict[int, int] = {}
    # The exact key keeps what stands in brackets: 教APP备1100871号（巧考）.
    keys = [exact_key(piece) for piece in pieces]
    for position in sorted(range(len(names)), key=lambda at: -len(names[at])):
        key = loose_key(names[position])
        for piece, text in enumerate(keys):
            if key and key in text and piece not in given.values():
                given[position] = piece
                break
    return given


def _by_registry(
    names: Sequence[str],
    pieces: list[str],
    given: dict[int, int],
    agrees: Callable[[str, str], bool],
) -> None:
    for position, name in enumerate(names):
        if position in given:
            continue
        for piece, text in enumerate(pieces):
            taken = piece in given.values()
            if not taken and any(agrees(name, one) for one in classify(text).filing_numbers):
                given[position] = piece
                break


def _deal_out(
    names: Sequence[str], pieces: list[str], given: dict[int, int]
) -> tuple[PairedNumber, ...]:
    """Give what is left to the names that are left, in order; the last takes what is over."""
    left = [text for piece, text in enumerate(pieces) if piece not in given.values()]
    open_names = [position for position in range(len(names)) if position not in given]
    unclear = bool(left) and len(left) != len(open_names)
    guess = (_unclear(len(names), len(pieces)),) if unclear else ()
    texts = {position: PairedNumber(pieces[piece]) for position, piece in given.items()}
    for position in open_names:
        last = position == open_names[-1]
        text = "、".join(left) if last else "".join(left[:1])
        left = left[1:]
        texts[position] = PairedNumber(text, guess)
    if left and not open_names:
        texts[0] = PairedNumber(texts[0].text, guess)
    return tuple(texts[position] for position in range(len(names)))


def _unclear(name_count: int, number_count: int) -> Problem:
    message = f"一格写了{name_count}个应用、{number_count}个备案号，无法确定对应关系，请每行一个"
    return Problem("numbers_not_paired", message)
