"""The verdict on one written name and what stands in its number column.

The order is the contract's. A well-formed number that the registry has decides by its filing;
one that it lacks is `number_not_in_registry`. Without one the name decides, then the kind of entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qingyuan.core.identifiers.classify import Classified, Kind
from qingyuan.core.naming.identity import Level
from qingyuan.core.naming.normalise import keys_of
from qingyuan.core.registry import wording
from qingyuan.core.registry.filing import FilingStatus
from qingyuan.core.registry.found import Match
from qingyuan.core.registry.match import best_of, find_by_name

if TYPE_CHECKING:
    from qingyuan.core.registry.filing import Filing
    from qingyuan.core.registry.index import RegistryIndex


class Verdict(StrEnum):
    """What the registry says of an app as reported: the first that applies, in this order."""

    WITHDRAWN = "withdrawn"
    OFFLINE = "offline"
    VERIFIED = "verified"
    NUMBER_OF_ANOTHER_APP = "number_of_another_app"
    NUMBER_NOT_IN_REGISTRY = "number_not_in_registry"
    NUMBER_MISSING = "number_missing"
    OTHER_KIND_OF_NUMBER = "other_kind_of_number"
    MALFORMED_NUMBER = "malformed_number"
    UNREGISTERED = "unregistered"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its grounds.

    `filing_number` is the canonical number as reported, None where there is no well-formed one.
    `filing` decided the verdict or, for `number_not_in_registry`, was found by the name.
    `score` from 0 to 1 says how alike the written name and the filing's are, 0 without a filing.
    """

    verdict: Verdict
    filing_number: str | None
    filing: Filing | None
    explanation: str
    score: float

    @property
    def registry_name(self) -> str | None:
        """The registry's own name for the filing that decided."""
        return self.filing.name if self.filing else None


_BY_STATUS = {FilingStatus.WITHDRAWN: Verdict.WITHDRAWN, FilingStatus.OFFLINE: Verdict.OFFLINE}
_OTHER_KINDS = frozenset(
    {
        Kind.ICP_SITE,
        Kind.ICP_APP,
        Kind.ICP_MINI_PROGRAM,
        Kind.POLICE,
        Kind.COPYRIGHT,
        Kind.OTHER_NUMBER,
    }
)


def judge(index: RegistryIndex, name: str, classified: Classified) -> Judgement:
    """Judge one app by its name alone, as `read_app_names` gives it, and its number cell."""
    if classified.filing_numbers:
        return _judge_by_number(index, name, classified.filing_numbers)
    return _judge_by_name(index, name, classified.kind)


def name_agrees(index: RegistryIndex, name: str, number: str) -> bool:
    """Whether the registry has the number and its filing is called so: what `pair_numbers` asks."""
    match = _match_of_number(index, name, number)
    return match is not None and match.similarity.agrees


def _judge_by_number(index: RegistryIndex, name: str, numbers: tuple[str, ...]) -> Judgement:
    number = _best_number(index, name, numbers)
    match = _match_of_number(index, name, number)
    if match is None:
        named = find_by_name(index, name)
        explanation = wording.number_not_in_registry(number, named.filing if named else None)
        return _judgement(Verdict.NUMBER_NOT_IN_REGISTRY, number, named, explanation)
    verdict = _BY_STATUS.get(match.filing.status)
    if verdict is not None:
        return _judgement(verdict, number, match, wording.out_of_force(match.filing))
    if match.similarity.agrees:
        explanation = wording.verified(number, name, match)
        return _judgement(Verdict.VERIFIED, number, match, explanation)
    explanation = wording.number_of_another_app(number, name, match.filing)
    return _judgement(Verdict.NUMBER_OF_ANOTHER_APP, number, match, explanation)


def _best_number(index: RegistryIndex, name: str, numbers: tuple[str, ...]) -> str:
    if len(numbers) == 1:
        return numbers[0]
    return next((number for number in numbers if name_agrees(index, name, number)), numbers[0])


def _match_of_number(index: RegistryIndex, name: str, number: str) -> Match | None:
    """The number's filing whose name is nearest, "different" where the name is another filing's."""
    filings = index.by_number(number)
    if not filings:
        return None
    match = best_of(name, filings)
    if match.similarity.score == 1.0 or not match.similarity.agrees:
        return match
    return Match(match.filing, wording.OTHERS_NAME) if _is_others(index, name, match) else match


def _is_others(index: RegistryIndex, name: str, match: Match) -> bool:
    """Whether another number's filing bears the name in a stricter form than this one does."""
    filings, level = index.by_name(name)
    if level is None or any(filing.number == match.filing.number for filing in filings):
        return False
    # 「X家长端」 under this number and 「X」 under another: an edition written without its word.
    return level is not Level.LOOSE or keys_of(name)[2] not in {
        keys_of(own)[2] for own in match.filing.names
    }


def _judge_by_name(index: RegistryIndex, name: str, kind: Kind) -> Judgement:
    match = find_by_name(index, name) if name else None
    if match is not None:
        verdict = _BY_STATUS.get(match.filing.status)
        if verdict is not None:
            return _judgement(verdict, None, match, wording.out_of_force(match.filing))
        explanation = wording.number_missing(name, match, kind)
        return _judgement(Verdict.NUMBER_MISSING, None, match, explanation)
    if kind in _OTHER_KINDS:
        return _judgement(Verdict.OTHER_KIND_OF_NUMBER, None, None, wording.other_kind(kind))
    if kind is Kind.MALFORMED_FILING:
        return _judgement(Verdict.MALFORMED_NUMBER, None, None, wording.malformed())
    return _judgement(Verdict.UNREGISTERED, None, None, wording.unregistered(kind))


def _judgement(
    verdict: Verdict, number: str | None, match: Match | None, explanation: str
) -> Judgement:
    filing, score = (match.filing, match.similarity.score) if match else (None, 0.0)
    return Judgement(verdict, number, filing, explanation, score)
