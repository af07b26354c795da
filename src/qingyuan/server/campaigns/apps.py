"""The context as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """行动."""

    name = "qingyuan.server.campaigns"
    label = "campaigns"
    verbose_name = "行动"

    def ready(self) -> None:
        """Follows the tree and the rosters."""
        from qingyuan.server.campaigns import following  # noqa: PLC0415 - models are ready only now
        from qingyuan.server.organisations.following import Follower, follow  # noqa: PLC0415

        follow(
            Follower(
                rows_with_paths=following.rows_with_paths,
                after_move=following.after_move,
                people_joined=following.people_joined,
                people_left=following.people_left,
            )
        )
