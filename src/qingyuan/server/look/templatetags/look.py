"""Icons, form controls, status tags, dates and numbers for templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.core.paginator import Paginator
from django.forms import BoundField, widgets
from django.forms.boundfield import BoundWidget
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from qingyuan.server.look import words
from qingyuan.server.look.browsers import browser_words
from qingyuan.server.look.parts import Cell
from qingyuan.server.look.preferences import Preferences
from qingyuan.server.look.tones import Tone, tone_of

register = template.Library()

_SPRITE = "vendor/bootstrap-icons/icons.svg"
_CHOICES = (widgets.RadioSelect, widgets.CheckboxSelectMultiple)


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A line icon; it says nothing to a screen reader, so a word stands beside it."""
    return format_html(
        '<svg class="icon {}" width="20" height="20" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        extra, static(_SPRITE), name,
    )  # fmt: skip


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The form control of a field in the look of the site; its own classes stay.

    A placeholder that repeats the label goes: it reads like an answer.
    """
    widget = field.field.widget
    if widget.attrs.get("placeholder") == field.label:
        del widget.attrs["placeholder"]
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{_control_class(widget)} {own}".strip()})


def _control_class(widget: widgets.Widget) -> str:
    if isinstance(widget, widgets.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, widgets.Select) and not isinstance(widget, widgets.SelectMultiple):
        return "form-select"
    return "form-control"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label stands behind the box."""
    return isinstance(field.field.widget, widgets.CheckboxInput)


@register.filter
def has_choices(field: BoundField) -> bool:
    """Whether the field is a list of boxes or circles, each with its own label."""
    return isinstance(field.field.widget, _CHOICES)


@register.simple_tag
def choice_control(choice: BoundWidget) -> SafeString:
    """One box or circle of such a list."""
    choice.data["attrs"]["class"] = "form-check-input"
    return choice.tag()


@register.filter
def focus_id(field: BoundField) -> str:
    """Where a link to the field leads: the control, or the first of its choices."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


@register.filter
def tone(word: str) -> Tone:
    """The tint of a status word."""
    return tone_of(word)


@register.simple_tag(takes_context=True)
def page_attributes(context: template.Context) -> SafeString:
    """Attributes of `<html>`: theme and type size; a page without a request follows the system."""
    chosen = context.get("look") or Preferences()
    known = chosen.theme if chosen.theme in {"light", "dark"} else "light"
    return format_html(
        ' lang="zh-CN" data-theme="{}" data-bs-theme="{}"{}',
        chosen.theme, known, SafeString(' class="large"') if chosen.is_large else "",
    )  # fmt: skip


@register.filter
def cn_date(value: date | datetime | None) -> str:
    """2023年7月20日（周四）."""
    return words.cn_date(value) if value else ""


@register.filter
def cn_short(value: date | datetime | None) -> str:
    """7月20日."""
    return words.cn_short(value) if value else ""


@register.filter
def cn_moment(value: datetime | None) -> str:
    """7月18日 14:32."""
    return words.cn_moment(value) if value else ""


@register.filter
def thousands(value: int | None) -> str:
    """3,284."""
    return "" if value is None else words.thousands(int(value))


@register.simple_tag
def percent(part: int, whole: int) -> str:
    """72.4%."""
    return words.percent(part, whole)


@register.filter
def mask(contact: str | None) -> str:
    """138****0042."""
    return words.mask(contact) if contact else ""


@register.filter
def at(row: Sequence[Cell], place: int) -> Cell:
    """The cell at a place of a row; a short row ends in empty cells."""
    return row[place] if place < len(row) else Cell("")


@register.filter
def page_numbers(paginator: Paginator[object], number: int) -> list[int]:
    """Page numbers around the current one; 0 stands for pages left out."""
    return [n if isinstance(n, int) else 0 for n in paginator.get_elided_page_range(
        number, on_each_side=1, on_ends=1)]  # fmt: skip


@register.filter
def browser(user_agent: str) -> str:
    """Chrome 内核 108（Windows）."""
    return browser_words(user_agent)
