"""Events: each in the transaction of its deed, each bound to the one before it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from qingyuan.server.evidence.actor import Actor
from qingyuan.server.evidence.models import Chain, Event

PLATFORM_CHAIN = "platform"


def chain_key(unit_id: int | None) -> str:
    """The chain in which a unit's events stand; those of no unit stand in the platform's."""
    return f"unit:{unit_id}" if unit_id else PLATFORM_CHAIN


def record(  # noqa: PLR0913 - an event has as many sides
    *,
    deed: str,
    about: tuple[str, int],
    sentence: str,
    by: Actor,
    at: datetime,
    unit_id: int | None = None,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
) -> Event:
    """Appends one event to a unit's chain, in the transaction of the deed.

    Args:
        deed: `context.noun.verb`, such as `organisations.unit.renamed`.
        about: Type and number of the record, such as `("unit", 17)`.
        sentence: What happened, in Chinese, for those who read the history.
        by: Who.
        at: When.
        unit_id: Whose chain; the actor's own unit where none is given.
        old: What the fields held before.
        new: What they hold now.

    Raises:
        RuntimeError: there is no transaction; an event never stands without its deed.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is recorded inside the transaction of its deed")
    chain = _locked_chain(chain_key(unit_id or by.unit_id))
    return _append(
        chain,
        Event(
            at=at,
            actor_id=by.user_id,
            actor_name=by.name,
            channel=by.channel,
            address=by.address,
            deed=deed,
            object_type=about[0],
            object_id=about[1],
            sentence=sentence,
            old=old or {},
            new=new or {},
        ),
    )


def _append(chain: Chain, event: Event) -> Event:
    event.chain, event.sequence = chain, chain.length + 1
    event.previous_hash = chain.head_hash
    event.hash = event.expected_hash()
    event.save(force_insert=True)
    chain.length, chain.head_hash = event.sequence, event.hash
    chain.save(update_fields=["length", "head_hash"])
    return event


def _locked_chain(key: str) -> Chain:
    """The head row serialises writers of one chain; SQLite's immediate transactions do it alone."""
    chain = Chain.objects.select_for_update().filter(key=key).first()
    if chain is None:
        Chain.objects.bulk_create([Chain(key=key)], ignore_conflicts=True)
        chain = Chain.objects.select_for_update().get(key=key)
    return chain
