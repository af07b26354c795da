"""The rosters: names or staff numbers, and nothing that is not needed."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from qingyuan.server.organisations.encrypted import EncryptedTextField
from qingyuan.server.organisations.models.scope import ScopedQuerySet
from qingyuan.server.organisations.models.units import Unit


class PersonQuerySet(ScopedQuerySet["Person"]):
    """Questions about the rosters."""

    path_field = "unit__path"

    def active(self) -> Self:
        """Those who have not left."""
        return self.filter(left_on__isnull=True)


class Person(models.Model):
    """教职员工: a member of staff on a unit's roster."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    department = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=30, blank=True)
    phone = EncryptedTextField(blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "教职员工"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["unit", "left_on", "name"], name="person_roster"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=~Q(name="", number=""), name="person_has_name_or_number"
            ),
            models.UniqueConstraint(
                fields=["unit", "number"],
                condition=~Q(number="") & Q(left_on__isnull=True),
                name="person_number_once_in_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.number
