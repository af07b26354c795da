"""Forms of the tree: search, add, rename, correct, move, merge, split, close."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from qingyuan.core.identifiers import region, unit_code
from qingyuan.core.identifiers.invalid import InvalidIdentifier
from qingyuan.server.organisations.forms.choosing import AskingForm, UnitField
from qingyuan.server.organisations.models import Unit, UnitKind, User

_STATES = (("", "现有单位"), ("closed", "已撤销"), ("all", "全部"))
OWN_CODE_HELP = "10 位学校（机构）标识码；没有就空着，会给一个内部编号"


class UnitFilter(forms.Form):
    """The filter line of the list."""

    q = forms.CharField(label="名称、首字母或标识码", required=False, max_length=60)
    kind = forms.ChoiceField(
        label="类型", required=False, choices=[("", "全部类型"), *UnitKind.choices]
    )
    state = forms.ChoiceField(label="状态", required=False, choices=_STATES)
    under = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DateInput(forms.DateInput):
    """The browser's own date picker, with the date written so that it understands it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def checked_code(text: str) -> str:
    """A code as it is stored; raises `ValidationError` with the reason."""
    try:
        return unit_code.validate(text) if text else ""
    except InvalidIdentifier as invalid:
        raise ValidationError(invalid.reason) from invalid


def checked_region(text: str) -> str:
    """A region's six digits; raises `ValidationError` with the reason."""
    try:
        return region.validate(text) if text else ""
    except InvalidIdentifier as invalid:
        raise ValidationError(invalid.reason) from invalid


class AddForm(AskingForm):
    """A new unit below another."""

    name = forms.CharField(label="单位名称", max_length=100, help_text="写全称，和公章一致")
    kind = forms.ChoiceField(label="类型", choices=UnitKind.choices)
    parent = UnitField(label="上级单位")
    code = forms.CharField(label="标识码", required=False, max_length=20, help_text=OWN_CODE_HELP)
    region_code = forms.CharField(
        label="区划代码", required=False, max_length=12, help_text="6 位；功能区没有就空着"
    )

    def clean_code(self) -> str:
        """Ten digits, or nothing."""
        return checked_code(self.cleaned_data["code"])

    def clean_region_code(self) -> str:
        """Six digits, or nothing."""
        return checked_region(self.cleaned_data["region_code"])


class UnitForm(AskingForm):
    """A deed on a unit as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Unit, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.unit = unit

    @classmethod
    def initial_for(cls, unit: Unit) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {"version": unit.version, "on": timezone.localdate()}


class _Dated(UnitForm):
    on = forms.DateField(label="从哪一天起", widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """A unit cannot change before it is opened."""
        cleaned = super().clean() or self.cleaned_data
        on, opened = cleaned.get("on"), self.unit.opened_on
        if on and opened and on < opened:
            self.add_error("on", f"这个单位 {opened} 才设立，日期不能更早")
        return cleaned


class RenameForm(_Dated):
    """更名."""

    name = forms.CharField(label="新名称", max_length=100)
    field_order = ("version", "name", "on")


class CorrectForm(UnitForm):
    """更正."""

    kind = forms.ChoiceField(label="类型", choices=UnitKind.choices)
    code = forms.CharField(label="标识码", required=False, max_length=20)
    region_code = forms.CharField(label="区划代码", required=False, max_length=12)

    @classmethod
    def initial_for(cls, unit: Unit) -> dict[str, Any]:
        """The facts as they are."""
        facts = {"kind": unit.kind, "code": unit.code, "region_code": unit.region_code}
        return {**super().initial_for(unit), **facts}

    def clean_code(self) -> str:
        """The code as it was, or ten digits."""
        code = str(self.cleaned_data["code"])
        return code if code == self.unit.code else checked_code(code)

    def clean_region_code(self) -> str:
        """Six digits, or nothing."""
        return checked_region(self.cleaned_data["region_code"])


class MoveForm(_Dated):
    """调整隶属."""

    parent = UnitField(label="新的上级单位")
    field_order = ("version", "parent", "on")


class MergeForm(_Dated):
    """并入."""

    into = UnitField(label="并入哪个单位")
    field_order = ("version", "into", "on")


class SplitForm(_Dated):
    """分设."""

    name = forms.CharField(label="分出来的单位名称", max_length=100)
    code = forms.CharField(label="标识码", required=False, max_length=20, help_text=OWN_CODE_HELP)
    field_order = ("version", "name", "code", "on")

    def clean_code(self) -> str:
        """Ten digits, or nothing."""
        return checked_code(self.cleaned_data["code"])


class CloseForm(_Dated):
    """撤销."""

    note = forms.CharField(
        label="原因", max_length=200, help_text="例如：生源减少，县政府批复同意撤点"
    )
    field_order = ("version", "on", "note")
