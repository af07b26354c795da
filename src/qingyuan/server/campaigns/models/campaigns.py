"""A campaign: dated, with stages, with what is owed when, with a frozen list of who owes it."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.organisations.models import Unit, UnitKind
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Questions about campaigns."""

    def visible_to(self, user: Any) -> CampaignQuerySet:
        """Those of the account's own units and of the units above them: it takes part in them."""
        paths = {
            path[:end]
            for path in (user.scope_paths if user.is_authenticated else ())
            for end in range(5, len(path) + 1, 5)
        }
        own = Q(unit__path__in=paths)
        return self.filter(own & (~Q(state=Campaign.State.DRAFT) | Q(unit__in=_units(user))))


def _units(user: Any) -> list[int]:
    return [post.unit_id for post in user.current_posts] if user.is_authenticated else []


class Campaign(models.Model):
    """专项整治活动."""

    class State(models.TextChoices):
        """From a proposal to the end."""

        DRAFT = "draft", "待确认"
        RUNNING = "running", "进行中"
        CLOSED = "closed", "已结束"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=100)
    document_title = models.CharField(max_length=200, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    looks_back_to = models.DateField(null=True, blank=True)
    pack = models.CharField(max_length=60, blank=True)  # the rule pack, where it comes from one
    text = models.TextField(blank=True)  # the notice as pasted
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=120, blank=True)  # the notice as uploaded
    proposal = models.JSONField(default=dict)  # what was read from it, each with its sentence
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    confirmed_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)  # when the list of expected units was frozen
    frozen_unit_id = models.PositiveBigIntegerField(default=0)  # the newest unit at that moment
    frozen_change_id = models.PositiveBigIntegerField(default=0)  # the newest change of the tree
    version = models.PositiveIntegerField(default=1)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "行动"

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """阶段."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="stages")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    sentence = models.TextField(blank=True)

    class Meta:
        verbose_name = "阶段"
        ordering: ClassVar[list[str]] = ["ordinal"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "ordinal"], name="stage_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="stage_ends_after_start"
            ),
        ]

    def is_current(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.starts_on <= day <= self.ends_on


class DeliverableQuerySet(models.QuerySet["Deliverable"]):
    """Questions about what is owed."""

    def visible_to(self, user: Any) -> DeliverableQuerySet:
        """Those of the campaigns that the account sees."""
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


class Deliverable(models.Model):
    """报送任务: what is owed, by units of which kinds, and until when it was first due."""

    class Kind(models.TextChoices):
        """What is owed."""

        DEPLOYMENT_REPORT = "deployment_report", "工作部署情况报告"
        SURVEY_REPORT = "survey_report", "排查及清理情况报告"
        SUMMARY = "summary", "活动总结"
        FORM = "form", "统计表"
        OTHER = "other", "其他材料"

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deliverables")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=100)
    unit_kinds = models.JSONField(
        default=list
    )  # UnitKind values that owe it; schools only direct ones
    directly_below = models.BooleanField(
        default=True
    )  # only units directly below the campaign's own
    due_on = models.DateField()
    sentence = models.TextField(blank=True)

    objects = DeliverableQuerySet.as_manager()

    class Meta:
        verbose_name = "报送任务"
        ordering: ClassVar[list[str]] = ["due_on", "id"]

    def __str__(self) -> str:
        return self.name

    def is_owed_by(self, unit: Unit) -> bool:
        """Whether a unit owes it."""
        near = unit.parent_id == self.campaign.unit_id or not self.directly_below
        return near and UnitKind(unit.kind) in self.unit_kinds


class DueDate(models.Model):
    """A due date that was set at a moment: for all, or for one unit with reason and approver."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="due_dates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    set_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    approver = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "截止日期"
        ordering: ClassVar[list[str]] = ["set_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | (~Q(reason="") & ~Q(approver="")),
                name="extension_has_reason_and_approver",
            ),
        ]


class ExpectedUnit(models.Model):
    """A unit on the frozen list; one left out has a reason."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="expected_units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=60)
    is_expected = models.BooleanField(default=True)
    reason = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    objects = ScopedQuerySet["ExpectedUnit"].as_manager()

    class Meta:
        verbose_name = "应报单位"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="expected_once"),
            models.CheckConstraint(
                condition=Q(is_expected=True) | ~Q(reason=""), name="exclusion_has_reason"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["campaign", "path"], name="expected_path"),
        ]
