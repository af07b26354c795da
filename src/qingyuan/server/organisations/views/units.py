"""单位名录: the list, a unit, adding one, the list as a workbook."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.organisations.actions.units import open_unit
from qingyuan.server.organisations.asking import actor_of, user_of
from qingyuan.server.organisations.forms.units import AddForm, UnitFilter
from qingyuan.server.organisations.models import Unit, UnitKind
from qingyuan.server.organisations.permissions import Deed, check_can
from qingyuan.server.organisations.presenters.unit import unit_page
from qingyuan.server.organisations.presenters.units import units_page
from qingyuan.server.organisations.workbooks import units_workbook


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """The tree beside the list; a school's own people see their school."""
    own = user_of(request).unit
    if own is not None and own.is_teaching and not request.GET:
        return redirect("organisations:unit", pk=own.pk)
    form = UnitFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    selected = _selected(request)
    page = units_page(user_of(request), selected, asked, request.GET.get("page"))
    context = {"title": "单位名录", "shown": page, "form": form}
    return render(request, "organisations/units.html", context)


def _selected(request: HttpRequest) -> Unit:
    """The unit whose branch is shown: the one asked for, else the account's own."""
    under = request.GET.get("under", "")
    visible = Unit.objects.visible_to(user_of(request)).select_related("parent")
    if under:
        return get_object_or_404(visible, pk=under if under.isdecimal() else 0)
    own = user_of(request).unit
    return get_object_or_404(visible, pk=own.pk if own else 0)


@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit."""
    visible = Unit.objects.visible_to(user_of(request)).select_related("parent")
    page = unit_page(user_of(request), get_object_or_404(visible, pk=pk))
    context = {"title": page.unit.name, "shown": page, "crumbs": page.crumbs}
    return render(request, "organisations/unit.html", context)


@require_http_methods(["GET", "POST"])
def add_unit(request: HttpRequest) -> HttpResponse:
    """A new unit below another."""
    above = _selected(request)
    check_can(user_of(request), Deed.MANAGE_UNITS, above)
    initial = {"parent": above, "kind": UnitKind.SCHOOL}
    form = AddForm(request.POST or None, user=user_of(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = _add(request, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, f"已新增“{made.name}”")
            return redirect("organisations:unit", pk=made.pk)
    context = {"title": "新增单位", "form": form, "above": above}
    return render(request, "organisations/add_unit.html", context)


def _add(request: HttpRequest, form: AddForm) -> Unit:
    cleaned = form.cleaned_data
    check_can(user_of(request), Deed.MANAGE_UNITS, cleaned["parent"])
    return open_unit(
        name=cleaned["name"],
        kind=UnitKind(cleaned["kind"]),
        parent=cleaned["parent"],
        code=cleaned["code"],
        region_code=cleaned["region_code"],
        by=actor_of(request),
        at=timezone.now(),
    )


@require_GET
def export_units(request: HttpRequest) -> FileResponse:
    """The subtree as a workbook that can be imported again."""
    root = _selected(request)
    file = units_workbook(root, timezone.localdate())
    return FileResponse(file, as_attachment=True, filename=f"{root.name}单位名录.xlsx")
