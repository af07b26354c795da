"""A field in which a unit is named by its name, its code or its initials."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from qingyuan.server.organisations.models import Unit, User

_SHOWN = 5


class UnitField(forms.CharField):
    """Finds one open unit in an account's scope; where it is not clear which, it lists some.

    The page sets `user`; without it nothing is found.
    """

    user: User | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "写单位全称、标识码或拼音首字母，如 xxdyxx")
        super().__init__(max_length=140, **kwargs)  # a name of 100 and a code

    def prepare_value(self, value: Any) -> Any:
        """A unit that is proposed stands in the field as people read it."""
        return as_written(value) if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:
        """The unit, or None where nothing was typed."""
        words = " ".join(str(super().clean(value)).split())
        return self._found(words) if words else None

    def _found(self, words: str) -> Unit:
        if self.user is None:
            raise ValidationError("请重新打开这个页面")
        visible = Unit.objects.visible_to(self.user).open_on(timezone.localdate())
        exact = list(visible.filter(name=words)[:2]) or list(
            visible.filter(code=code_of(words))[:2]
        )
        found = exact or list(visible.named_like(words).in_order()[: _SHOWN + 1])
        if not found:
            raise ValidationError(f"名录里没有“{words}”，请核对名称或标识码")
        if len(found) > 1:
            names = "、".join(as_written(unit) for unit in found[:_SHOWN])
            raise ValidationError(f"有不止一个：{names}。请填全称或标识码")
        return found[0]


def as_written(unit: Unit) -> str:
    """The unit as people read it and as the field takes it: its name, its code behind it."""
    return f"{unit.name}（{unit.code}）"


def code_of(words: str) -> str:
    """The code in what `as_written` gives, or all of it."""
    return words.rpartition("（")[2].removesuffix("）")


class AskingForm(forms.Form):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.user = user
