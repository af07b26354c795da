"""What is done once a day, and the figures of bureaus as each day ended."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class DailyDuty(models.Model):
    """A duty of a day that has been handed to the worker: it is never handed over twice."""

    name = models.CharField(max_length=30)
    on = models.DateField()
    started_at = models.DateTimeField()

    class Meta:
        verbose_name = "每日任务"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["name", "on"], name="duty_once_a_day"),
        ]


class DailyFigureQuerySet(ScopedQuerySet["DailyFigure"]):
    """Questions about the figures of days."""

    path_field = "unit__path"


class DailyFigure(models.Model):
    """A bureau's counters as a day ended, to say what has changed since."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="daily_figures")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    taken_at = models.DateTimeField()
    units = models.PositiveIntegerField(default=0)
    units_signed = models.PositiveIntegerField(default=0)
    staff = models.PositiveIntegerField(default=0)
    staff_reached = models.PositiveIntegerField(default=0)
    units_to_set_up = models.PositiveIntegerField(default=0)
    task_forces = models.PositiveIntegerField(default=0)
    channels = models.PositiveIntegerField(default=0)
    reports_owed = models.PositiveIntegerField(default=0)
    reports_filed = models.PositiveIntegerField(default=0)

    objects = DailyFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "每日数字"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "unit", "on"], name="figure_once_a_day"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["unit", "campaign", "-on"], name="figure_of_unit"),
        ]
