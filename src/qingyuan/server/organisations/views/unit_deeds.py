"""Deeds on a unit: form, then what will change, then the deed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.look.parts import Crumb
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.forms.units import UnitForm
from qingyuan.server.organisations.models import Unit
from qingyuan.server.organisations.unit_deeds import UNIT_DEEDS, UnitDeed


@require_http_methods(["GET", "POST"])
def unit_deed(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One deed on one unit; nothing is done before the second press."""
    deed, user = UNIT_DEEDS[key], user_of(request)
    visible = Unit.objects.visible_to(user).select_related("parent")
    unit = get_object_or_404(visible, pk=pk)
    deed.check(user, unit, {})
    initial = deed.form.initial_for(unit)
    form = deed.form(request.POST or None, unit=unit, user=user, initial=initial)
    if request.method == "POST" and form.is_valid() and "edit" not in request.POST:
        try:
            return _next(request, deed, unit, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return _page(request, "organisations/unit_deed.html", deed, unit, form=form)


def _next(request: HttpRequest, deed: UnitDeed, unit: Unit, form: UnitForm) -> HttpResponse:
    """The page that says what will change, or the deed once it has been confirmed."""
    deed.check(user_of(request), unit, form.cleaned_data)
    preview = deed.preview(unit, form.cleaned_data)
    if "confirmed" not in request.POST:
        return _page(
            request, "organisations/unit_deed_confirm.html", deed, unit, form=form, preview=preview
        )
    unit.version = form.cleaned_data["version"]
    deed.do(unit, form.cleaned_data, actor_of(request), timezone.now())
    messages.success(request, f"“{unit.name}”{deed.done}")
    return redirect("organisations:unit", pk=unit.pk)


def _page(
    request: HttpRequest, template: str, deed: UnitDeed, unit: Unit, **shown: object
) -> HttpResponse:
    crumbs = (Crumb(unit.name, reverse("organisations:unit", args=[unit.pk])), Crumb(deed.title))
    context = {"title": f"{deed.title}：{unit.name}", "deed": deed, "unit": unit, "crumbs": crumbs}
    return render(request, template, {**context, **shown})
