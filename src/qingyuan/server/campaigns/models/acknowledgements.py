"""Every member of staff: acknowledged by link or code, or covered by a meeting's list."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from qingyuan.server.campaigns.models.notices import NoticeVersion
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.organisations.models import Person, Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class Way(models.TextChoices):
    """How a member of staff was reached."""

    LINK = "link", "个人链接"
    CODE = "code", "学校二维码"
    MEETING = "meeting", "会议签到"


class MeetingQuerySet(ScopedQuerySet["Meeting"]):
    """Questions about meetings."""

    path_field = "unit__path"


class Meeting(models.Model):
    """会议: one record that covers many people, with a sample to be asked later."""

    version = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="meetings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    place = models.CharField(max_length=60, blank=True)
    attended = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    sample = models.JSONField(default=list)  # Person ids to be asked later
    sample_seed = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=40)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "会议"


class AcknowledgementQuerySet(ScopedQuerySet["Acknowledgement"]):
    """Questions about who has been reached."""

    def unreached(self) -> Self:
        """Those still to be reached."""
        return self.filter(reached_at__isnull=True, excused="")


class Acknowledgement(models.Model):
    """知晓: one version, one person; made when the notice goes out, filled when it arrives."""

    version = models.ForeignKey(
        NoticeVersion, on_delete=models.PROTECT, related_name="acknowledgements"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acknowledgements")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=60)
    reached_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="acknowledgements"
    )
    excused = models.CharField(max_length=60, blank=True)  # 已调离, 长期病假: not to be reached
    quiz_taken = models.BooleanField(default=False)  # that, and not what was answered
    delivery_trouble = models.CharField(max_length=100, blank=True)  # bounced, no contact

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = "知晓"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["version", "person"], name="acknowledged_once"),
            models.CheckConstraint(
                condition=Q(reached_at__isnull=True, way="")
                | (Q(reached_at__isnull=False) & ~Q(way="")),
                name="reached_by_a_way",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["version", "unit", "reached_at"], name="acknowledged_unit"),
            models.Index(
                fields=["version", "path"],
                condition=Q(reached_at__isnull=True, excused=""),
                name="unreached_path",
            ),
        ]
