"""What a school claims of one app: the name and the number as written, and the right reading."""

from dataclasses import dataclass, field

from benchmarks.inbox.dress import dress_name
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.registry import (
    GENERAL_TOOLS,
    Filing,
    Registry,
    neighbour_name,
    typo,
    unregistered_name,
)
from benchmarks.inbox.truth import Field
from benchmarks.inbox.words.numbers import NO_NUMBER, icp, malformed, other_kind, spell

NumberText = str | int | float


@dataclass(slots=True)
class Claim:
    """One app as a school reports it.

    `name_text` and `number_text` are the cells as written; `fields`, `skip`, `also` the truth.
    """

    name: str
    name_text: str
    number_text: NumberText
    fields: dict[str, Field]
    skip: set[str] = field(default_factory=set)
    also: dict[str, list[Field]] = field(default_factory=dict)
    mess: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Draft:
    """What is claimed, before it is written down."""

    name: str
    number_text: NumberText
    number: str | None
    verdict: str
    registry_name: str | None
    skip: set[str] = field(default_factory=set)
    exact: bool = True


_STATUS = {"正常": "verified", "暂时下线": "offline", "撤销": "withdrawn"}
_CLAIMS = (
    ("right", 62.0),
    ("missing", 8.0),
    ("another_app", 3.0),
    ("neighbour_number", 2.0),
    ("not_in_registry", 4.0),
    ("unregistered", 8.0),
    ("neighbour_unregistered", 2.0),
    ("unregistered_other_kind", 4.0),
    ("unregistered_malformed", 2.5),
    ("registered_other_kind", 3.0),
    ("general_tool", 1.5),
)


def _right(mess: Mess, registry: Registry) -> _Draft:
    filing = mess.pick(registry.filings)
    name, exact = filing.name, True
    if filing.aliases and mess.on("name_alias"):
        name = mess.pick(filing.aliases)
    elif mess.on("name_typo"):
        changed = typo(name, registry)
        name, exact = (changed, False) if changed else (name, True)
    text = spell(mess, filing.digits)
    if isinstance(text, str) and mess.on("number_with_icp"):
        text = mess.pick((f"{text.strip()}\n{icp(mess)}", f"{icp(mess)}；{text.strip()}"))
    return _Draft(name, text, filing.number, _STATUS[filing.status], filing.name, exact=exact)


def _unnumbered(filing: Filing) -> str:
    return "number_missing" if filing.status == "正常" else _STATUS[filing.status]


def _missing(mess: Mess, registry: Registry) -> _Draft:
    filing = mess.pick(registry.filings)
    text = mess.pick(NO_NUMBER)
    return _Draft(filing.name, text, None, _unnumbered(filing), filing.name)


def _registered_other_kind(mess: Mess, registry: Registry) -> _Draft:
    filing = mess.pick(registry.filings)
    text = malformed(mess) if mess.chance(0.3) else other_kind(mess)
    return _Draft(filing.name, text, None, _unnumbered(filing), filing.name)


def _numbered_as(mess: Mess, name: str, holder: Filing) -> _Draft:
    normal = holder.status == "正常"
    verdict = "number_of_another_app" if normal else _STATUS[holder.status]
    text = spell(mess, holder.digits)
    return _Draft(name, text, holder.number, verdict, None, {"registry_name"})


def _another_app(mess: Mess, registry: Registry) -> _Draft:
    holder = mess.pick(registry.filings)
    if mess.chance(0.5):
        return _numbered_as(mess, unregistered_name(mess.rng), holder)
    other = mess.pick(registry.filings)
    if other.name[:2] == holder.name[:2]:
        return _right(mess, registry)
    return _numbered_as(mess, other.name, holder)


def _neighbour_number(mess: Mess, registry: Registry) -> _Draft:
    """The name of one filing with the number of a sister of another subject."""
    filing = mess.pick(registry.filings)
    sisters = [
        f for f in registry.brands[filing.name[:2]]
        if not f.name.startswith(filing.name) and not filing.name.startswith(f.name)
        and not set(f.aliases) & {filing.name} and f.name[2:4] != filing.name[2:4]
    ]  # fmt: skip
    if not sisters:
        return _right(mess, registry)
    return _numbered_as(mess, filing.name, mess.pick(sisters))


