"""How far each unit has come with what it has to set up, and the sums of the subtree below."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from qingyuan.server.campaigns.models.campaigns import Campaign
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class ReportState(models.TextChoices):
    """The deployment report of one unit."""

    NOT_OWED = "not_owed", "不需报送"
    OWED = "owed", "未报"
    FILED = "filed", "待审核"
    RETURNED = "returned", "需修改"
    ACCEPTED = "accepted", "已通过"


class UnitProgressQuerySet(ScopedQuerySet["UnitProgress"]):
    """Questions about progress; the sums of a subtree stand on its top unit's row."""

    def below(self, unit: Unit) -> Self:
        """The units directly below one, each with its subtree's sums."""
        return self.filter(parent_path=unit.path)

    def with_gaps(self) -> Self:
        """The units that themselves still lack something."""
        # IN, since a bare boolean in the condition keeps SQLite from using the index of gaps.
        return self.filter(has_gap__in=[True])


class UnitProgress(models.Model):
    """进展: a unit on a campaign's frozen list; `campaigns.progress` keeps it.

    The flags are the unit's own, the counts those of its subtree with it.  A unit that is on the
    list but not expected counts for nothing itself and carries the sums of those below it.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="progress")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="progress")
    path = models.CharField(max_length=60)
    parent_path = models.CharField(max_length=60, blank=True)

    is_expected = models.BooleanField(default=True)
    has_task_force = models.BooleanField(default=False)
    is_led_by_head = models.BooleanField(default=False)
    has_channel = models.BooleanField(default=False)
    report = models.CharField(
        max_length=10, choices=ReportState.choices, default=ReportState.NOT_OWED
    )
    has_gap = models.BooleanField(default=True)

    units = models.PositiveIntegerField(default=0)
    task_forces = models.PositiveIntegerField(default=0)
    led_by_head = models.PositiveIntegerField(default=0)
    channels = models.PositiveIntegerField(default=0)
    reports_owed = models.PositiveIntegerField(default=0)
    reports_filed = models.PositiveIntegerField(default=0)  # and not sent back
    reports_accepted = models.PositiveIntegerField(default=0)

    objects = UnitProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "进展"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="progress_once"),
            models.CheckConstraint(
                condition=Q(task_forces__lte=F("units"))
                & Q(led_by_head__lte=F("task_forces"))
                & Q(channels__lte=F("units")),
                name="set_up_at_most_all",
            ),
            models.CheckConstraint(
                condition=Q(reports_filed__lte=F("reports_owed"))
                & Q(reports_accepted__lte=F("reports_filed")),
                name="filed_at_most_owed",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["campaign", "parent_path", "path"], name="progress_children"),
            models.Index(fields=["campaign", "path"], name="progress_path"),
            models.Index(fields=["campaign", "has_gap", "path"], name="progress_gaps"),
            models.Index(fields=["unit"], name="progress_unit"),
            models.Index(
                fields=["campaign", "path"],
                condition=Q(has_task_force=True, is_led_by_head=False),
                name="progress_not_led",
            ),
        ]
