"""What a unit has filed for a deliverable, version by version."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from qingyuan.server.campaigns.models.campaigns import Deliverable
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class SubmissionQuerySet(ScopedQuerySet["Submission"]):
    """Questions about what was filed."""

    def standing(self) -> SubmissionQuerySet:
        """The newest of each unit."""
        return self.filter(is_newest=True)


class Submission(models.Model):
    """报送材料: one filing of one unit, with its receipt."""

    class State(models.TextChoices):
        """From filing to the answer of the level above."""

        SUBMITTED = "submitted", "待审核"
        RETURNED = "returned", "需修改"
        ACCEPTED = "accepted", "已通过"

    deliverable = models.ForeignKey(
        Deliverable, on_delete=models.PROTECT, related_name="submissions"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="submissions")
    path = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(default=1)
    is_newest = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    receipt_number = models.CharField(max_length=40, unique=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    scan_name = models.CharField(max_length=120, blank=True)  # the stamped copy
    figures = models.JSONField(default=dict)  # what stood in it, frozen
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=40)
    due_on = models.DateField()  # the date that stood at that moment
    is_late = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "报送材料"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["deliverable", "unit", "number"], name="submission_number_once"
            ),
            models.UniqueConstraint(
                fields=["deliverable", "unit"],
                condition=Q(is_newest=True),
                name="submission_newest_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="return_has_a_reason"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["deliverable", "state", "path"], name="submission_queue"),
        ]
