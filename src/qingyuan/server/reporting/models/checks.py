"""What the nightly walk along the chains has found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ChainCheck(models.Model):
    """核对: one walk along every chain and every seal."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    chains = models.PositiveIntegerField()
    events = models.PositiveBigIntegerField()
    broken = models.JSONField(default=list)  # [{chain, sequence, sentence}], the first of each

    class Meta:
        verbose_name = "核对"
        ordering: ClassVar[list[str]] = ["-started_at"]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.broken
