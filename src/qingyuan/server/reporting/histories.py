"""Whose history may be read: one registry, the rows of each type that an account owns.

A notice or a campaign from above is read by everybody below, its history by its owner only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.db import models

from qingyuan.server.campaigns.models import (
    Acknowledgement,
    Campaign,
    ComplaintChannel,
    Meeting,
    Notice,
    Receipt,
    Submission,
    TaskForce,
)
from qingyuan.server.organisations.models import ImportBatch, Person, Post, Unit, User
from qingyuan.server.organisations.models.scope import scope_of

Rows = Callable[[User], models.QuerySet[Any]]


def _below(model: Any, field: str) -> Rows:
    """The rows of a model that the account sees and whose path field lies in its scope."""
    return lambda user: model.objects.visible_to(user).filter(scope_of(user, field))


def _accounts(user: User) -> models.QuerySet[User]:
    """Those that hold a post in the scope, and the account itself."""
    holding = Post.objects.visible_to(user).values("holder")
    rows: models.QuerySet[User] = User.objects.filter(
        models.Q(pk__in=holding) | models.Q(pk=user.pk)
    )
    return rows


HISTORIES: Mapping[str, tuple[str, Rows]] = MappingProxyType(
    {
        "acknowledgement": ("知晓", _below(Acknowledgement, "path")),
        "campaign": ("行动", _below(Campaign, "unit__path")),
        "complaint_channel": ("投诉受理渠道", _below(ComplaintChannel, "unit__path")),
        "import": ("导入", _below(ImportBatch, "unit__path")),
        "meeting": ("会议", _below(Meeting, "unit__path")),
        "notice": ("通知", _below(Notice, "issuer__path")),
        "person": ("教职员工", _below(Person, "unit__path")),
        "post": ("岗位", _below(Post, "unit__path")),
        "receipt": ("签收", _below(Receipt, "path")),
        "submission": ("报送材料", _below(Submission, "path")),
        "task_force": ("工作专班", _below(TaskForce, "unit__path")),
        "unit": ("单位", _below(Unit, "path")),
        "user": ("账号", _accounts),
    }
)


def owned(user: User, object_type: str, pk: int) -> Any:
    """The record, or None: of an unknown type, absent and foreign look the same."""
    known = HISTORIES.get(object_type)
    return known[1](user).filter(pk=pk).first() if known else None


def name_of(record: Any, object_type: str) -> str:
    """What stands above a history."""
    noun = HISTORIES[object_type][0]
    unit = getattr(record, "unit", None)
    if isinstance(record, (Unit, Notice, Campaign, User, Post, Person)):
        return f"{noun}：{record}"
    return f"{noun}：{unit}" if isinstance(unit, Unit) else noun
