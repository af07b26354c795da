"""One character for another, so that positions in the folded text are positions in the original.

Full width becomes half width, letters become capitals, every space and invisible character
becomes one blank, every dash a hyphen, and the few traditional or look-alike characters
that turn up in numbers become the usual ones.
"""

from __future__ import annotations

import unicodedata

_DASHES = "‐‑‒–—―−﹘﹣－⁃ー"
# People paste these from mainland, Taiwanese and OCR'd sources; the Cyrillic and Greek letters
# look the same on screen and come from copied web pages.
_ALIKE = dict(
    zip(
        "備號敎證証軟記網無沒辦審請經還粵遼吳蘇贛魯黔陝甯雲АРОСВІΑΡΟΙΒ",
        "备号教证证软记网无没办审请经还粤辽吴苏赣鲁黔陕宁云APOCBIAPOIB",
        strict=True,
    )
)
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


class _Table(dict[int, str]):
    """Filled when a character is first met: the whole of Unicode would cost every start-up."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _fold_character(chr(codepoint))
        return folded


def _fold_character(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _ALIKE:
        return _ALIKE[character]
    category = unicodedata.category(character)
    if category in _BLANK_CATEGORIES:
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "No":  # ① before a number is a list mark: as "1" it would join the digits
        return character
    folded = unicodedata.normalize("NFKC", character).upper()
    return folded if len(folded) == 1 else character


_TABLE = _Table()


def fold(text: str) -> str:
    """The text with unified characters, of the same length.

    >>> fold("教Ａｐｐ備 １１０")
    '教APP备 110'
    """
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """The folded text without any spaces.

    >>> squeeze(" 教App备 110 0871 号")
    '教APP备1100871号'
    """
    return fold(text).replace(" ", "")


def blank_out(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with a bar for every character of the spans, which are in order and apart.

    Nothing is read twice, and nothing moves.
    """
    if not spans:
        return text
    pieces = []
    position = 0
    for start, end in spans:
        pieces += [text[position:start], "|" * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])
