"""Imports of lists: a batch is the job, from the file as received to what was written."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from qingyuan.server.evidence.models import StoredFile
from qingyuan.server.organisations.models.accounts import User
from qingyuan.server.organisations.models.scope import ScopedQuerySet
from qingyuan.server.organisations.models.units import Unit


class ImportBatchQuerySet(ScopedQuerySet["ImportBatch"]):
    """Questions about imports."""

    path_field = "unit__path"


class ImportBatch(models.Model):
    """导入批次: one file, its lines, what they would do and what they did."""

    class Subject(models.TextChoices):
        """What list it is; the keys are those of `core.organisations.list_kinds`."""

        UNITS = "units", "单位名录"
        ROSTER = "roster", "教职员工名单"
        ACCOUNTS = "accounts", "账号名单"

    class State(models.TextChoices):
        """How far it has come."""

        RECEIVED = "received", "正在读取"
        READ = "read", "正在比对"
        PREVIEWED = "previewed", "待确认"
        APPLYING = "applying", "正在写入"
        APPLIED = "applied", "已导入"
        UNREADABLE = "unreadable", "读不了"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="import_batches")
    subject = models.CharField(max_length=10, choices=Subject.choices)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    columns = models.JSONField(default=dict)  # by sheet: field -> 0-based column
    unread_titles = models.JSONField(default=list)
    trouble = models.CharField(max_length=600, blank=True)
    line_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    bad_count = models.PositiveIntegerField(default=0)
    skips_bad = models.BooleanField(default=False)
    written_count = models.PositiveIntegerField(default=0)
    applied_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "导入批次"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["unit", "-received_at"], name="import_batches_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}“{self.file_name}”"

    @property
    def to_write(self) -> int:
        """How many lines change something."""
        return self.new_count + self.changed_count

    @property
    def is_working(self) -> bool:
        """Whether the worker has it."""
        return self.state in {self.State.RECEIVED, self.State.READ, self.State.APPLYING}


class ImportLineQuerySet(ScopedQuerySet["ImportLine"]):
    """Questions about lines."""

    path_field = "batch__unit__path"


class ImportLine(models.Model):
    """A line of a list on its way in; what has been written is not kept here a second time."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveIntegerField()  # among the lines of the file, from 0
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    standing = models.CharField(max_length=8)  # `core.organisations.planning.Standing`
    faults = models.JSONField(default=list)  # [cell, field, sentence, suggestion]
    notes = models.JSONField(default=list)
    changes = models.JSONField(default=list)  # [field, old, new]
    post_id = models.BigIntegerField(null=True)  # of an account list: the post that was given

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = "导入的一行"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["batch", "place"], name="import_line_once"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["batch", "standing", "place"], name="import_line_standing"),
        ]
