"""Proves the chains: every link, every head, every day that was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qingyuan.server import environment
from qingyuan.server.evidence.hashing import GENESIS
from qingyuan.server.evidence.models import Chain, Event, Seal, SealedHead
from qingyuan.server.evidence.sealing import root_of

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
    """The first broken link of each chain, then broken seals; nothing where all is well."""
    for chain in Chain.objects.order_by("pk").iterator(chunk_size=_AT_ONCE):
        broken = verify_chain(chain)
        if broken is not None:
            yield broken
    yield from verify_seals()


def verify_chain(chain: Chain) -> BrokenLink | None:
    """Walks one chain from its first event to its head."""
    previous, number = GENESIS, 0
    events = chain.events.order_by("sequence").iterator(chunk_size=_AT_ONCE)
    for number, event in enumerate(events, start=1):
        event.chain = chain
        trouble = _trouble(event, number, previous)
        if trouble:
            return BrokenLink(chain.key, number, trouble)
        previous = event.hash
    if number != chain.length or previous != chain.head_hash:
        sentence = f"链尾对不上：记录 {number} 条，应有 {chain.length} 条，最后的记录可能被删"
        return BrokenLink(chain.key, number, sentence)
    return _against_seals(chain)


def _trouble(event: Event, number: int, previous: str) -> str:
    if event.sequence != number:
        return f"第 {number} 条不见了，接着的是第 {event.sequence} 条"
    if event.previous_hash != previous:
        return f"第 {number} 条与前一条接不上"
    if event.hash != event.expected_hash():
        return f"第 {number} 条的内容被改过（“{event.sentence}”）"
    return ""


def _against_seals(chain: Chain) -> BrokenLink | None:
    """A chain that was rewritten as a whole differs from where it stood when days were sealed."""
    for head in SealedHead.objects.filter(chain=chain).select_related("seal").order_by("length"):
        event = chain.events.filter(sequence=head.length).first()
        if event is None or event.hash != head.head_hash:
            sentence = f"与 {head.seal.on} 的日封不符：那天封存的第 {head.length} 条不是现在这一条"
            return BrokenLink(chain.key, head.length, sentence)
    return None


def verify_seals() -> Iterator[BrokenLink]:
    """Each seal against its heads, the seal before it and its file."""
    previous = GENESIS
    for seal in Seal.objects.order_by("on").prefetch_related("heads__chain"):
        heads = [(head.chain.key, head.length, head.head_hash) for head in seal.heads.all()]
        if seal.previous_root != previous or seal.root != root_of(previous, seal.on, heads):
            yield BrokenLink("seal", 0, f"{seal.on} 的日封被改过，或前一天的日封不见了")
            return
        yield from _seal_file(seal, environment.seals_folder() / f"{seal.on}.json")
        previous = seal.root


def _seal_file(seal: Seal, path: Path) -> Iterator[BrokenLink]:
    if not path.is_file():
        yield BrokenLink("seal", 0, f"{seal.on} 的日封文件不见了：{path.name}，请从备份找回")
    elif json.loads(path.read_text("utf-8")).get("root") != seal.root:
        yield BrokenLink(
            "seal", 0, f"{seal.on} 的日封与文件 {path.name} 不符，数据库里的记录可能被整条重写"
        )


def against_anchor(anchors: Iterable[tuple[str, str]]) -> Iterator[BrokenLink]:
    """Compares roots kept elsewhere, printed or sent, with the seals: pairs of day and root."""
    kept = {seal.on.isoformat(): seal.root for seal in Seal.objects.all()}
    for day, root in anchors:
        if kept.get(day) != root:
            yield BrokenLink("seal", 0, f"{day} 的日封与另存的不符")
