"""How far apart two names are, as a class with a score and a reason that a clerk can check.

闽教高分 and 冀教高分 differ by one character of four and are different apps, so a score alone
cannot decide: what counts is which character differs, and what the rest of the name says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from qingyuan.core.naming.distance import edits_between
from qingyuan.core.naming.identity import Level, same_name
from qingyuan.core.naming.normalise import core_key, loose_key
from qingyuan.core.naming.sound import sounds_alike

# Characters that tell editions, stages, subjects and regions apart: never a slip of the hand.
_TELLING = frozenset(
    "0123456789一二三四五六七八九十上下大中小初高幼东西南北甲乙丙语数英理化生史地政"
)


class Likeness(StrEnum):
    """In what way two names are alike."""

    SAME = "same"
    SAME_APART_FROM_WORDS = "same_apart_from_words"
    SAME_PRODUCT = "same_product"
    GENERIC_ENDING = "generic_ending"
    SOUNDS_ALIKE = "sounds_alike"
    ONE_SLIP = "one_slip"
    PART_OF_NAME = "part_of_name"
    TWO_SLIPS = "two_slips"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Similarity:
    """`score` from 0 (nothing in common) to 1 (equal); `reason` is Chinese, for the clerk."""

    likeness: Likeness
    score: float
    reason: str

    @property
    def agrees(self) -> bool:
        """Enough for a name beside its own number: the number is the evidence, this the check."""
        return self.likeness is not Likeness.DIFFERENT


BY_LEVEL = {  # of names that are equal on some level
    Level.EXACT: Similarity(Likeness.SAME, 1.0, "名称一致"),
    Level.LIGHT: Similarity(Likeness.SAME_APART_FROM_WORDS, 0.99, "只多或少“APP”“官方版”等字样"),
    Level.LOOSE: Similarity(Likeness.SAME_PRODUCT, 0.96, "只差使用端或括注"),
}
_REASONS = {
    Likeness.GENERIC_ENDING: (0.93, "只差“平台”“中学版”等通用字样"),
    Likeness.SOUNDS_ALIKE: (0.92, "只差一个同音字"),
    Likeness.ONE_SLIP: (0.90, "只差一个字"),
    Likeness.PART_OF_NAME: (0.80, "一个名称包含另一个"),
    Likeness.TWO_SLIPS: (0.75, "只差两个字"),
}


@lru_cache(maxsize=32768)
def compare_names(written: str, registered: str) -> Similarity:
    """How alike a written name and a registered one are.

    >>> compare_names("优化高份", "优化高分").reason
    '只差一个同音字'
    >>> compare_names("闽教高分", "冀教高分").agrees
    False
    """
    level = same_name(written, registered)
    if level is not None:
        return BY_LEVEL[level]
    one, other = loose_key(written), loose_key(registered)
    return similarity_of(compare_keys(one, other), one, other)


def similarity_of(likeness: Likeness, one: str, other: str) -> Similarity:
    """The likeness of two loose keys with its score and its reason."""
    if likeness in _REASONS:
        return Similarity(likeness, *_REASONS[likeness])
    longest = max(len(one), len(other), 1)
    apart = edits_between(one, other, at_most=longest)
    return Similarity(Likeness.DIFFERENT, round(0.7 * (1 - apart / longest), 3), "名称不同")


def compare_keys(one: str, other: str) -> Likeness:
    """The likeness of two different loose keys."""
    if core_key(one) == other or core_key(other) == one:
        return Likeness.GENERIC_ENDING
    slips = _slips(one, other)
    return _part(one, other) if slips is Likeness.DIFFERENT else slips


def _slips(one: str, other: str) -> Likeness:
    longest = max(len(one), len(other))
    apart = edits_between(one, other, at_most=2)
    if apart == 1:
        return _one_slip(one, other, longest)
    if apart == 2 and longest >= 8 and not telling_difference(one, other):
        return Likeness.TWO_SLIPS
    return Likeness.DIFFERENT


def _one_slip(one: str, other: str, longest: int) -> Likeness:
    if telling_difference(one, other):
        return Likeness.DIFFERENT
    if len(one) == len(other):
        changed = differing(one, other)
        if len(changed) == 1 and sounds_alike(*changed[0]):
            return Likeness.SOUNDS_ALIKE if longest >= 3 else Likeness.DIFFERENT
        # Two neighbours swapped leave every character in place: four are enough to tell.
        return Likeness.ONE_SLIP if longest >= 6 - len(changed) else Likeness.DIFFERENT
    return Likeness.ONE_SLIP if longest >= 4 else Likeness.DIFFERENT


def _part(one: str, other: str) -> Likeness:
    shorter, longer = sorted((one, other), key=len)
    enough = len(shorter) >= 3 and shorter in longer and not longer.replace(shorter, "").isdigit()
    return Likeness.PART_OF_NAME if enough else Likeness.DIFFERENT


def differing(one: str, other: str) -> list[tuple[str, str]]:
    """Pairs of characters that differ, of two strings of one length."""
    return [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]


def telling_difference(one: str, other: str) -> bool:
    """Whether one telling character (a digit, a stage, a subject) stands where another should.

    >>> telling_difference("学而乐小学数学", "学而乐中学数学")
    True
    >>> telling_difference("优化高分", "优化高份")
    False
    """
    if len(one) != len(other):
        return any(character.isdigit() for character in set(one) ^ set(other))
    changed = differing(one, other)
    swapped = len(changed) == 2 and changed[0] == changed[1][::-1]
    return not swapped and any(a in _TELLING and b in _TELLING for a, b in changed)