def _not_in_registry(mess: Mess, registry: Registry) -> _Draft:
    digits = f"{mess.pick((11, 41, 44, 31))}{mess.rng.randint(0, 99999):05d}"
    if digits in registry.by_digits:
        return _right(mess, registry)
    number, known = f"教APP备{digits}号", mess.chance(0.3)
    name = mess.pick(registry.filings).name if known else unregistered_name(mess.rng)
    skip = {"registry_name"} if known else set()
    text = spell(mess, digits)
    if isinstance(text, int) or text.strip().rstrip("号") == digits:
        text = number
    return _Draft(name, text, number, "number_not_in_registry", None, skip)


def _unregistered(mess: Mess, registry: Registry) -> _Draft:
    del registry
    return _Draft(unregistered_name(mess.rng), mess.pick(NO_NUMBER), None, "unregistered", None)


def _neighbour_unregistered(mess: Mess, registry: Registry) -> _Draft:
    name = neighbour_name(mess.rng, registry) or unregistered_name(mess.rng)
    return _Draft(name, mess.pick(NO_NUMBER), None, "unregistered", None)


def _unregistered_other_kind(mess: Mess, registry: Registry) -> _Draft:
    del registry
    name = unregistered_name(mess.rng)
    return _Draft(name, other_kind(mess), None, "other_kind_of_number", None)


def _unregistered_malformed(mess: Mess, registry: Registry) -> _Draft:
    del registry
    return _Draft(unregistered_name(mess.rng), malformed(mess), None, "malformed_number", None)


def _general_tool(mess: Mess, registry: Registry) -> _Draft:
    del registry
    return _Draft(mess.pick(GENERAL_TOOLS), mess.pick(NO_NUMBER), None, "unregistered", None)


_MAKERS = {
    "right": _right,
    "missing": _missing,
    "another_app": _another_app,
    "neighbour_number": _neighbour_number,
    "not_in_registry": _not_in_registry,
    "unregistered": _unregistered,
    "neighbour_unregistered": _neighbour_unregistered,
    "unregistered_other_kind": _unregistered_other_kind,
    "unregistered_malformed": _unregistered_malformed,
    "registered_other_kind": _registered_other_kind,
    "general_tool": _general_tool,
}


def make_claim(source: Mess, registry: Registry, *, alone: bool = True) -> Claim:
    """One claim with its mess; `alone` is false for a cell that it shares with other apps."""
    mess = source.fork()
    what = mess.weighted(_CLAIMS)
    draft = _MAKERS[what](mess, registry)
    dressed = dress_name(mess, draft.name, alone=alone and draft.exact)
    claim = Claim(
        draft.name, dressed.text, draft.number_text,
        {
            "app_name": draft.name, "app_kind": dressed.kind, "filing_number": draft.number,
            "verdict": draft.verdict, "registry_name": draft.registry_name,
        },
        set(draft.skip), {}, mess.seen | {f"claim_{what}"},
    )  # fmt: skip
    if dressed.also:
        claim.also["app_name"] = [*dressed.also]
        if draft.number is None or registry.labels.intersection(dressed.also):
            claim.skip |= {"verdict", "registry_name"}
    _move_number(mess, claim, draft)
    claim.mess |= mess.seen
    return claim


def _move_number(mess: Mess, claim: Claim, draft: _Draft) -> None:
    """The number into the name's cell, at times."""
    plain = draft.number is not None and isinstance(claim.number_text, str)
    if not plain or claim.number_text != draft.number or not mess.on("number_in_name"):
        return
    claim.name_text = f"{claim.name_text.strip()}{mess.pick(('（{}）', '({})', ' {}'))}".format(
        draft.number
    )
    claim.number_text = ""
