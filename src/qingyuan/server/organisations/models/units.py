"""The tree of units: irregular, dated, with every name that a unit has had."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from qingyuan.server.organisations.models.paths import STEP, ancestor_paths
from qingyuan.server.organisations.models.scope import ScopedQuerySet


class UnitKind(models.TextChoices):
    """What a unit is; not tied to its depth in the tree."""

    PROVINCE = "province", "省教育厅"
    CITY = "city", "市级教育部门"
    COUNTY = "county", "县区教育部门"
    ZONE = "zone", "功能区教育部门"
    CENTRAL_SCHOOL = "central_school", "中心校"
    SCHOOL = "school", "学校"
    KINDERGARTEN = "kindergarten", "幼儿园"
    DEPARTMENT = "department", "科室"


BUREAUS = frozenset({UnitKind.PROVINCE, UnitKind.CITY, UnitKind.COUNTY, UnitKind.ZONE})
TEACHING = frozenset({UnitKind.SCHOOL, UnitKind.KINDERGARTEN})


class UnitQuerySet(ScopedQuerySet["Unit"]):
    """Questions about units."""

    def open_on(self, day: date) -> Self:
        """The units that exist on a day."""
        opened = Q(opened_on__isnull=True) | Q(opened_on__lte=day)
        return self.filter(opened, Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def in_order(self) -> Self:
        """As the tree is read, a parent before its children."""
        return self.order_by("path")

    def named_like(self, words: str) -> Self:
        """By part of the name, of a former name, of the initials, or by the code."""
        former = UnitName.objects.filter(name__contains=words).values("unit")
        written = Q(name__contains=words) | Q(pk__in=former)
        return self.filter(written | Q(code=words) | Q(initials__startswith=words.lower()))


class Unit(models.Model):
    """单位: a bureau, a zone, a central school, a school, a department."""

    name = models.CharField(max_length=100)
    initials = models.CharField(max_length=100, blank=True)  # xxdyxx finds 息县第一小学
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    code = models.CharField(max_length=20, unique=True)  # 学校标识码, or one of our own
    region_code = models.CharField(max_length=6, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=60, unique=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    staff_count = models.PositiveIntegerField(default=0)  # on the roster today
    version = models.PositiveIntegerField(default=1)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["parent", "path"], name="unit_children"),
            models.Index(fields=["name"], name="unit_name"),
            models.Index(fields=["initials"], name="unit_initials"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
                name="unit_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """1 for the root."""
        return len(self.path) // STEP

    @property
    def is_bureau(self) -> bool:
        """Whether it is an education authority."""
        return self.kind in BUREAUS

    @property
    def is_teaching(self) -> bool:
        """Whether pupils are taught there."""
        return self.kind in TEACHING

    @property
    def parent_path(self) -> str:
        """The path of the unit above; empty for the root."""
        return self.path[:-STEP]

    def is_open(self, day: date) -> bool:
        """Whether it exists on a day."""
        return (self.opened_on is None or self.opened_on <= day) and (
            self.closed_on is None or self.closed_on > day
        )

    def contains(self, other: Unit) -> bool:
        """Whether the other lies in this subtree, itself included."""
        return other.path.startswith(self.path)

    def ancestors(self) -> UnitQuerySet:
        """From the root down to the unit itself."""
        return Unit.objects.filter(path__in=ancestor_paths(self.path)).order_by("path")


class UnitName(models.Model):
    """A name that a unit had until a day."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=100)
    until = models.DateField()

    class Meta:
        verbose_name = "曾用名"
        indexes: ClassVar[list[Any]] = [models.Index(fields=["name"], name="former_name")]


class UnitChange(models.Model):
    """What became of a unit on a day."""

    class Kind(models.TextChoices):
        """How a unit changes."""

        OPENED = "opened", "设立"
        RENAMED = "renamed", "更名"
        MOVED = "moved", "调整隶属"
        MERGED = "merged", "并入"
        SPLIT = "split", "分设"
        CLOSED = "closed", "撤销"

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    other = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "单位变动"
        ordering: ClassVar[list[str]] = ["on", "id"]
