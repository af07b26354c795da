"""Software-copyright numbers, of the certificate and of the registration.

    软著登字第 1234567 号      certificate: a running number, 4 to 8 digits, also BJ12345 of old
    2023 SR 1234567            registration: year, "software right", 4 to 7 digits

Source: 《计算机软件著作权登记办法》, certificates of the Copyright Protection Centre of China.

>>> validate("软著登字第 1234567 号")
'软著登字第1234567号'
>>> validate("2023sr0123456")
'2023SR0123456'
>>> find("证书 软著登字第7654321号（登记号：2023SR0123456）")
['软著登字第7654321号', '2023SR0123456']
"""

from __future__ import annotations

import re

from qingyuan.core.identifiers.folding import fold, squeeze
from qingyuan.core.identifiers.found import Found, numbers
from qingyuan.core.identifiers.invalid import InvalidIdentifier

# The words between 软著 and the digits are listed: "软著：无；教APP备…" must not be bridged.
_NUMBER = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d) *+S *+R *+(?:NO\.?+ *+)?(?P<serial>\d{4,8})(?!\d)"
    r"|软 *+(?:件 *+)?著 *+(?:作 *+权? *+)?[登变更补充撤转记证书备案编字号码第为是:#.()（） -]*+"
    r"(?P<letters>[A-Z]{2})?(?P<digits>\d{4,10})(?!\d)(?! *+SR)(?: *+号)?"
)
_CANONICAL = re.compile(r"软著登字第(?:[A-Z]{2})?\d{4,8}号|(?:19|20)\d\dSR\d{4,7}")


def compact(text: str) -> str:
    """The number in its usual wording, or the squeezed text if it is none."""
    squeezed = squeeze(text)
    match = _NUMBER.fullmatch(squeezed)
    return _canonical(match) if match else squeezed


def validate(text: str) -> str:
    """The canonical form; raises `InvalidIdentifier`."""
    number = compact(text)
    if not _CANONICAL.fullmatch(number):
        raise InvalidIdentifier(
            "copyright_malformed",
            "软件著作权号应为“软著登字第…号”或“2023SR…”，请对照证书核对",
        )
    return number


def is_valid(text: str) -> bool:
    """Whether `validate` would return."""
    try:
        validate(text)
    except InvalidIdentifier:
        return False
    return True


def format(text: str) -> str:  # noqa: A001 - the word that python-stdnum uses in every module
    """The number as it is printed, which is its canonical form."""
    return validate(text)


def locate(text: str) -> list[Found]:
    """Every certificate or registration number in the text."""
    return locate_folded(fold(text))


def locate_folded(folded: str) -> list[Found]:
    """`locate` for text that went through `folding.fold`."""
    if "著" not in folded and "S" not in folded:
        return []
    return [
        Found(match.start(), match.end(), _canonical(match)) for match in _NUMBER.finditer(folded)
    ]


def find(text: str) -> list[str]:
    """The canonical forms of what `locate` finds, each once."""
    return numbers(locate(text))


def _canonical(match: re.Match[str]) -> str:
    if match["year"]:
        return f"{match['year']}SR{match['serial']}"
    return f"软著登字第{match['letters'] or ''}{match['digits']}号"
