"""Task forces and complaint channels: what each unit has to set up and to publish."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from qingyuan.server.campaigns.models.campaigns import Campaign
from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.organisations.encrypted import EncryptedTextField
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class TaskForceQuerySet(ScopedQuerySet["TaskForce"]):
    """Questions about task forces."""

    path_field = "unit__path"


class TaskForce(models.Model):
    """工作专班: led by the unit's head."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="task_forces")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="task_forces")
    set_up_on = models.DateField(null=True, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TaskForceQuerySet.as_manager()

    class Meta:
        verbose_name = "工作专班"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="task_force_once"),
        ]


class TaskForceMember(models.Model):
    """专班成员."""

    class Duty(models.TextChoices):
        """The part in the task force."""

        LEADER = "leader", "组长"
        DEPUTY = "deputy", "副组长"
        MEMBER = "member", "成员"
        LIAISON = "liaison", "联络员"

    task_force = models.ForeignKey(TaskForce, on_delete=models.CASCADE, related_name="members")
    duty = models.CharField(max_length=10, choices=Duty.choices)
    name = models.CharField(max_length=40)
    position = models.CharField(max_length=60, blank=True)  # 局长、校长
    department = models.CharField(max_length=60, blank=True)
    is_unit_head = models.BooleanField(default=False)  # 主要负责同志
    work = models.CharField(max_length=120, blank=True)  # 职责分工
    phone = EncryptedTextField(blank=True)

    class Meta:
        verbose_name = "专班成员"
        ordering: ClassVar[list[str]] = ["id"]


class ComplaintChannelQuerySet(ScopedQuerySet["ComplaintChannel"]):
    """Questions about complaint channels."""

    path_field = "unit__path"


class ComplaintChannel(models.Model):
    """投诉受理渠道, as the unit has published it."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="complaint_channels"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="complaint_channels")
    phone = models.CharField(max_length=40, blank=True)  # an office's published number
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=120, blank=True)
    published_on = models.DateField()
    published_where = models.CharField(max_length=200)  # 学校门口公示栏、公众号、网址
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ComplaintChannelQuerySet.as_manager()

    class Meta:
        verbose_name = "投诉受理渠道"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="complaint_channel_once"),
            models.CheckConstraint(
                condition=~models.Q(phone="", email="", address=""), name="channel_can_be_reached"
            ),
        ]
