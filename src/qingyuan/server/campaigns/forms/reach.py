"""The filters of the tables of units and people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, Q

ALL, UNSIGNED, UNREACHED = "all", "unsigned", "unreached"
SHOWN = ((ALL, "全部"), (UNSIGNED, "还有未签收的"), (UNREACHED, "还有未传达到的人"))
TREE, BY_UNITS, BY_PEOPLE = "tree", "units", "people"
ORDERS = ((TREE, "单位顺序"), (BY_UNITS, "未签收多的在前"), (BY_PEOPLE, "未传达多的在前"))

_CONDITIONS = {
    ALL: Q(),
    UNSIGNED: Q(units_signed__lt=F("units")),
    UNREACHED: Q(staff_reached__lt=F("staff")) | Q(units_without_roster__gt=0),
}
_ORDERING = {
    TREE: ("path",),
    BY_UNITS: (F("units_signed") - F("units"), "path"),
    BY_PEOPLE: (F("staff_reached") - F("staff"), "path"),
}


class UnitFilter(forms.Form):
    """Which units below are shown, and in which order; anything unknown counts as not chosen."""

    unit = forms.IntegerField(widget=forms.HiddenInput, required=False)
    show = forms.ChoiceField(label="显示", choices=SHOWN, required=False)
    order = forms.ChoiceField(label="排序", choices=ORDERS, required=False)

    @property
    def condition(self) -> Q:
        """On the rows."""
        return _CONDITIONS[self._chosen("show", ALL)]

    @property
    def ordering(self) -> tuple[Any, ...]:
        """Of the rows."""
        return _ORDERING[self._chosen("order", TREE)]

    @property
    def words(self) -> str:
        """What is shown, for the head of an exported list."""
        return dict(SHOWN)[self._chosen("show", ALL)]

    def _chosen(self, name: str, otherwise: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or otherwise)
