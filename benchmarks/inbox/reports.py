"""What a school has to report, before it is written down."""

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.inbox.claims import Claim, make_claim
from benchmarks.inbox.grid import Value
from benchmarks.inbox.lines import Document, Usage
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.registry import Registry
from benchmarks.inbox.words import dates, texts

_BRACKETS = (
    "[{}]",
    "({})",
    "（{}）",
    "【{}】",
    "﹝{}﹞",
    "〔{}〕",
    "［{}］",
    "<{}>",
    "〈{}〉",
    "{{{}}}",
)


@dataclass(slots=True)
class Report:
    """The facts of one unit: apps in use (Annex 2) and documents (Annex 1)."""

    usages: list[Usage]
    documents: list[Document]


class _Fresh:
    """Claims no two of which share a name or a number: no duplicate by accident."""

    def __init__(self, mess: Mess, registry: Registry) -> None:
        self.mess, self.registry = mess, registry
        self.taken: set[object] = {None}

    def claims(self) -> list[Claim]:
        """The apps of one cell."""
        if not self.mess.fork().on("several_apps"):
            return [self._one(alone=True)]
        chosen = [self._one(alone=False) for _ in range(self.mess.pick((2, 2, 3)))]
        for claim in chosen:
            text = str(claim.number_text).strip()
            if not text or any(mark in text for mark in "\n，；、/,;"):
                self._plain_number(claim)
        return chosen

    def _plain_number(self, claim: Claim) -> None:
        number = claim.fields["filing_number"]
        claim.number_text = str(number) if number else "无"
        claim.name_text = claim.name if "备" in claim.name_text else claim.name_text
        claim.mess -= {"number_in_name"}

    def _one(self, *, alone: bool) -> Claim:
        while True:
            claim = make_claim(self.mess, self.registry, alone=alone)
            number = claim.fields["filing_number"]
            if claim.name not in self.taken and (number is None or number not in self.taken):
                self.taken |= {claim.name, number}
                return claim


def make_usage(mess: Mess, fresh: _Fresh) -> Usage:
    """An app in use, with ordinary answers."""
    return Usage(
        fresh.claims(),
        mess.pick(texts.FUNCTIONS),
        mess.weighted((("recommended", 8), ("mandatory", 2))),
        mess.weighted(((True, 7), (False, 3))),
        mess.weighted(((False, 8), (True, 2))),
    )


def _until(mess: Mess) -> tuple[Value, str | None, bool]:
    """The time limit as written, as read, and whether clerks agree."""
    day = date(2021, 1, 5) + timedelta(days=mess.rng.randint(0, 1400))
    if mess.on("date_cell"):
        serial = (day - date(1899, 12, 30)).days
        return (day if mess.chance(0.7) else serial), day.isoformat(), True
    if mess.chance(0.35):
        words = dates.NONE_WORDS if mess.on("date_wording") else dates.NONE_WORDS[:1]
        return mess.pick(words), "none", True
    if mess.chance(0.06):
        return mess.pick(("", "", "/")), None, True
    if mess.chance(0.06):
        return mess.pick(dates.OPEN_WORDS), None, False
    written, read = mess.pick(dates.SHAPES) if mess.on("date_wording") else dates.SHAPES[0]
    return written(day), read(day).isoformat(), True


def _document_number(mess: Mess, prefix: str) -> tuple[str, str | None]:
    if mess.chance(0.25):
        return mess.pick(("", "无", "/", "无文号", "—", "")), None
    year, number = mess.rng.randint(2021, 2023), mess.rng.randint(1, 240)
    canonical = f"{prefix}〔{year}〕{number}号"
    if not mess.on("document_number_sloppy"):
        return canonical, canonical
    bracket = mess.pick(_BRACKETS).format(year)
    return mess.pick((
        f"{prefix}{bracket}{number}号", f"{prefix}{bracket}{number}号",
        f"{prefix} {bracket} {number} 号",
        f"{prefix}{bracket}{number}", f"{prefix}{bracket}{number}號",
        f" {prefix}{bracket}{number}号 ",
        f"{prefix}〔{year // 100} {year % 100}〕{number}号",
    )), canonical  # fmt: skip


def make_document(
    mess: Mess, fresh: _Fresh, name: str, prefix: str, departments: tuple[str, ...]
) -> Document:
    """A document or activity and the apps it names."""
    source = mess.fork()
    number_text, number = _document_number(source, prefix)
    until_text, until, agreed = _until(source)
    cells = source.weighted(((1, 7), (2, 2), (3, 1)))
    skip = set() if agreed else {"valid_until"}
    return Document(
        name, number_text, number, source.pick(departments), source.pick(texts.PURPOSES),
        until_text, until, skip, source.seen, [fresh.claims() for _ in range(cells)],
    )  # fmt: skip


def _document_names(mess: Mess, count: int) -> list[str]:
    topics = mess.rng.sample(texts.TOPICS, count)
    names = [mess.pick(texts.DOCUMENTS).format(t=topic) for topic in topics]
    return [f"《{name}》" if mess.chance(0.2) else name for name in names]


def make_report(
    mess: Mess,
    registry: Registry,
    prefix: str,
    counts: tuple[int, int],
    departments: tuple[str, ...],
) -> Report:
    """A report with so many apps in use and so many documents."""
    fresh = _Fresh(mess, registry)
    usages = [make_usage(mess, fresh) for _ in range(counts[0])]
    names = _document_names(mess, counts[1])
    documents = []
    for name in names:
        fresh = _Fresh(mess, registry)
        documents.append(make_document(mess, fresh, name, prefix, departments))
    return Report(usages, documents)
