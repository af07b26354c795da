"""Who does a deed in the demo: the holder of a post, from an address of the documentation range."""

from __future__ import annotations

from qingyuan.server.evidence.actor import Actor, Channel
from qingyuan.server.organisations.models import Post, Unit


def somebody_at(unit: Unit) -> Actor:
    """The first account of a unit; of one without an account, its unit alone."""
    post = Post.objects.filter(unit=unit, ended_at=None).select_related("holder").first()
    holder = post.holder if post else None
    return Actor(
        name=holder.name if holder else unit.name[:40],
        channel=Channel.WEB,
        user_id=holder.pk if holder else None,
        unit_id=unit.pk,
        address=f"192.0.2.{unit.pk % 250 + 1}",
    )
