"""How often somebody may write a name that is not on the list before they have to wait.

Counted in the cache of the process: teachers of one school come from one address, so only misses
count, and the limits are wide enough for a whole school that misspells.
"""

from __future__ import annotations

import hashlib

from django.core.cache import cache

WAIT_MINUTES = 10
MISSES_FROM_ONE_ADDRESS = 20
MISSES_OF_ONE_CODE = 200


def must_wait(token: str, address: str) -> bool:
    """Whether too many names were wrong lately, from this address or altogether."""
    limits = {
        _key(token, address): MISSES_FROM_ONE_ADDRESS,
        _key(token): MISSES_OF_ONE_CODE,
    }
    misses = cache.get_many(limits)
    return any(misses.get(key, 0) >= limit for key, limit in limits.items())


def note_miss(token: str, address: str) -> None:
    """Counts a name that was not on the list."""
    for key in (_key(token, address), _key(token)):
        cache.add(key, 0, WAIT_MINUTES * 60)
        cache.incr(key)


def _key(*parts: str) -> str:
    return "miss:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()
