"""Which reminder went to whom on which day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from qingyuan.core.deadlines.reminders import Recipient
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.models import Unit


class ReminderSent(models.Model):
    """提醒: about one thing of one unit, once a day, whatever becomes of the worker."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60)  # "deliverable:3"
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    to = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Recipient])
    recipient = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "已发提醒"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["topic", "unit", "on"], name="reminded_once_a_day"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["campaign", "topic", "unit"], name="reminder_last"),
        ]
