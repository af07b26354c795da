"""A stretch of the notice without spaces, that knows where each character was pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from qingyuan.core.identifiers.folding import fold
from qingyuan.core.naming.normalise import simplify
from qingyuan.core.notices.proposal import Confidence, Proposed, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = TypeVar("Value")
_FURTHEST = 300  # of a sentence that never ends, so much before and after is shown
_ENDS = "。!?"
_CONTACT = re.compile(
    r"[\w.+-]{1,64}[@＠][\w.-]{1,64}|(?<!\d)\d{3,4}[-—－]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)"
    r"|(?<!\d)0\d{9,11}(?!\d)|(?<=电话[:：])[\d\-—－、()（）]{5,40}|(?<=手机[:：])[\d、]{5,40}"
)
_NAME = r"[一-鿿·]{2,4}?"
_PERSON = re.compile(
    rf"((?:联系人|联络员)(?:及电话)?[:：]){_NAME}(?:、{_NAME}){{0,3}}"
    r"(?=$|联系|电话|手机|座机|邮箱|[,，、;；。:：()（）\d])"
)


# Characters of GB2312 itself, which `simplify` leaves alone.
_ALIKE = {"於": "于"}


class _Flat(dict[int, str]):
    """Filled when a character is first met; 家長 becomes 家长 without moving anything."""

    def __missing__(self, codepoint: int) -> str:
        folded = _ALIKE.get(chr(codepoint)) or fold(chr(codepoint))
        plain = simplify(folded) if "一" <= folded <= "鿿" else folded
        flat = self[codepoint] = plain if len(plain) == 1 else folded
        return flat


_FLAT = _Flat()


def flatten(text: str) -> str:
    """Half width, capitals, simplified characters; of the same length."""
    return text.translate(_FLAT)


def mask_contacts(sentence: str) -> str:
    """The sentence with addresses, telephone numbers and contacts' names left out.

    >>> mask_contacts("联系人：李某某，电话：0000-1234567")
    '联系人：（略），电话：（略）'
    """
    return _PERSON.sub(r"\1（略）", _CONTACT.sub("（略）", sentence))


@dataclass(frozen=True, slots=True)
class Passage:
    """A line or a paragraph.

    `flat` is what the rules look at, `shown` the same characters as written, `at` the place of
    each in the text as pasted. `cuts` are places in `flat` where a tab, a bar or a wide gap
    stood; `is_ruled` tells the first two. `clause` and `level` come from the outline.
    """

    number: int
    flat: str
    shown: str
    at: Sequence[int]
    cuts: tuple[int, ...] = ()
    is_ruled: bool = False
    clause: str = ""
    level: int = 0
    stage: int = 0

    def source(self, start: int, end: int, clause: str = "") -> Source:
        """The source of `flat[start:end]`."""
        first = self.at[start] if start < len(self.at) else self.at[-1] + 1
        last = self.at[end - 1] + 1 if end > start else first
        return Source(self.number, first, last, self.sentence(start, end), clause or self.clause)

    def sentence(self, start: int, end: int) -> str:
        """The sentence around `flat[start:end]`, for people."""
        first, last = self.sentence_span(start, end)
        return mask_contacts(self.shown[first:last])

    def sentence_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around `flat[start:end]` begins and ends."""
        floor = max(0, start - _FURTHEST)
        first = max((self.flat.rfind(mark, floor, start) for mark in _ENDS), default=-1) + 1
        ceiling = min(len(self.flat), end + _FURTHEST)
        ends = [self.flat.find(mark, max(end - 1, start), ceiling) for mark in _ENDS]
        return max(first, floor), min((at + 1 for at in ends if at >= 0), default=ceiling)

    def proposed(
        self, value: Value, start: int, end: int, note: str = "", clause: str = ""
    ) -> Proposed[Value]:
        """A value that stands in `flat[start:end]`; with a note it is an inferred one."""
        sure = Confidence.INFERRED if note else Confidence.STATED
        return Proposed(value, self.source(start, end, clause), sure, note)

    def quoted(self, start: int, end: int, note: str = "", clause: str = "") -> Proposed[str]:
        """`flat[start:end]` itself, as written."""
        return self.proposed(mask_contacts(self.shown[start:end]), start, end, note, clause)

    @property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """The spans between the cuts; a bar at either end of a line makes no empty cell."""
        edges = [0, *self.cuts, len(self.flat)]
        return tuple(pairwise(edges))


def joined(first: Passage, second: Passage) -> Passage:
    """Two passages as one, in the place of the first."""
    moved = tuple(len(first.flat) + cut for cut in second.cuts)
    return Passage(
        first.number,
        first.flat + second.flat,
        first.shown + second.shown,
        [*first.at, *second.at],
        first.cuts + moved,
        first.is_ruled or second.is_ruled,
    )
