"""Those who follow when a unit moves or a roster changes: contexts above register here.

Organisations know nothing of campaigns; they call whoever has asked to be called, in the deed's own
transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qingyuan.server.organisations.models import Person, Unit

Rows = tuple[Any, str]
"""A QuerySet and the name of its path field."""


@dataclass(frozen=True, slots=True)
class Follower:
    """What one context does."""

    rows_with_paths: Callable[[], Iterable[Rows]]
    after_move: Callable[[Unit], None]
    people_joined: Callable[[Unit, list[Person]], None]
    people_left: Callable[[Unit, list[Person]], None]


_FOLLOWERS: list[Follower] = []


def follow(follower: Follower) -> None:
    """Registers a context, once, when Django starts."""
    _FOLLOWERS.append(follower)


def followers() -> tuple[Follower, ...]:
    """All that have registered."""
    return tuple(_FOLLOWERS)
