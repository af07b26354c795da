"""How an event is made into bytes and the bytes into a link of the chain.

Written down so that anyone can check a chain without this program: every field is preceded by its
length in bytes and a colon, so that no two different events give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def link_hash(previous: str, fields: Iterable[str]) -> str:
    """SHA-256 over the previous link's hash and the fields, as 64 hex digits.

    >>> link_hash(GENESIS, ["a", "b"]) == link_hash(GENESIS, ["ab", ""])
    False
    """
    digest = hashlib.sha256(previous.encode("ascii"))
    for field in fields:
        data = field.encode()
        digest.update(f"{len(data)}:".encode("ascii"))
        digest.update(data)
    return digest.hexdigest()


def canonical_json(value: Any) -> str:
    """JSON with one spelling: keys in order, no spaces, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_time(at: datetime) -> str:
    """UTC to the microsecond, whatever the database's own zone is."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def event_fields(  # noqa: PLR0913, PLR0917 - an event has as many sides, in this order
    chain: str,
    sequence: int,
    at: datetime,
    actor_id: int | None,
    actor_name: str,
    channel: str,
    address: str,
    deed: str,
    object_type: str,
    object_id: int,
    sentence: str,
    old: Any,
    new: Any,
) -> tuple[str, ...]:
    """An event's sides as the texts that its hash covers, in their order."""
    return (
        chain,
        str(sequence),
        canonical_time(at),
        "" if actor_id is None else str(actor_id),
        actor_name,
        channel,
        address,
        deed,
        object_type,
        str(object_id),
        sentence,
        canonical_json(old),
        canonical_json(new),
    )
