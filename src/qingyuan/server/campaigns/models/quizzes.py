"""The three questions: whether what was read was understood."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from qingyuan.server.campaigns.models.notices import NoticeVersion
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class QuizResult(models.Model):
    """How often each question was answered right; no person's answer is kept.

    `own_…` count the unit itself, the others the subtree with it, as on a receipt.
    """

    version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="quiz_results"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=60)
    question = models.CharField(max_length=30)
    asked = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    own_asked = models.PositiveIntegerField(default=0)
    own_right = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet["QuizResult"].as_manager()

    class Meta:
        verbose_name = "知晓小测"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "unit", "question"], name="quiz_once"),
            models.CheckConstraint(
                condition=models.Q(right__lte=models.F("asked")), name="quiz_right_at_most_asked"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["version", "path", "question"], name="quiz_path"),
        ]
