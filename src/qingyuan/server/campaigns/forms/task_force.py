"""工作专班: who is in it, as the unit writes it."""

from __future__ import annotations

from typing import Any

from django import forms

from qingyuan.server.campaigns.actions.task_forces import Duty, Member
from qingyuan.server.campaigns.forms.rows import Rows
from qingyuan.server.campaigns.forms.set_up import day_field
from qingyuan.server.campaigns.models import TaskForce, TaskForceMember


class TaskForceForm(forms.Form):
    """When and by which document it was set up."""

    set_up_on = day_field("成立日期", required=False)
    document_number = forms.CharField(
        label="成立专班的文号", max_length=60, required=False, help_text="没有单独发文的不填"
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class MemberForm(forms.Form):
    """One of its members."""

    duty = forms.ChoiceField(label="专班职务", choices=[("", "请选择"), *Duty.choices])
    name = forms.CharField(label="姓名", max_length=40)
    position = forms.CharField(label="单位职务", max_length=60, required=False)
    department = forms.CharField(label="科室", max_length=60, required=False)
    work = forms.CharField(label="分工", max_length=120, required=False)
    phone = forms.CharField(
        label="联系电话",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    is_unit_head = forms.BooleanField(label="是单位主要负责同志", required=False)


def members_of(rows: Rows) -> tuple[Member, ...]:
    """The valid rows as what the deed takes."""
    return tuple(
        Member(
            duty=Duty(row["duty"]),
            name=row["name"],
            position=row["position"],
            department=row["department"],
            is_unit_head=row["is_unit_head"],
            work=row["work"],
            phone=row["phone"],
        )
        for row in rows.filled()
    )


def force_initial(force: TaskForce | None) -> dict[str, Any]:
    """What stands, for the first form."""
    if force is None:
        return {"version": 0}
    names = ("set_up_on", "document_number", "version")
    return {name: getattr(force, name) for name in names}


def member_initial(member: TaskForceMember) -> dict[str, Any]:
    """What stands, for a row."""
    return {name: getattr(member, name) for name in MemberForm.base_fields}


FIRST_ROWS = ({"duty": Duty.LEADER, "is_unit_head": True},)
"""An empty list begins with the head as its leader, as the notice asks."""
