"""Forms of several rows that grow by a button, without scripts and without losing a letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.datastructures import MultiValueDict

ADD = "add-row"  # the name of the button; its value is the prefix of the rows
MOST_ROWS = 60


class Rows(BaseFormSet[forms.Form]):
    """Rows of one kind; a row that is left empty or ticked as removed counts for nothing."""

    def initial_form_count(self) -> int:
        """Of what is posted none: every row may be left empty, whatever stood in it before."""
        return 0 if self.is_bound else super().initial_form_count()

    def filled(self) -> list[dict[str, Any]]:
        """The cleaned rows that hold something."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]


def rows_of(
    kind: type[forms.Form],
    prefix: str,
    *,
    data: MultiValueDict[str, str] | None = None,
    initial: Sequence[Mapping[str, Any]] = (),
    spare: int = 1,
) -> Rows:
    """The rows as typed, else the initial ones with spare ones below."""
    made = formset_factory(
        kind, formset=Rows, extra=spare, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    return made(data, prefix=prefix, initial=list(initial))  # type: ignore[return-value]


def as_typed(
    kind: type[forms.Form], prefix: str, data: MultiValueDict[str, str], *, spare: int
) -> Rows:
    """What was typed, unchecked, and so many empty rows below."""
    rows = [row for row in _typed(kind, prefix, data) if not row.pop("DELETE")]
    return rows_of(kind, prefix, initial=rows, spare=spare)


def _typed(
    kind: type[forms.Form], prefix: str, data: MultiValueDict[str, str]
) -> list[dict[str, Any]]:
    count = data.get(f"{prefix}-TOTAL_FORMS", "0")
    total = min(int(count), MOST_ROWS) if str(count).isdigit() else 0
    return [_row(kind, f"{prefix}-{number}", data) for number in range(total)]


def _row(kind: type[forms.Form], prefix: str, data: MultiValueDict[str, str]) -> dict[str, Any]:
    nothing: MultiValueDict[str, Any] = MultiValueDict()
    row = {
        name: field.widget.value_from_datadict(data, nothing, f"{prefix}-{name}")
        for name, field in kind.base_fields.items()
    }
    return {**row, "DELETE": f"{prefix}-DELETE" in data}
