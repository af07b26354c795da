"""One object of every kind at every unit, each carrying the name of its unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.server.cast import Cast, make_user

from qingyuan.server.organisations.models import Role, Unit, User


@dataclass(slots=True)
class World:
    """The cast with its objects; `objects[kind][unit.pk]` gives what an address takes."""

    cast: Cast
    objects: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    plain: dict[str, dict[str, Any]] = field(default_factory=dict)  # for addresses by name

    def units(self) -> tuple[Unit, ...]:
        """The units that the table asks about."""
        cast = self.cast
        return (
            cast.city,
            cast.donghu,
            cast.primary,
            cast.middle,
            cast.xishan,
            cast.xishan_school,
            cast.direct,
        )

    def keep(self, kind: str, unit: Unit, **kwargs: Any) -> None:
        """Notes what an address needs to lead to the unit's object of a kind."""
        self.objects.setdefault(kind, {})[unit.pk] = kwargs


@dataclass(frozen=True, slots=True)
class Relation:
    """How an object's unit lies to the account's unit."""

    name: str
    unit: Unit
    is_below: bool
    is_above: bool


def relations(world: World, unit: Unit) -> tuple[Relation, ...]:
    """Own, subordinate, sibling, superior and farther units, as seen from one unit."""
    return tuple(
        Relation(
            name=_name(unit, other),
            unit=other,
            is_below=unit.contains(other),
            is_above=other.contains(unit) and other.pk != unit.pk,
        )
        for other in world.units()
    )


def _name(unit: Unit, other: Unit) -> str:
    if unit.pk == other.pk:
        return "own"
    if unit.contains(other):
        return "subordinate"
    if other.contains(unit):
        return "superior"
    return "sibling" if unit.parent_id == other.parent_id else "foreign"


def accounts_of_every_role(unit: Unit) -> dict[Role, User]:
    """One account a role at a unit."""
    return {
        role: make_user(f"{role.value}-{unit.pk}", f"某{role.label}", unit, role) for role in Role
    }
