"""The text of a notice with the places marked that values were read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qingyuan.server.campaigns.proposals import Day, ReadNotice, Source, Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; with an anchor it is a mark."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """All of the text in pieces, and the anchor of each place."""

    pieces: tuple[Piece, ...]
    anchors: dict[int, str]  # by the start of the place
    by_sentence: dict[str, str]

    def anchor_of(self, source: Source) -> str:
        """Where the mark of a source stands; empty for what comes from a rule pack."""
        return self.anchors.get(source.start, "") if source.end else ""


def marked_text(text: str, sources: Iterable[Source]) -> MarkedText:
    """Marks each place once; of places that overlap the first holds the others."""
    places = sorted((s for s in sources if s.end > s.start), key=lambda s: (s.start, -s.end))
    anchors: dict[int, str] = {}
    by_sentence: dict[str, str] = {}
    pieces: list[Piece] = []
    done, anchor = 0, ""
    for source in places:
        if source.start >= done:
            anchor = f"source-{source.start}"
            pieces += _before(text, done, source.start)
            pieces.append(Piece(text[source.start : source.end], anchor))
            done = source.end
        anchors.setdefault(source.start, anchor)
        by_sentence.setdefault(source.sentence, anchor)
    pieces += _before(text, done, len(text))
    return MarkedText(tuple(pieces), anchors, by_sentence)


def _before(text: str, start: int, end: int) -> list[Piece]:
    return [Piece(text[start:end])] if end > start else []


def sources_of(read: ReadNotice) -> Iterator[Source]:
    """The places of everything that can be changed or has to be looked at."""
    single: tuple[Text | Day | None, ...] = (
        read.title, read.document_number, read.issuer, read.issued_on, read.campaign_name,
        read.look_back_to,
    )  # fmt: skip
    yield from (value.source for value in single if value)
    for stage in read.stages:
        yield from (v.source for v in (stage.name, stage.starts_on, stage.ends_on) if v)
    for owed in read.deliverables:
        yield from (v.source for v in (owed.name, owed.due_as_written, *owed.owed_by))
    yield from (form.title.source for form in read.forms)
    yield from (rule.text.source for rule in read.rules)
    yield from (each.source for each in read.requirements)
    yield from (gap.source for gap in read.gaps if gap.source)
    yield from (source for each in read.discrepancies for source in each.sources)
