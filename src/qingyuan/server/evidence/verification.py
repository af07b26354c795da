"""Proves the chains: every link, every head, every day that was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from qingyuan.server import environment
from qingyuan.server.evidence.hashing import GENESIS, event_fields, link_hash
from qingyuan.server.evidence.models import Chain, Event, Seal, SealedHead
from qingyuan.server.evidence.sealing import Head, file_content, root_of

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place where a chain is not what it was.

    Attributes:
        chain: The chain's key.
        sequence: The event's number in it; 0 where the chain as a whole is meant.
        sentence: What is wrong, for people.
    """

    chain: str
    sequence: int
    sentence: str


def verify_all() -> Iterator[BrokenLink]:
    """The first broken link of each chain, then broken seals; nothing where all is well.

    To be called on one snapshot of the database, so that nobody writes in between.
    """
    yield from _verify_chains(Chain.objects.all())
    yield from verify_seals()


def verify_chain(chain: Chain) -> BrokenLink | None:
    """One chain from its first event to its head, and against the seals."""
    return next(iter(_verify_chains(Chain.objects.filter(pk=chain.pk))), None)


def _verify_chains(chains: QuerySet[Chain]) -> Iterator[BrokenLink]:
    """Three streams side by side, each in the order of chains: heads, events, sealed heads."""
    events = _Stream(
        Event.objects.filter(chain__in=chains).order_by("chain_id", "sequence"), _EVENT
    )
    sealed = _Stream(
        SealedHead.objects.filter(chain__in=chains).order_by("chain_id", "length"), _SEALED
    )
    heads = chains.order_by("pk").values_list("pk", "key", "length", "head_hash")
    for pk, key, length, head_hash in heads.iterator(chunk_size=_AT_ONCE):
        broken = _Walk(key, sealed.of(pk)).along(events.of(pk), length, head_hash)
        if broken is not None:
            yield broken


_EVENT = (
    "sequence",
    "at",
    "actor_id",
    "actor_name",
    "channel",
    "address",
    "deed",
    "object_type",
    "object_id",
    "sentence",
    "old",
    "new",
    "previous_hash",
    "hash",
)
_SEALED = ("length", "head_hash", "seal__on")


class _Stream:
    """Rows in the order of their chains, handed out chain by chain."""

    def __init__(self, rows: QuerySet[Any], names: tuple[str, ...]) -> None:
        values = rows.values_list("chain_id", *names).iterator(chunk_size=_AT_ONCE)
        self._groups = groupby(values, key=itemgetter(0))
        self._waiting: tuple[int, Iterator[tuple[Any, ...]]] | None = next(self._groups, None)

    def of(self, chain_id: int) -> list[tuple[Any, ...]]:
        """The rows of the next chain; none where it has none."""
        if self._waiting is None or self._waiting[0] != chain_id:
            return []
        rows = [row[1:] for row in self._waiting[1]]
        self._waiting = next(self._groups, None)
        return rows


class _Walk:
    """Along one chain, link by link."""

    def __init__(self, key: str, sealed: list[tuple[Any, ...]]) -> None:
        self._key = key
        self._sealed = sealed

    def along(
        self, events: list[tuple[Any, ...]], length: int, head_hash: str
    ) -> BrokenLink | None:
        """The first place where something does not fit."""
        hashes = [GENESIS]
        for number, event in enumerate(events, start=1):
            trouble = self._trouble(event, number, hashes[-1])
            if trouble:
                return BrokenLink(self._key, number, trouble)
            hashes.append(event[-1])
        if len(events) != length or hashes[-1] != head_hash:
            return BrokenLink(
                self._key,
                len(events),
                f"链尾对不上：记录 {len(events)} 条，应有 {length} 条，最后的记录可能被删",
            )
        return self._against_seals(hashes)

    def _trouble(self, event: tuple[Any, ...], number: int, previous: str) -> str:
        sequence, *_, previous_hash, own_hash = event
        if sequence != number:
            return f"第 {number} 条不见了，接着的是第 {sequence} 条"
        if previous_hash != previous:
            return f"第 {number} 条与前一条接不上"
        if own_hash != link_hash(previous, event_fields(self._key, *event[:-2])):
            return f"第 {number} 条的内容被改过（“{event[9]}”）"
        return ""

    def _against_seals(self, hashes: list[str]) -> BrokenLink | None:
        """A chain that was rewritten as a whole differs from where it stood when sealed."""
        for length, head_hash, on in self._sealed:
            if length >= len(hashes) or hashes[length] != head_hash:
                sentence = f"与 {on} 的日封不符：那天封存的第 {length} 条不是现在这一条"
                return BrokenLink(self._key, length, sentence)
        return None


def verify_seals() -> Iterator[BrokenLink]:
    """Each seal against its heads, the seal before it and its file."""
    previous = GENESIS
    for seal in Seal.objects.order_by("on").prefetch_related("heads__chain"):
        heads = [(head.chain.key, head.length, head.head_hash) for head in seal.heads.all()]
        if seal.previous_root != previous or seal.root != root_of(previous, seal.on, heads):
            yield BrokenLink("seal", 0, f"{seal.on} 的日封被改过，或前一天的日封不见了")
            return
        yield from _seal_file(seal, heads, environment.seals_folder() / f"{seal.on}.json")
        previous = seal.root


def _seal_file(seal: Seal, heads: list[Head], path: Path) -> Iterator[BrokenLink]:
    if not path.is_file():
        yield BrokenLink("seal", 0, f"{seal.on} 的日封文件不见了：{path.name}，请从备份找回")
        return
    try:
        kept = json.loads(path.read_bytes())
    except ValueError:
        yield BrokenLink("seal", 0, f"{seal.on} 的日封文件 {path.name} 已损坏，请从备份找回")
        return
    if kept != file_content(seal, heads):
        yield BrokenLink(
            "seal", 0, f"{seal.on} 的日封与文件 {path.name} 不符，数据库里的记录可能被整条重写"
        )


def against_anchor(anchors: Iterable[tuple[str, str]]) -> Iterator[BrokenLink]:
    """Compares roots kept elsewhere, printed or sent, with the seals: pairs of day and root."""
    kept = {seal.on.isoformat(): seal.root for seal in Seal.objects.all()}
    for day, root in anchors:
        if kept.get(day) != root:
            yield BrokenLink("seal", 0, f"{day} 的日封与另存的不符")
